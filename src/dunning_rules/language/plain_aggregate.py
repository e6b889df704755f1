"""How the plain reader looks through the children of a record.

Most aggregates begin with one field being equal to a constant (`event.kind == "payment"`), and take one field. Both are read without a call
for each child: this is where the plain engine spends most of its time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from dunning_rules.language.aggregates import Aggregate, Operation
from dunning_rules.language.grammar import ALWAYS, All, Compare, Condition, Const, Outer, Ref, Term
from dunning_rules.language.record import Record, children

_Holds: TypeAlias = Callable[[Record], bool]
_Filter: TypeAlias = Callable[[list[Record]], list[Record]]
_Values: TypeAlias = Callable[[list[Record]], list[Any]]


def aggregate_reader(
    aggregate: Aggregate, read_condition: Callable[[Condition], _Holds], read_term: Callable[[Term], Callable[[Record], Any]]
) -> Callable[[Record], Any]:
    """A function that gives the value of `aggregate` for a record.

    Args:
        aggregate: what to read.
        read_condition: reads a condition on the child.
        read_term: reads a term of the child.
    """
    chosen = chosen_reader(aggregate, read_condition)
    if aggregate.operation == "exists":
        return lambda record: bool(chosen(record))
    if aggregate.value is None:
        return lambda record: len(chosen(record))
    return _fold(aggregate.operation, chosen, _values(aggregate.value, aggregate.scope, read_term))


def chosen_reader(aggregate: Aggregate, read_condition: Callable[[Condition], _Holds]) -> Callable[[Record], list[Record]]:
    """A function that gives the children that `aggregate` counts, for the record that asks.

    Args:
        aggregate: what to read.
        read_condition: reads a condition on the child.
    """
    key = children(aggregate.scope, aggregate.link)
    through_parent = aggregate.home != "debtor" and aggregate.link is None
    if not through_parent and not any(isinstance(node, Outer) for node in aggregate.where.walk()):
        keep = _filter(aggregate.where, aggregate.scope, read_condition)
        return lambda record: keep(found) if (found := record[key]) else []
    holds = read_condition(aggregate.where)

    def chosen(record: Record) -> list[Record]:
        kept = []
        for child in (record.parent if through_parent else record)[key] or ():
            before = child.asking  # to read a field of the child may ask further aggregates about the same child
            child.asking = record
            if holds(child):
                kept.append(child)
            child.asking = before
        return kept

    return chosen


def _filter(where: Condition, scope: str, read_condition: Callable[[Condition], _Holds]) -> _Filter:
    first, *rest = where.conditions if isinstance(where, All) and where.conditions else (where,)
    match first:
        case Compare("eq", Ref(owner, name), Const(value)) if owner == scope:
            if not rest:
                return lambda found: [child for child in found if child[name] == value]
            others = read_condition(All(tuple(rest)))
            return lambda found: [child for child in found if child[name] == value and others(child)]
    if where.key == ALWAYS.key:
        return lambda found: found
    holds = read_condition(where)
    return lambda found: [child for child in found if holds(child)]


def _values(value: Term, scope: str, read_term: Callable[[Term], Callable[[Record], Any]]) -> _Values:
    if isinstance(value, Ref) and value.scope == scope:
        name = value.name
        return lambda found: [known for child in found if (known := child[name]) is not None]
    read = read_term(value)
    return lambda found: [known for child in found if (known := read(child)) is not None]


def _fold(operation: Operation, chosen: Callable[[Record], list[Record]], values: _Values) -> Callable[[Record], Any]:
    if operation == "sum":
        return lambda record: sum(values(found)) if (found := chosen(record)) else 0
    picks: dict[str, Callable[[list[Any]], Any]] = {"min": min, "max": max, "latest": _last}
    pick = picks[operation]
    return lambda record: pick(known) if (found := chosen(record)) and (known := values(found)) else None


def _last(values: list[Any]) -> Any:
    return values[-1]
