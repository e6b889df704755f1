"""The data reader: what `to_data` wrote, or a person into a file, as a tree; types are checked as if it were written in Python."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any as AnyValue
from typing import TypeAlias, cast, get_args

from dunning_rules.errors import LanguageError, did_you_mean, quote
from dunning_rules.language.aggregates import ChildScope, count, exists, highest, latest, lowest, total
from dunning_rules.language.arithmetic import band, coalesce, divided, greatest, holds, least, outer, ratio, share_of, when
from dunning_rules.language.as_data import MINOR_UNITS
from dunning_rules.language.grammar import All, Any, Condition, Const, Operator, Param, Ref, Term, as_condition, as_term, compare
from dunning_rules.language.types import COUNT, DATE, DAYS, FLAG, MINUTE, MONEY, NAME, RATIO, SCORE, Kind, Type, choice, encode
from dunning_rules.language.types import Literal as LiteralValue

MAX_DEPTH = 40
"""No tree that people write is deeper; data from outside must not exhaust the stack."""

_OPERATORS = frozenset(get_args(Operator))
_TYPES = {each.kind.value: each for each in (MONEY, COUNT, DAYS, DATE, RATIO, MINUTE, SCORE, FLAG, NAME)}
_PAIR = 2
_CONDITIONS = frozenset({*_OPERATORS, "in", "not_in", "known", "missing", "all", "any"})
_FOLDS = {"sum": total, "min": lowest, "max": highest, "latest": latest}
_PARTS = frozenset({"of", "where", "per", "take", "link", "within"})
_CHOICE = frozenset({"value", "of", "ordered"})
_BAND = frozenset({"of", "steps", "below", "gives"})

_Build: TypeAlias = "Callable[[_Reader, AnyValue, Type | None, int], Term]"


@dataclass(frozen=True, slots=True)
class Terms:
    """The names that data may use.

    Attributes:
        field: the field of a name such as `debtor.overdue_amount`; raises a `LanguageError` where there is none.
        scopes: the scopes that aggregates may look through, by name.
        parameters: the types of the parameters, by name.
    """

    field: Callable[[str], Ref]
    scopes: Mapping[str, ChildScope]
    parameters: Mapping[str, Type]


def condition_from_data(data: object, terms: Terms) -> Condition:
    """The condition that `data` stands for.

    Raises:
        LanguageError: it stands for none; the message says which part is wrong.
    """
    return _Reader(terms).condition(data, 0)


def term_from_data(data: object, terms: Terms, wanted: Type | None = None) -> Term:
    """The term that `data` stands for.

    Args:
        data: plain data.
        terms: the names that it may use.
        wanted: the type that a bare number, text or truth value is read as.

    Raises:
        LanguageError: it stands for none; the message says which part is wrong.
    """
    return _Reader(terms).term(data, wanted, 0)


def literal_from_data(data: object, wanted: Type) -> LiteralValue:
    """The Python literal of a value in data: the inverse of `literal_to_data`.

    Raises:
        LanguageError: it is not of that type.
    """
    try:
        if wanted.kind is Kind.DATE and isinstance(data, str):
            return date.fromisoformat(data)
        if wanted.kind is Kind.RATIO and isinstance(data, str):
            return Decimal(data)
    except (ValueError, InvalidOperation):
        message = f"{quote(data)} cannot be read as {wanted}"
        raise LanguageError(message, help="give a day as `2026-07-15`, a ratio as `0.8`") from None
    if not isinstance(data, str | int | date | Decimal):
        message = f"{quote(data)} cannot be read as {wanted}"
        raise LanguageError(message, help="give a single value")
    return data


class _Reader:
    def __init__(self, terms: Terms) -> None:
        self._terms = terms

    def condition(self, data: object, depth: int) -> Condition:
        if isinstance(data, str):
            return as_condition(self._terms.field(data))
        name, parts = self._operation(data, depth)
        if name not in _CONDITIONS:
            return as_condition(self.term(data, FLAG, depth))
        if name in _OPERATORS:
            left, right = self._pair(name, parts)
            first = self.term(left, None, depth + 1)
            return compare(cast("Operator", name), first, self.term(right, first.type, depth + 1))
        if name in {"in", "not_in"}:
            term, values = self._pair(name, parts)
            found = self.term(term, None, depth + 1).is_in(tuple(self._texts(name, values)))
            return ~found if name == "not_in" else found
        if name in {"known", "missing"}:
            inner = self.term(parts, None, depth + 1)
            return inner.is_known() if name == "known" else inner.is_missing()
        conditions = tuple(self.condition(each, depth + 1) for each in self._list(name, parts))
        return All(conditions) if name == "all" else Any(conditions)

    def term(self, data: object, wanted: Type | None, depth: int) -> Term:
        if isinstance(data, str):
            return self._terms.field(data)
        if isinstance(data, bool | int):
            if wanted is None:
                message = f"it is not said what {quote(data)} measures"
                raise LanguageError(message, help='write for example `{"days": 30}` or `{"count": 2}`')
            return as_term(data, wanted)
        name, parts = self._operation(data, depth)
        if name == MINOR_UNITS:
            if not isinstance(parts, int) or isinstance(parts, bool):
                message = f"{quote(parts)} is not a number of minor units"
                raise LanguageError(message, help="give a whole number, cents for euros")
            return Const(parts, MONEY)
        if name == Kind.CHOICE.value:
            return self._choice(parts, wanted)
        if name in _TYPES and not isinstance(parts, dict):  # `count` is a type and an aggregate
            return Const(encode(literal_from_data(parts, _TYPES[name]), _TYPES[name]), _TYPES[name])
        build = _BUILD.get(name)
        if build is None:
            message = f"there is no operation {quote(name)}"
            raise LanguageError(message, help=did_you_mean(name, {*_BUILD, *_CONDITIONS, *_TYPES, MINOR_UNITS, "choice"}))
        return build(self, parts, wanted, depth + 1)

    def _choice(self, value: object, wanted: Type | None) -> Term:
        if isinstance(value, dict):
            found = self.mapping("choice", value, _CHOICE, needed=("value", "of"))
            wanted = choice(*self._texts("choice", found["of"]), ordered=found.get("ordered") is True)
            value = found["value"]
        if wanted is None or wanted.kind is not Kind.CHOICE or not isinstance(value, str):
            message = f"{quote(value)} is compared with no choice"
            raise LanguageError(message, help="put the field first: its type says which values there are")
        return Const(encode(value, wanted), wanted)

    def several(self, name: str, parts: object, wanted: Type | None, depth: int) -> list[Term]:
        listed = self._list(name, parts)
        typed = wanted
        found: list[Term] = []
        for each in listed:
            found.append(self.term(each, typed, depth))
            typed = typed or found[-1].type
        return found

    def two(self, name: str, parts: object, wanted: Type | None, depth: int) -> tuple[Term, Term]:
        one, other = self._pair(name, parts)
        first = self.term(one, wanted, depth)
        return first, self.term(other, None, depth) if not isinstance(other, int) else self.term(other, _beside(first.type, name), depth)

    def aggregate(self, name: str, parts: object, depth: int) -> Term:
        found = self.mapping(name, parts, _PARTS, needed=("of",))
        scope_name = str(found["of"])
        if scope_name not in self._terms.scopes:
            message = f"there is no scope {quote(scope_name)}"
            raise LanguageError(message, help=did_you_mean(scope_name, self._terms.scopes))
        scope = self._terms.scopes[scope_name]
        where = self.condition(found.get("where", {"all": []}), depth)
        within = None if "within" not in found else self.term(found["within"], DAYS, depth)
        per, link = found.get("per", "debtor"), found.get("link")
        if not isinstance(per, str) or not isinstance(link, str | None):
            message = f"`per` and `link` of {quote(name)} are names"
            raise LanguageError(message, help="give the scope that asks, and the field that holds its id")
        if name in {"exists", "count"}:
            if "take" in found:
                message = f"{quote(name)} takes no value"
                raise LanguageError(message, help="leave `take` out, or ask `sum`, `min`, `max` or `latest`")
            return (exists if name == "exists" else count)(scope, where, within=within, per=per, link=link)
        if "take" not in found:
            message = f"{quote(name)} has no `take`"
            raise LanguageError(message, help="say which value of the records is taken")
        return _FOLDS[name](scope, self.term(found["take"], None, depth), where, within=within, per=per, link=link)

    def mapping(self, name: str, parts: object, known: frozenset[str], *, needed: tuple[str, ...]) -> dict[str, object]:
        if not isinstance(parts, dict):
            message = f"{quote(name)} needs named parts"
            raise LanguageError(message, help=f"give {', '.join(sorted(known))}")
        for key in parts:
            if key not in known:
                message = f"{quote(name)} has no part {quote(key)}"
                raise LanguageError(message, help=did_you_mean(str(key), known))
        for key in needed:
            if key not in parts:
                message = f"{quote(name)} has no part {quote(key)}"
                raise LanguageError(message, help=f"give {', '.join(needed)}")
        return parts

    def _operation(self, data: object, depth: int) -> tuple[str, object]:
        if depth > MAX_DEPTH:
            message = f"a condition is nested deeper than {MAX_DEPTH}"
            raise LanguageError(message, help="define a field for a part of it")
        if not isinstance(data, dict) or len(data) != 1:
            message = f"{quote(data)} is not one operation"
            raise LanguageError(message, help='write for example `{"gt": ["debtor.overdue_amount", {"minor_units": 0}]}`')
        ((name, parts),) = data.items()
        return str(name), parts

    def _list(self, name: str, parts: object) -> list[object]:
        if not isinstance(parts, list):
            message = f"{quote(name)} needs a list"
            raise LanguageError(message, help="put its parts into square brackets")
        return parts

    def _pair(self, name: str, parts: object) -> tuple[object, object]:
        listed = self._list(name, parts)
        if len(listed) != _PAIR:
            message = f"{quote(name)} has {len(listed)} parts instead of two"
            raise LanguageError(message, help="give two")
        return listed[0], listed[1]

    def _texts(self, name: str, values: object) -> list[str]:
        listed = self._list(name, values)
        if not all(isinstance(each, str) for each in listed):
            message = f"{quote(name)} needs texts"
            raise LanguageError(message, help="list values of the choice")
        return cast("list[str]", listed)

    def parameter(self, name: object) -> Term:
        found = self._terms.parameters.get(str(name))
        if found is None:
            message = f"there is no parameter {quote(name)}"
            raise LanguageError(message, help=did_you_mean(str(name), self._terms.parameters))
        return Param(str(name), found)

    def outer(self, name: object) -> Term:
        return outer(self._terms.field(str(name)))

    def band(self, parts: object, depth: int) -> Term:
        found = self.mapping("band", parts, _BAND, needed=("of", "steps"))
        term = self.term(found["of"], None, depth)
        steps = [self._pair("steps", each) for each in self._list("steps", found["steps"])]
        below, gives = found.get("below", 0), _TYPES.get(str(found.get("gives", "score")))
        if gives is None or not all(isinstance(each, int) for each in (below, *(value for _, value in steps))):
            message = "the steps of a `band` are pairs of a threshold and a whole number"
            raise LanguageError(message, help="name a type of number in `gives`, `score` where it is left out")
        pairs = tuple((literal_from_data(threshold, term.type), cast("int", value)) for threshold, value in steps)
        return band(term, pairs, below=cast("int", below), gives=gives)

    def divided(self, parts: object, wanted: Type | None, depth: int) -> Term:
        term, by = self._pair("divided", parts)
        if not isinstance(by, int):
            message = f"{quote(by)} is not a whole number"
            raise LanguageError(message, help="divide by a positive whole number")
        return divided(self.term(term, wanted, depth), by)

    def when(self, parts: object, wanted: Type | None, depth: int) -> Term:
        condition, term = self._pair("when", parts)
        return when(self.condition(condition, depth), self.term(term, wanted, depth))


def _beside(left: Type, name: str) -> Type:
    """What a bare number measures beside a term: days beside a date, a count beside a time of day or as a factor."""
    if name == "times" or left == MINUTE:
        return COUNT
    return DAYS if left == DATE else left


def _terms_of(name: str, make: Callable[..., Term]) -> _Build:
    return lambda reader, parts, wanted, depth: make(*reader.several(name, parts, wanted, depth))


def _two_of(name: str, make: Callable[[Term, Term], Term]) -> _Build:
    return lambda reader, parts, _wanted, depth: make(*reader.two(name, parts, None, depth))


def _aggregate_of(name: str) -> _Build:
    return lambda reader, parts, _wanted, depth: reader.aggregate(name, parts, depth)


_BUILD: dict[str, _Build] = {
    "outer": lambda reader, parts, _wanted, _depth: reader.outer(parts),
    "parameter": lambda reader, parts, _wanted, _depth: reader.parameter(parts),
    "plus": _two_of("plus", lambda one, other: one + other),
    "minus": _two_of("minus", lambda one, other: one - other),
    "times": _two_of("times", lambda one, other: one * other),
    "ratio_of": _two_of("ratio_of", ratio),
    "share_of": _two_of("share_of", share_of),
    "divided": lambda reader, parts, wanted, depth: reader.divided(parts, wanted, depth),
    "least": _terms_of("least", least),
    "greatest": _terms_of("greatest", greatest),
    "coalesce": _terms_of("coalesce", coalesce),
    "band": lambda reader, parts, _wanted, depth: reader.band(parts, depth),
    "when": lambda reader, parts, wanted, depth: reader.when(parts, wanted, depth),
    "holds": lambda reader, parts, _wanted, depth: holds(reader.condition(parts, depth)),
    **{name: _aggregate_of(name) for name in ("exists", "count", *_FOLDS)},
}
