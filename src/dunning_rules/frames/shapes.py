"""The shape of a step: what the action, or the lawful forms that it took, make of it. Steps of one action share few of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dunning_rules.language import Value
from dunning_rules.rules.constraint import CHANGEABLE, LawfulForm
from dunning_rules.vocabulary.steps import CONTACT_CHANNELS


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
