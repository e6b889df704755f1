"""Amounts and shares as facts: whole numbers of minor units and basis points, rounded half up, exactly."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from dunning_rules.engine.money import Money
from dunning_rules.errors import CurrencyError
from dunning_rules.frames.tables import DECIMALS
from dunning_rules.language.types import BASIS_POINTS
from dunning_rules.models.base import minor_digits

_WIDE = pl.Int128
_ONE = 10**DECIMALS
_MOST = 2**126
"""So large a product can be rounded within 128 bits."""


class Units:
    """The currencies of records, and what an amount in them is in the reporting currency."""

    def __init__(self, money: Money, currencies: pl.Series) -> None:
        """Take the currency of each record; null where it names no amount."""
        self._money = money
        self._currencies = currencies

    def unknown(self) -> pl.Series:
        """The records whose currency cannot be converted."""
        bad = [code for code in self._currencies.drop_nulls().unique() if unit_of(self._money, code) is None]
        return self._currencies.is_in(bad).fill_null(value=False)

    def reporting(self, amounts: pl.Series) -> pl.Series:
        """Amounts in minor units of the reporting currency."""
        codes = [code for code in self._currencies.drop_nulls().unique(maintain_order=True) if unit_of(self._money, code) is not None]
        found = pl.repeat(None, len(amounts), dtype=pl.Int64, eager=True)
        for code in codes:
            unit = unit_of(self._money, code)
            rows = (amounts.is_not_null() & (self._currencies == code)).fill_null(value=False).arg_true()
            if unit is not None and len(rows):
                found = found.scatter(rows, times(amounts.gather(rows), unit))
        return found

    def own(self, amounts: pl.Series) -> pl.Series:
        """Amounts in minor units of their own currency; null where that is the reporting one."""
        found = pl.repeat(None, len(amounts), dtype=pl.Int64, eager=True)
        for code in self._currencies.drop_nulls().unique(maintain_order=True):
            if code != self._money.reporting:
                rows = (amounts.is_not_null() & (self._currencies == code)).fill_null(value=False).arg_true()
                found = found.scatter(rows, times(amounts.gather(rows), Decimal(10) ** (minor_digits(code) or 0)))
        return found

    def points(self, shares: pl.Series) -> pl.Series:
        """Shares in basis points."""
        return times(shares, Decimal(BASIS_POINTS))


def times(amounts: pl.Series, factor: Decimal) -> pl.Series:
    """Amounts times a factor, as whole numbers, rounded half up (away from zero, as amounts are)."""
    sign, _, exponent = factor.normalize().as_tuple()
    places = max(-int(exponent), 0)
    whole = int(factor.scaleb(places))
    raw = amounts.reinterpret(dtype=_WIDE) if amounts.dtype != _WIDE else amounts
    largest = int(raw.to_frame("@").select(pl.col("@").abs().max().fill_null(0)).item())
    if sign or largest * whole + _ONE * 10**places >= _MOST:
        exact = [None if each is None else _rounded(each * whole, _ONE * 10**places) for each in raw.to_list()]
        return pl.Series(exact, dtype=pl.Int64)
    return pl.select(half_up(pl.lit(raw) * wide(whole), _ONE * 10**places).cast(pl.Int64)).to_series()


def half_up(above: pl.Expr, below: int) -> pl.Expr:
    """A quotient of whole numbers, rounded half away from zero."""
    found = (wide(2) * above.abs() + wide(below)) // wide(2 * below)
    return pl.when(above < wide(0)).then(wide(0) - found).otherwise(found)


def wide(number: int) -> pl.Expr:
    """A whole number that has room for the largest products."""
    return pl.lit(number, dtype=_WIDE)


def _rounded(above: int, below: int) -> int:
    size = (2 * abs(above) + below) // (2 * below)
    return -size if above < 0 else size


def unit_of(money: Money, code: str) -> Decimal | None:
    """Minor units of the reporting currency for one unit of a currency; `None` where no rate is known."""
    try:
        return money.unit(code, "")
    except CurrencyError:
        return None
