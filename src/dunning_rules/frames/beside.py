"""What conditions on recommendations read beside what a step has of itself: fields of its debtor, its id and tip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.plan import PlannedRule
from dunning_rules.frames.demands import IN_PACK
from dunning_rules.frames.places import Places
from dunning_rules.language.columns import OF_DEBTOR, filled

STEP = "@step"


class Beside:
    """Adds columns to steps when they are first read."""

    def __init__(
        self, debtors: pl.DataFrame, steps: pl.DataFrame, places: Places, rules: Mapping[int, PlannedRule], number: type[pl.DataType]
    ) -> None:
        """Prepare.

        Args:
            debtors: the frame of debtors.
            steps: all steps, numbered by `@step`.
            places: of the debtors.
            rules: the rules, by their place in the book.
            number: how numbers are kept.
        """
        self._debtors = debtors
        self._steps = steps
        self._places = places
        self._rules = rules
        self._number = number

    def added(self, steps: pl.DataFrame, columns: Iterable[str]) -> pl.DataFrame:
        """Some of the steps, with `columns`; what these have already stays as it is.

        Args:
            steps: with their numbers, and those of their debtors and places.
            columns: names of columns.
        """
        missing = [name for name in dict.fromkeys(columns) if name not in steps.columns]
        return steps.hstack([self._column(name, steps).alias(name) for name in missing]) if missing else steps

    def _column(self, name: str, steps: pl.DataFrame) -> pl.Series:
        if name.startswith(OF_DEBTOR):
            return self._debtors[name.removeprefix(OF_DEBTOR)].gather(steps[DEBTOR_NUMBER])
        if name in self._steps.columns:
            return self._steps[name].gather(steps[STEP])
        if name.startswith(IN_PACK):
            holds = [name.removeprefix(IN_PACK) in each.jurisdiction.packs for each in self._places.places]
            return pl.Series(holds, dtype=pl.Boolean).gather(steps["@place"])
        if name == "id":
            rule = self._of_rules([each.rule.id for each in self._rules.values()], pl.String(), steps)
            action, subject = (self._steps[of].gather(steps[STEP]).cast(pl.String) for of in ("action", "subject_id"))
            return pl.select(pl.concat_str(pl.lit(part) for part in (rule, "/", action, "/", subject))).to_series()
        if name == "tip":
            return self._of_rules([each.rule.tip for each in self._rules.values()], self._number(), steps)
        return filled(0 if name == "age_days" else None, self._number(), steps.height)

    def _of_rules(self, values: list[str] | list[int | None], dtype: pl.DataType, steps: pl.DataFrame) -> pl.Series:
        place = filled(None, dtype, max(self._rules, default=0) + 1)
        known = place.scatter(pl.Series([*self._rules], dtype=pl.UInt32), pl.Series(values, dtype=dtype))
        return known.gather(self._steps["rule"].gather(steps[STEP]).cast(pl.UInt32))
