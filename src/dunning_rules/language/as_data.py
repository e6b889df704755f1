"""The data writer: a tree as plain data for JSON or TOML. `from_data` reads it back; the two agree on every tree."""

from __future__ import annotations

from typing import Any as AnyValue
from typing import TypeAlias

from dunning_rules.errors import LanguageError, quote
from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.arithmetic import Band, Coalesce, Extreme, Holds, Quotient, When
from dunning_rules.language.grammar import All, Any, Compare, Condition, Const, In, Known, Outer, Param, Product, Ref, Sum, Term
from dunning_rules.language.types import COUNT, RATIO, Kind, Value, decode

Data: TypeAlias = "dict[str, AnyValue] | list[AnyValue] | str | int | bool"

MINOR_UNITS = "minor_units"
"""What an amount of money is called in data: it has no currency, so it is given in minor units of the reporting currency."""


def to_data(tree: Condition | Term) -> Data:
    """`tree` as plain data: a field is its name, everything else a mapping of one operation to its parts.

    Raises:
        LanguageError: the tree has a node that only engines make.
    """
    return _condition(tree) if isinstance(tree, Condition) else _term(tree)


def literal_to_data(value: Value, kind: Kind) -> Data:
    """A value as plain data: days as ISO text, ratios as decimal text, so that no digit is lost."""
    return str(decode(value, kind, 0)) if kind in {Kind.DATE, Kind.RATIO} else value


def _condition(condition: Condition) -> Data:
    match condition:
        case Compare(op, left, Const(value)) if left.type.kind is Kind.CHOICE and not isinstance(left, Const):
            return {op: [_term(left), {"choice": value}]}
        case Compare(op, left, right):
            return {op: [_term(left), _term(right)]}
        case In(term, values, negated):
            return {"not_in" if negated else "in": [_term(term), list(values)]}
        case Known(term, known):
            return {"known" if known else "missing": _term(term)}
        case All(conditions):
            return {"all": [_condition(each) for each in conditions]}
        case Any(conditions):
            return {"any": [_condition(each) for each in conditions]}
    raise NotImplementedError(condition.key)


def _term(term: Term) -> Data:
    match term:
        case Const(value, kind) if kind.kind is Kind.CHOICE:
            return {"choice": {"value": value, "of": list(kind.choices), "ordered": kind.ordered}}
        case Const(value, kind):
            return {MINOR_UNITS if kind.kind is Kind.MONEY else kind.kind.value: literal_to_data(value, kind.kind)}
        case Ref():
            return term.key
        case Outer(ref):
            return {"outer": ref.key}
        case Param(name):
            return {"parameter": name}
        case Sum((minuend, Product(Const(-1, kind), subtrahend))) if kind == COUNT:
            return {"minus": [_term(minuend), _term(subtrahend)]}
        case Sum((one, other)):
            return {"plus": [_term(one), _term(other)]}
        case Product(left, right):
            return {"times": [_term(left), _term(right)]}
        case Quotient(above, below, _, _, kind) if kind == RATIO:
            return {"ratio_of": [_term(above), _term(below)]}
        case Quotient(above, Const(by), 1, "half_up"):
            return {"divided": [_term(above), by]}
        case Extreme(which, terms):
            return {which: [_term(each) for each in terms]}
        case Coalesce(terms):
            return {"coalesce": [_term(each) for each in terms]}
        case Band(inner, steps, below, gives):
            shown = [[literal_to_data(threshold, inner.type.kind), value] for threshold, value in steps]
            return {"band": {"of": _term(inner), "steps": shown, "below": below, "gives": gives.kind.value}}
        case When(condition, inner):
            return {"when": [_condition(condition), _term(inner)]}
        case Holds(condition):
            return {"holds": _condition(condition)}
        case Aggregate():
            return _aggregate(term)
    message = f"{quote(term.key)} has no form as data"
    raise LanguageError(message, help="build terms with the operators and functions of `dunning_rules.language`")


def _aggregate(term: Aggregate) -> Data:
    parts: dict[str, Data] = {"of": term.scope, "where": _condition(term.where), "per": term.home}
    if term.value is not None:
        parts["take"] = _term(term.value)
    if term.link is not None:
        parts["link"] = term.link
    return {term.operation: parts}
