"""Named parameters: dated histories with a unit, a range and a source."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from dunning_rules.errors import LanguageError, ParameterError, quote
from dunning_rules.language import Param, Type, Wording
from dunning_rules.language.types import EXACT, NUMERIC, Kind, encode
from dunning_rules.language.types import Literal as LiteralValue

Source = Literal["seed", "house"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that a company may change without touching a rule.

    Attributes:
        name: unique in a book.
        type: its type; money is given as a `Decimal` in units of the reporting currency.
        value: the value from the first day on.
        low: least value that makes sense.
        high: greatest value that makes sense.
        source: `seed` where the field text gives the number, `house` where the library chose it.
        label: what people call it.
        changes: later values, each with the first day on which it holds, rising.
    """

    name: str
    type: Type
    value: LiteralValue
    low: LiteralValue
    high: LiteralValue
    source: Source
    label: Wording
    changes: tuple[tuple[date, LiteralValue], ...] = ()

    def __post_init__(self) -> None:
        """Check every value of the history.

        Raises:
            ParameterError: a value is of the wrong type or out of range, or the days do not rise.
        """
        if self.type.kind not in NUMERIC - {Kind.DATE}:
            message = f"parameter {quote(self.name)} is a {self.type}, not a number"
            raise ParameterError(message, help="choose a type such as money, days or ratio, or write a rule of its own")
        for value in (self.low, self.high, self.value, *(value for _, value in self.changes)):
            self._check(value)
        days = [day for day, _ in self.changes]
        if days != sorted(set(days)):
            message = f"the history of parameter {quote(self.name)} does not rise"
            raise ParameterError(message, help="sort the changes by day, each day once")

    @property
    def term(self) -> Param:
        """The parameter as a term of the language."""
        return Param(self.name, self.type)

    def value_on(self, day: date) -> LiteralValue:
        """The value that holds on `day`."""
        return next((value for since, value in reversed(self.changes) if since <= day), self.value)

    def set_to(self, value: LiteralValue) -> Parameter:
        """This parameter with one value for all days.

        Raises:
            ParameterError: the value is of the wrong type or out of range.
        """
        return replace(self, value=value, changes=())

    def encoded(self, value: LiteralValue, digits: int) -> int:
        """`value` as a fact: money in minor units of a currency with `digits` decimals."""
        if self.type.kind is Kind.MONEY:
            return int(EXACT.to_integral_value(EXACT.scaleb(_decimal(value), digits)))
        return int(encode(value, self.type))

    def _check(self, value: LiteralValue) -> None:
        where = f"parameter {quote(self.name)}"
        if self.type.kind is Kind.MONEY:
            if not isinstance(value, Decimal) or not value.is_finite():
                message = f"{quote(value)} is not an amount"
                raise ParameterError(message, where=where, help="give a `decimal.Decimal` in units of the reporting currency")
        else:
            try:
                encode(value, self.type)
            except LanguageError as error:
                raise ParameterError(error.message, where=where, help=error.help) from None
        if not _decimal(self.low) <= _decimal(value) <= _decimal(self.high):
            message = f"{quote(str(value))} is out of range"
            raise ParameterError(message, where=where, help=f"give a value from {self.low} to {self.high}")


def _decimal(value: LiteralValue) -> Decimal:
    assert isinstance(value, int | Decimal)  # noqa: S101 - parameters are numbers; checked before
    return Decimal(value)
