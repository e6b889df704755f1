"""Ways of rewriting, for all steps at once: which forms came before each form, and whether there is an end to it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

import polars as pl

from dunning_rules.frames.beside import STEP
from dunning_rules.frames.demands import Demand
from dunning_rules.guard.judge import MAX_FORMS
from dunning_rules.language.columns import filled

STATE = ("amount", "on", "drops_claims")
"""What forms change of a step, beside its shape."""
LOOK = "@look"
"""What is the same of shapes that came about by different lawful forms."""
CANONICAL = "@canonical"
"""Whether constraints took their turns in canonical order on the way to a form."""
BEFORE = "@before"
"""The row of the form that a form was made of, among those that were looked at just before."""
VIA = "@via"
"""The number of the constraint for which a form was made."""


class Ways:
    """The forms that were looked at, from the first forms of all steps to the last."""

    def __init__(self) -> None:
        """Begin."""
        self._looked_at: list[pl.DataFrame] = []
        self._steps: list[pl.Series] = []
        self._most = 0

    def __len__(self) -> int:
        """How often forms were made of forms."""
        return len(self._looked_at)

    def add(self, forms: pl.DataFrame) -> None:
        """Take the forms of which others are made next."""
        self._looked_at.append(forms)

    def without_end(self, forms: pl.DataFrame, broken: Iterable[tuple[Demand, pl.Series]]) -> pl.Series:
        """Forms that lead nowhere: not mended in what they were made for, on their own way before, or too many.

        Args:
            forms: made of those that were added last.
            broken: what they break.
        """
        unmended = [column & (forms[VIA] == demand.number) for demand, column in broken if demand.rewrites]
        found = reduce(or_, [*unmended, *self._returned(forms)], nowhere(forms))
        if len(self) >= MAX_FORMS:
            return ~nowhere(forms)
        return found if len(self) < 2 else found | self._too_many(forms)  # noqa: PLR2004 - forms of a form of a step

    def _returned(self, forms: pl.DataFrame) -> Iterable[pl.Series]:
        before = forms[BEFORE]
        for looked_at in reversed(self._looked_at):
            earlier = looked_at.select(LOOK, *STATE, BEFORE)[before]
            yield forms.select(pl.all_horizontal(pl.col(name).eq_missing(pl.lit(earlier[name])) for name in (LOOK, *STATE))).to_series()
            before = earlier[BEFORE]

    def _too_many(self, forms: pl.DataFrame) -> pl.Series:
        """Forms of steps of which more were looked at than `MAX_FORMS`, however many ways led to each."""
        steps = forms[STEP].filter(apart(forms))
        self._steps.append(steps)
        self._most += max(steps.unique_counts(), default=0)
        if self._most <= MAX_FORMS:
            return nowhere(forms)
        counts = pl.concat(self._steps).value_counts(name="@forms").filter(pl.col("@forms") > MAX_FORMS)
        return forms[STEP].is_in(counts[STEP].implode())


def apart(forms: pl.DataFrame) -> pl.Series:
    """Each form of a step once, though several ways lead to it; those in canonical order come first."""
    return forms.select(pl.struct(STEP, LOOK, *STATE).is_first_distinct()).to_series()


def nowhere(forms: pl.DataFrame) -> pl.Series:
    """No form."""
    return filled(value=False, dtype=pl.Boolean(), height=forms.height)
