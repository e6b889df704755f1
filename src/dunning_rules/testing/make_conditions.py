"""Conditions: every atom of the language, joined by `&`, `|` and `~`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from dunning_rules.language import ALWAYS, COUNT, FLAG, Condition, Kind, as_condition
from dunning_rules.testing import pools
from dunning_rules.testing.make_aggregates import make_aggregate
from dunning_rules.testing.make_atoms import make_atom, make_fixed
from dunning_rules.testing.make_comparisons import compare_by_chance
from dunning_rules.testing.writer import Place, Writer

Maker: TypeAlias = Callable[[Writer, Place], Condition]


def make_condition(writer: Writer, place: Place) -> Condition:
    """A condition; more than an atom only where there is room below."""
    if place.depth <= 0:
        return _atom(writer, place)
    return writer.choices.one_of(_MAKERS)(writer, place)


def _atom(writer: Writer, place: Place) -> Condition:
    choices = writer.choices
    kind = writer.kind(place)
    if kind.kind in {Kind.CHOICE, Kind.NAME} and choices.chance(40):
        return make_atom(writer, place, kind).is_in(tuple(choices.some(kind.choices or _names(writer), 1, 3)))
    left = writer.term(place.below(), kind)
    if choices.chance(12):
        return left.is_missing() if choices.chance(50) else left.is_known()
    if kind.kind is Kind.FLAG and choices.chance(60):
        return as_condition(left)
    if choices.chance(65):
        return compare_by_chance(choices, left, make_fixed(writer, kind))
    if choices.chance(15):
        return compare_by_chance(choices, make_fixed(writer, kind), left)
    return compare_by_chance(choices, left, writer.term(place.below(), kind))


def _names(writer: Writer) -> tuple[str, ...]:
    return tuple(dict.fromkeys(pools.styled(writer.choices, number) for number in (1, 2, 3)))


def _both(writer: Writer, place: Place) -> Condition:
    return writer.condition(place.below()) & writer.condition(place.below())


def _either(writer: Writer, place: Place) -> Condition:
    return writer.condition(place.below()) | writer.condition(place.below())


def _not(writer: Writer, place: Place) -> Condition:
    return ~writer.condition(place.below())


def _across(writer: Writer, place: Place) -> Condition:
    """Whether there are such children, or how many."""
    if writer.choices.chance(60):
        found = as_condition(make_aggregate(writer, place, FLAG))
        return ~found if writer.choices.chance(25) else found
    return compare_by_chance(writer.choices, make_aggregate(writer, place, COUNT), make_fixed(writer, COUNT))


def _fixed(writer: Writer, _place: Place) -> Condition:
    return ~ALWAYS if writer.choices.chance(30) else ALWAYS


_MAKERS: tuple[Maker, ...] = (_atom, _atom, _atom, _both, _either, _either, _not, _across, _across, _both, _fixed)
