"""Amounts and shares as facts: whole numbers of minor units and basis points, rounded half up, exactly."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import cast

import polars as pl

from dunning_rules.engine.money import Money
from dunning_rules.errors import CurrencyError
from dunning_rules.frames.tables import DECIMALS
from dunning_rules.language.columns import filled
from dunning_rules.language.types import BASIS_POINTS
from dunning_rules.models.base import minor_digits

_WIDE = pl.Int128
_ONE = 10**DECIMALS
_MOST, _MOST_SMALL = 2**126, 2**62
"""So large a product can be rounded within 128 bits, and within 64."""


class Units:
    """The currencies of records, and what an amount in them is in the reporting currency."""

    def __init__(self, money: Money, currencies: pl.Series) -> None:
        """Take the currency of each record; null where it names no amount."""
        self._money = money
        self._currencies = currencies
        self._codes = currencies.unique(maintain_order=True).drop_nulls().to_list()
        self._rows: dict[str, pl.Series] = {}

    def unknown(self) -> pl.Series:
        """The records whose currency cannot be converted."""
        bad = [code for code in self._codes if unit_of(self._money, code) is None]
        if not bad:
            return filled(value=False, dtype=pl.Boolean(), height=len(self._currencies))
        return self._currencies.is_in(bad).fill_null(value=False)

    def reporting(self, amounts: pl.Series) -> pl.Series:
        """Amounts in minor units of the reporting currency."""
        return self._in_units(amounts, {code: unit_of(self._money, code) for code in self._codes})

    def own(self, amounts: pl.Series) -> pl.Series:
        """Amounts in minor units of their own currency; null where that is the reporting one."""
        others = [code for code in self._codes if code != self._money.reporting]
        return self._in_units(amounts, {code: Decimal(10) ** (minor_digits(code) or 0) for code in others})

    def _in_units(self, amounts: pl.Series, units: Mapping[str, Decimal | None]) -> pl.Series:
        known = {code: unit for code, unit in units.items() if unit is not None}
        if list(known) == self._codes and len(known) == 1 and not self._currencies.null_count():
            return times(amounts, *known.values())
        found = filled(None, pl.Int64(), len(amounts))
        for code, unit in known.items():
            rows = self._rows_in(code)
            found = found.scatter(rows, times(amounts[rows], unit))
        return found

    def _rows_in(self, code: str) -> pl.Series:
        """The records in a currency: found once for all of their amounts."""
        if code not in self._rows:
            self._rows[code] = (self._currencies == code).arg_true().cast(pl.UInt32)
        return self._rows[code]

    def points(self, shares: pl.Series) -> pl.Series:
        """Shares in basis points."""
        return times(shares, Decimal(BASIS_POINTS))


def times(amounts: pl.Series, factor: Decimal) -> pl.Series:
    """Amounts times a factor, as whole numbers, rounded half up (away from zero, as amounts are)."""
    sign, _, exponent = factor.normalize().as_tuple()
    places = max(-int(exponent), 0)
    whole, below = Fraction(int(factor.scaleb(places)), _ONE * 10**places).as_integer_ratio()
    raw = amounts.reinterpret(dtype=_WIDE) if amounts.dtype != _WIDE else amounts
    least, most = cast("int | None", raw.min()) or 0, cast("int | None", raw.max()) or 0
    largest = max(-least, most, 1) * whole + below
    if sign or largest >= _MOST:
        exact = [None if each is None else _rounded(each * whole, below) for each in raw.to_list()]
        return pl.Series(exact, dtype=pl.Int64)
    return raw.to_frame("@").select(_quotient(whole, below, is_small=largest < _MOST_SMALL, is_signed=least < 0)).to_series()


@lru_cache(maxsize=256)
def _quotient(whole: int, below: int, *, is_small: bool, is_signed: bool) -> pl.Expr:
    """Amounts times a fraction, rounded; small ones are divided as numbers of 64 bits, which is much faster."""
    raw = pl.col("@")
    if is_signed or not is_small:
        return half_up(raw * wide(whole), below).cast(pl.Int64)
    twice, half, divisor = (pl.lit(each, dtype=pl.Int64) for each in (2 * whole, below, 2 * below))
    return (twice * raw.cast(pl.Int64) + half) // divisor


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
