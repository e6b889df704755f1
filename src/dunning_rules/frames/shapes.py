"""The shape of a step: what the action, or the lawful forms that it took, make of it. Steps of one action share few of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from dunning_rules.language import Value
from dunning_rules.rules.constraint import CHANGEABLE, LawfulForm
from dunning_rules.vocabulary.steps import CONTACT_CHANNELS

SHAPE = "shape"
"""The column with the number of the shape of a step."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """What is the same of many steps.

    Attributes:
        action: the id of the action.
        values: channel, audience, place, tone, measure, information, by name, in one order.
        forms: the lawful forms that were taken, in order.
    """

    action: str
    values: tuple[tuple[str, str], ...]
    forms: tuple[LawfulForm, ...] = ()

    def changed(self, form: LawfulForm) -> Shape:
        """The shape after a lawful form."""
        values = tuple((name, form.changes.get(name, value)) for name, value in self.values)
        return replace(self, values=values, forms=(*self.forms, form))

    @property
    def settled(self) -> dict[str, Value]:
        """What constraints see of it that is the same for all of its steps, beside what the action has fast."""
        values: dict[str, Value] = dict(self.values)
        return {**values, "is_contact": values["channel"] in CONTACT_CHANNELS}


def shape_of(action: str, static: Mapping[str, Value]) -> Shape:
    """The shape of an action as its rule advises it."""
    return Shape(action, tuple((name, str(static[name])) for name in CHANGEABLE))


class Shapes:
    """The shapes of the steps of one part of a portfolio, by number.

    Attributes:
        known: the shapes.
    """

    def __init__(self, shapes: Iterable[Shape]) -> None:
        """Take the shapes of actions."""
        self.known = [*shapes]
        self._numbers: dict[tuple[int, int], int] = {}

    @property
    def looks(self) -> pl.Series:
        """For each shape a number that it shares with those that are like it but for the forms that were taken."""
        looks: dict[object, int] = {}
        return pl.Series([looks.setdefault((each.action, each.values), len(looks)) for each in self.known], dtype=pl.UInt32)

    def changed(self, numbers: pl.Series, constraint: int, form: LawfulForm) -> pl.Series:
        """The numbers of the shapes after a lawful form.

        Args:
            numbers: those of the shapes before it.
            constraint: the number of the constraint that asks for it.
            form: the lawful form.
        """
        after = [0] * len(self.known)
        for number in numbers.unique():
            if (number, constraint) not in self._numbers:
                self._numbers[number, constraint] = len(self.known)
                self.known.append(self.known[number].changed(form))
            after[number] = self._numbers[number, constraint]
        return pl.Series(numbers.name, after, dtype=pl.UInt32)[numbers]
