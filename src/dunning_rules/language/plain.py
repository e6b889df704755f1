"""The plain reader: what a tree means. Every other reader must agree with this one."""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections.abc import Callable
from typing import Any as AnyValue
from typing import TypeAlias

from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.arithmetic import Band, Coalesce, Extreme, Holds, Quotient, When
from dunning_rules.language.grammar import All, Any, Compare, Condition, Const, In, Known, Outer, Product, Ref, Sum, Term
from dunning_rules.language.plain_aggregate import aggregate_reader, chosen_reader
from dunning_rules.language.record import Record

TermReader: TypeAlias = Callable[[Record], AnyValue]
ConditionReader: TypeAlias = Callable[[Record], bool]

_RELATIONS: dict[str, Callable[[AnyValue, AnyValue], bool]] = {
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "eq": operator.eq,
    "ne": operator.ne,
}


def read_condition(condition: Condition, here: str) -> ConditionReader:
    """A function that says whether `condition` holds for a record of the scope `here`."""
    match condition:
        case Compare(op, Ref(scope, name), Const(value)) if scope == here:
            return _compare_field(op, name, value)
        case Compare(op, Ref(_, name), Const(value)):
            return _compare_field_of_parent(op, name, value)
        case Compare(op, left, Const(value)):
            return _compare_const(_RELATIONS[op], read_term(left, here), value)
        case Compare(op, left, right):
            return _compare_terms(_RELATIONS[op], read_term(left, here), read_term(right, here))
        case In(term, values, negated):
            return _one_of(read_term(term, here), frozenset(values), negated=negated)
        case Known(term, known):
            return _known(read_term(term, here), known=known)
        case All((Compare("eq", Ref(scope, name), Const(value)), *others)) if scope == here and others:
            return _equal_and(name, value, _all(tuple(read_condition(each, here) for each in others)))
        case All(conditions):
            return _all(tuple(read_condition(each, here) for each in conditions))
        case Any((Compare("eq", Ref(scope, name), Const(value)), *others)) if scope == here and others:
            return _equal_or(name, value, _any(tuple(read_condition(each, here) for each in others)))
        case Any(conditions):
            return _any(tuple(read_condition(each, here) for each in conditions))
    raise NotImplementedError(condition.key)


def read_term(term: Term, here: str) -> TermReader:
    """A function that gives the value of `term` for a record of the scope `here`, or `None` where it is missing."""
    match term:
        case Const(value):
            return lambda _record: value
        case Ref(scope, name):
            return _field(name) if scope == here else _field_of_parent(name)
        case Outer(Ref(scope, name)):
            return _field_of_asking(name)
        case Sum((minuend, Product(Const(-1), subtrahend))):
            return _difference(read_term(minuend, here), read_term(subtrahend, here))
        case Sum(terms):
            return _sum(tuple(read_term(each, here) for each in terms))
        case Product(left, right):
            return _product(read_term(left, here), read_term(right, here))
        case Quotient(above, below, scale, rounding):
            return _quotient(read_term(above, here), read_term(below, here), scale, half_up=rounding == "half_up")
        case Extreme("greatest", (inner, Const(value))):
            return _at_least(read_term(inner, here), value)
        case Extreme(which, terms):
            return _extreme(min if which == "least" else max, tuple(read_term(each, here) for each in terms))
        case Coalesce(terms):
            return _coalesce(tuple(read_term(each, here) for each in terms))
        case Band(inner, steps, below):
            return _band(read_term(inner, here), [step for step, _ in steps], [below, *(value for _, value in steps)])
        case When(condition, inner):
            return _when(read_condition(condition, here), read_term(inner, here))
        case Holds(condition):
            return read_condition(condition, here)
        case Aggregate():
            scope = term.scope
            read = aggregate_reader(term, lambda condition: read_condition(condition, scope), lambda inner: read_term(inner, scope))
            return read if term.home == here else _of_parent(read)
    raise NotImplementedError(term.key)


def read_chosen(aggregate: Aggregate) -> Callable[[Record], list[Record]]:
    """A function that gives the children that `aggregate` counts, for a record of its home."""
    return chosen_reader(aggregate, lambda condition: read_condition(condition, aggregate.scope))


def _field(name: str) -> TermReader:
    return operator.itemgetter(name)  # faster than a function of Python; it asks `__missing__` all the same


def _field_of_parent(name: str) -> TermReader:
    return lambda record: record.parent[name]


def _of_parent(read: TermReader) -> TermReader:
    return lambda record: read(record.parent)


def _field_of_asking(name: str) -> TermReader:
    return lambda record: record.asking[name]


def _compare_field(op: str, name: str, right: AnyValue) -> ConditionReader:
    """The commonest atom, without a call for the field and one for the relation."""
    match op:
        case "eq":
            return lambda record: record[name] == right
        case "ne":
            return lambda record: (value := record[name]) is not None and value != right
        case "lt":
            return lambda record: (value := record[name]) is not None and value < right
        case "le":
            return lambda record: (value := record[name]) is not None and value <= right
        case "gt":
            return lambda record: (value := record[name]) is not None and value > right
    return lambda record: (value := record[name]) is not None and value >= right


def _compare_field_of_parent(op: str, name: str, right: AnyValue) -> ConditionReader:
    holds = _compare_field(op, name, right)
    return lambda record: holds(record.parent)


def _equal_and(name: str, value: AnyValue, others: ConditionReader) -> ConditionReader:
    """Most conditions begin with a field that has to be equal to a constant, and most of them end there."""
    return lambda record: record[name] == value and others(record)


def _equal_or(name: str, value: AnyValue, others: ConditionReader) -> ConditionReader:
    return lambda record: record[name] == value or others(record)


def _compare_const(relation: Callable[[AnyValue, AnyValue], bool], left: TermReader, right: AnyValue) -> ConditionReader:
    return lambda record: (value := left(record)) is not None and relation(value, right)


def _compare_terms(relation: Callable[[AnyValue, AnyValue], bool], left: TermReader, right: TermReader) -> ConditionReader:
    return lambda record: (one := left(record)) is not None and (other := right(record)) is not None and relation(one, other)


def _one_of(term: TermReader, values: frozenset[str], *, negated: bool) -> ConditionReader:
    if negated:
        return lambda record: (value := term(record)) is not None and value not in values
    return lambda record: term(record) in values


def _known(term: TermReader, *, known: bool) -> ConditionReader:
    return lambda record: (term(record) is not None) is known


def _all(conditions: tuple[ConditionReader, ...]) -> ConditionReader:
    if len(conditions) == 1:
        return conditions[0]
    if len(conditions) == 2:  # noqa: PLR2004 - the commonest cases, read without a loop
        first, second = conditions
        return lambda record: first(record) and second(record)
    if len(conditions) == 3:  # noqa: PLR2004 - as above
        one, two, three = conditions
        return lambda record: one(record) and two(record) and three(record)

    def holds(record: Record) -> bool:
        for condition in conditions:  # noqa: SIM110 - a loop is twice as fast as `all` of a generator here
            if not condition(record):
                return False
        return True

    return holds


def _any(conditions: tuple[ConditionReader, ...]) -> ConditionReader:
    if len(conditions) == 1:
        return conditions[0]
    if len(conditions) == 2:  # noqa: PLR2004 - the commonest case, read without a loop
        first, second = conditions
        return lambda record: first(record) or second(record)

    def holds(record: Record) -> bool:
        for condition in conditions:  # noqa: SIM110 - as above
            if condition(record):
                return True
        return False

    return holds


def _sum(terms: tuple[TermReader, ...]) -> TermReader:
    def read(record: Record) -> AnyValue:
        result = 0
        for term in terms:
            if (value := term(record)) is None:
                return None
            result += value
        return result

    return read


def _difference(minuend: TermReader, subtrahend: TermReader) -> TermReader:
    def read(record: Record) -> AnyValue:
        if (one := minuend(record)) is None or (other := subtrahend(record)) is None:
            return None
        return one - other

    return read


def _product(left: TermReader, right: TermReader) -> TermReader:
    def read(record: Record) -> AnyValue:
        if (one := left(record)) is None or (other := right(record)) is None:
            return None
        return one * other

    return read


def _quotient(above: TermReader, below: TermReader, scale: int, *, half_up: bool) -> TermReader:
    def read(record: Record) -> AnyValue:
        if (top := above(record)) is None or (bottom := below(record)) is None or bottom <= 0:
            return None
        top *= scale
        return (2 * top + bottom) // (2 * bottom) if half_up else top // bottom

    return read


def _at_least(term: TermReader, least: AnyValue) -> TermReader:
    return lambda record: least if (value := term(record)) is None or value < least else value


def _extreme(choose: Callable[[list[AnyValue]], AnyValue], terms: tuple[TermReader, ...]) -> TermReader:
    def read(record: Record) -> AnyValue:
        known = [value for term in terms if (value := term(record)) is not None]
        return choose(known) if known else None

    return read


def _coalesce(terms: tuple[TermReader, ...]) -> TermReader:
    def read(record: Record) -> AnyValue:
        for term in terms:
            if (value := term(record)) is not None:
                return value
        return None

    return read


def _band(term: TermReader, thresholds: list[int], values: list[int]) -> TermReader:
    return lambda record: None if (value := term(record)) is None else values[bisect_right(thresholds, value)]


def _when(condition: ConditionReader, term: TermReader) -> TermReader:
    return lambda record: term(record) if condition(record) else None
