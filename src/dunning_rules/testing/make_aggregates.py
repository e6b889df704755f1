"""Aggregates of every operation: over all children or those that are linked, with `where`, `within` and `outer`."""

from __future__ import annotations

from dataclasses import replace
from typing import TypedDict

from dunning_rules.language import (
    ALWAYS,
    COUNT,
    DATE,
    DAYS,
    FLAG,
    Condition,
    Ref,
    Term,
    Type,
    count,
    exists,
    highest,
    latest,
    lowest,
    outer,
    total,
)
from dunning_rules.testing.make_atoms import make_atom, make_fixed
from dunning_rules.testing.make_comparisons import compare_by_chance
from dunning_rules.testing.wide_vocabulary import WIDE
from dunning_rules.testing.writer import CHILD_SCOPES, Place, Writer
from dunning_rules.vocabulary import Scope

_LINKS = {"invoice": (("event", "invoice_id"),), "event": (("event", "refers_to"), ("event", "invoice_id"))}
_AGED = ("event", "visit", "recommendation")


class _Bounds(TypedDict):
    where: Condition
    within: Term | None
    per: str
    link: str | None


def make_aggregate(writer: Writer, place: Place, kind: Type) -> Term:
    """An aggregate of a type; where the children have no such value, the latest or a constant instead."""
    child, link = _child(writer, place)
    scope = WIDE.scopes[child]
    bounds = _bounds(writer, place, scope, link)
    if kind == FLAG and writer.choices.chance(75):
        return exists(scope, **bounds)
    if kind == COUNT and writer.choices.chance(75):
        return count(scope, **bounds)
    value = make_atom(writer, replace(place.inside(child), depth=0), kind)
    if not kind.is_numeric or writer.choices.chance(25):
        return latest(scope, value, **bounds)
    if kind != DATE and writer.choices.chance(40):
        return total(scope, value, **bounds)
    return lowest(scope, value, **bounds) if writer.choices.chance(50) else highest(scope, value, **bounds)


def _child(writer: Writer, place: Place) -> tuple[str, str | None]:
    """The scope that is looked through, and the link where only linked children count."""
    links = _LINKS.get(place.scope, ())
    if links and writer.choices.chance(50):
        return writer.choices.one_of(links)
    recommended = ("recommendation",) if writer.stages.earlier_actions(place.stage) else ()
    return writer.choices.one_of((*CHILD_SCOPES, *recommended)), None


def _bounds(writer: Writer, place: Place, scope: Scope, link: str | None) -> _Bounds:
    child = scope.scope_name
    inner = place.inside(child)
    where = writer.condition(inner) if writer.choices.chance(60) else ALWAYS
    if child == "recommendation":
        where = among_earlier(writer, place.stage) & where
    if (compared := _compared_with_asking(writer, inner)) is not None:
        where = compared & where
    within = make_fixed(writer, DAYS) if child in _AGED and writer.choices.chance(20) else None
    return {"where": where, "within": within, "per": place.scope, "link": link}


def among_earlier(writer: Writer, stage: int) -> Condition:
    """On a recommendation: its action is one of those that were recommended before `stage`; at least one must be."""
    action = WIDE.scopes["recommendation"].action
    first, *others = writer.choices.some(writer.stages.earlier_actions(stage), 1, 2)
    condition = action == first
    for name in others:
        condition = condition | (action == name)
    return condition


def _compared_with_asking(writer: Writer, place: Place) -> Condition | None:
    """A comparison with a field of the record that asks."""
    if place.asking is None or not writer.choices.chance(25):
        return None
    own: Ref = writer.choices.one_of(writer.stages.readable(place.scope, place.stage))
    theirs = [ref for ref in writer.stages.readable(place.asking, place.stage) if ref.type == own.type]
    if not theirs:
        return None
    return compare_by_chance(writer.choices, own, outer(writer.choices.one_of(theirs)))
