"""The durable reader: a condition as JSON for durable-rules, over a flat fact of slots.

Only comparisons of one slot with a constant reach durable-rules (a condition on two facts crashes it). What else a term needs is
arithmetic, which the plain reader does before: its value stands in a slot of its own. A missing value is an absent slot; durable-rules
satisfies no comparison on it, as the language demands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any as AnyValue
from typing import TypeAlias

from dunning_rules.language.grammar import All, Any, Compare, Condition, Const, In, Known, Product, Ref, Sum, Term
from dunning_rules.language.plain import ConditionReader, TermReader, read_condition, read_term
from dunning_rules.language.record import Record
from dunning_rules.language.types import COUNT, MAX_FACT, Type, Value

Json: TypeAlias = dict[str, AnyValue]

_NAMES = {"lt": "$lt", "le": "$lte", "gt": "$gt", "ge": "$gte", "ne": "$neq"}
_LEAST = -MAX_FACT
_BEYOND = 2 * MAX_FACT
_TRUE: Json = {"$ex": {"id": 1}}
_FALSE: Json = {"$nex": {"id": 1}}


@dataclass(slots=True)
class Slots:
    """The slots that the conditions of one scope read, in the order in which they were first asked for.

    Attributes:
        scope: the scope of the records.
        names: canonical text of a term or atom -> its slot.
        readers: the slots, each with the plain reader of its value.
    """

    scope: str
    names: dict[str, str] = field(default_factory=dict)
    readers: list[tuple[str, TermReader]] = field(default_factory=list)

    def of_term(self, term: Term) -> str:
        """The slot of a term."""
        name = f"{term.scope}_{term.name}" if isinstance(term, Ref) else f"term_{len(self.readers)}"
        return self._slot(term.key, name, read_term(term, self.scope))

    def of_atom(self, atom: Condition) -> str:
        """The slot of an atom that durable-rules could not compare itself: 1 where it holds, else absent."""
        return self._slot(atom.key, f"atom_{len(self.readers)}", _one_where(read_condition(atom, self.scope)))

    def fact(self, record: Record) -> Json:
        """The flat fact of a record: only what is asked for, only what is known.

        A number beyond ±2^53, where durable-rules would no longer be exact, is sent as ±2^54: every constant lies within ±2^53, so each
        comparison comes out the same.
        """
        found: Json = {}
        for name, reader in self.readers:
            value = reader(record)
            kind = value.__class__
            if kind is int:
                found[name] = value if _LEAST <= value <= MAX_FACT else _BEYOND if value > 0 else -_BEYOND
            elif kind is bool:
                found[name] = 1 if value else 0
            elif value is not None:
                found[name] = value
        return found

    def _slot(self, key: str, name: str, reader: TermReader) -> str:
        if key not in self.names:
            self.names[key] = name
            self.readers.append((name, reader))
        return self.names[key]


def read_durable(condition: Condition, slots: Slots) -> Json:
    """`condition` as JSON over `slots`."""
    match condition:
        case Compare(op, left, Const(value)):
            return _atom(op, slots.of_term(left), int(value) if isinstance(value, bool) else value)
        case Compare(op, left, right) if left.type.is_numeric:
            difference = Sum((left, Product(Const(-1, COUNT), right, right.type)), Type(left.type.kind))
            return _atom(op, slots.of_term(difference), 0)
        case Compare():
            return {slots.of_atom(condition): 1}
        case In(term, values, negated):
            slot = slots.of_term(term)
            if negated:
                return _join("$and", [_atom("ne", slot, value) for value in values])
            return _join("$or", [{slot: value} for value in values])
        case Known(term, known):
            return {"$ex" if known else "$nex": {slots.of_term(term): 1}}
        case All(conditions):
            return _join("$and", [read_durable(each, slots) for each in conditions]) if conditions else _TRUE
        case Any(conditions):
            return _join("$or", [read_durable(each, slots) for each in conditions]) if conditions else _FALSE
    raise NotImplementedError(condition.key)


def _atom(op: str, slot: str, value: Value) -> Json:
    return {slot: value} if op == "eq" else {_NAMES[op]: {slot: value}}


def _join(name: str, parts: Iterable[Json]) -> Json:
    listed = list(parts)
    return listed[0] if len(listed) == 1 else {name: listed}


def _one_where(holds: ConditionReader) -> TermReader:
    return lambda record: 1 if holds(record) else None
