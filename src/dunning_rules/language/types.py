"""The types of values that a term may have, and how literals are read as them.

Inside facts every value is an `int`, a `bool` or a `str`: money in minor units of the reporting currency, dates as day numbers, ratios in
basis points, times of day in minutes. So each engine and the solver compare the same exact things.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from typing import TypeAlias

from dunning_rules.errors import LanguageError, did_you_mean, quote

Value: TypeAlias = int | str | bool
Literal: TypeAlias = int | str | bool | Decimal | date

BASIS_POINTS = 10_000
EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
"""Never the caller's decimal context: the same input gives the same result everywhere."""
MAX_FACT = 2**53
"""Beyond it durable-rules compares integers as doubles; every constant lies within."""


class Kind(StrEnum):
    """What a value measures."""

    MONEY = "money"
    COUNT = "count"
    DAYS = "days"
    DATE = "date"
    RATIO = "ratio"
    MINUTE = "minute"
    SCORE = "score"
    FLAG = "flag"
    CHOICE = "choice"
    NAME = "name"


NUMERIC = frozenset({Kind.MONEY, Kind.COUNT, Kind.DAYS, Kind.DATE, Kind.RATIO, Kind.MINUTE, Kind.SCORE})
_PLAIN_INTEGERS = frozenset({Kind.COUNT, Kind.DAYS, Kind.MINUTE, Kind.SCORE})


@dataclass(frozen=True, slots=True)
class Type:
    """A kind, and for a choice its values.

    Attributes:
        kind: what a value measures.
        choices: the values of a choice; from mild to grave where `ordered`.
        ordered: whether `<` and `>=` may be asked of a choice.
    """

    kind: Kind
    choices: tuple[str, ...] = ()
    ordered: bool = False

    @property
    def is_numeric(self) -> bool:
        """Whether `<` and `+` make sense."""
        return self.kind in NUMERIC

    def __str__(self) -> str:
        """The name that error messages use."""
        return self.kind.value


MONEY = Type(Kind.MONEY)
"""Amounts: `Decimal` in units of the reporting currency."""
COUNT = Type(Kind.COUNT)
"""How many."""
DAYS = Type(Kind.DAYS)
"""Whole days."""
DATE = Type(Kind.DATE)
"""Days of the calendar."""
RATIO = Type(Kind.RATIO)
"""Shares: 0.25 is a quarter."""
MINUTE = Type(Kind.MINUTE)
"""Minutes of a day, from midnight on."""
SCORE = Type(Kind.SCORE)
"""Points, such as urgency."""
FLAG = Type(Kind.FLAG)
"""True or false."""
NAME = Type(Kind.NAME)
"""Texts that are only asked whether they are the same."""


def choice(*values: str, ordered: bool = False) -> Type:
    """A choice among `values`, from mild to grave where `ordered`."""
    if not values or len(set(values)) != len(values):
        message = f"a choice needs distinct values, not {quote(values)}"
        raise LanguageError(message, help="list each value once")
    return Type(Kind.CHOICE, values, ordered)


def encode(literal: Literal, wanted: Type) -> Value:
    """The fact value of a Python literal, read as `wanted`.

    Raises:
        LanguageError: the literal is not of that type.
    """
    kind = wanted.kind
    if kind is Kind.FLAG and isinstance(literal, bool):
        return literal
    if kind is Kind.CHOICE and isinstance(literal, str):
        if literal not in wanted.choices:
            message = f"{quote(literal)} is not one of its values"
            raise LanguageError(message, help=did_you_mean(literal, wanted.choices))
        return literal
    if kind is Kind.NAME and isinstance(literal, str):
        return literal
    if kind is Kind.DATE and isinstance(literal, date):
        return literal.toordinal()
    if kind is Kind.RATIO and isinstance(literal, Decimal) and literal.is_finite():
        points = EXACT.multiply(literal, Decimal(BASIS_POINTS))
        if points != int(points):
            message = f"{quote(str(literal))} is finer than a basis point"
            raise LanguageError(message, help="use at most four decimals, 0.8 is 80 %")
        return _bounded(int(points))
    if isinstance(literal, int) and not isinstance(literal, bool):
        if kind in _PLAIN_INTEGERS:
            return _bounded(literal)
        if kind in NUMERIC and kind is not Kind.DATE and literal == 0:
            return 0
    message = f"{quote(literal)} cannot be read as {wanted}"
    raise LanguageError(message, help=_LITERAL_HELP[kind])


def decode(value: Value, kind: Kind, digits: int) -> Literal:
    """The Python value of a fact value: the inverse of `encode`, with money in units of a currency of `digits` decimals."""
    if kind is Kind.MONEY:
        return in_units(int(value), digits)
    if kind is Kind.RATIO:
        return in_units(int(value), 4)
    if kind is Kind.DATE:
        return date.fromordinal(int(value))
    return value


def in_units(minor: int, digits: int) -> Decimal:
    """An amount in minor units as a `Decimal` with `digits` decimals."""
    return EXACT.scaleb(Decimal(minor), -digits)


def total(amounts: Iterable[Decimal]) -> Decimal:
    """The exact sum of amounts, whatever the caller's decimal context."""
    result = Decimal(0)
    for amount in amounts:
        result = EXACT.add(result, amount)
    return result


def _bounded(number: int) -> int:
    if abs(number) > MAX_FACT:
        message = f"{quote(number)} is out of the range of facts"
        raise LanguageError(message, help="facts lie within ±2^53")
    return number


_LITERAL_HELP = {
    Kind.MONEY: "only 0 needs no currency: name a parameter of type money instead",
    Kind.COUNT: "give a whole number",
    Kind.DAYS: "give a whole number of days",
    Kind.DATE: "give a `datetime.date`",
    Kind.RATIO: "give a `decimal.Decimal`, 0.8 is 80 %",
    Kind.MINUTE: "give a whole number of minutes",
    Kind.SCORE: "give a whole number",
    Kind.FLAG: "give `True` or `False`",
    Kind.CHOICE: "give one of its values as text",
    Kind.NAME: "give a text",
}
