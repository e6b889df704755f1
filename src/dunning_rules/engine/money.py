"""Conversion to the reporting currency, by rates that the caller gives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from dunning_rules.errors import CurrencyError, quote
from dunning_rules.language.types import EXACT
from dunning_rules.models import ExchangeRate
from dunning_rules.models.base import minor_digits


class Money:
    """Amounts of any currency in minor units of the reporting currency.

    Attributes:
        reporting: the reporting currency.
        digits: its decimals.
    """

    def __init__(self, reporting: str, rates: Iterable[ExchangeRate], day: date) -> None:
        """Choose for each currency the last rate on or before `day`.

        Raises:
            CurrencyError: the reporting currency is not one of ISO 4217.
        """
        try:
            digits = minor_digits(reporting)
        except ValueError:
            digits = None
        if digits is None:
            message = f"{quote(reporting)} is not a currency of ISO 4217"
            raise CurrencyError(message, help="use a three-letter code such as `EUR`")
        self.reporting = reporting
        self.digits = digits
        unit = Decimal(10) ** digits
        chosen = {rate.source: rate for rate in sorted(rates, key=lambda each: each.on) if rate.target == reporting and rate.on <= day}
        self._units = {source: EXACT.multiply(rate.rate, unit) for source, rate in chosen.items()}
        self._units[reporting] = unit

    def unit(self, currency: str, where: str) -> Decimal:
        """Minor units of the reporting currency for one unit of `currency`.

        Raises:
            CurrencyError: no rate to the reporting currency is known for the day or before.
        """
        found = self._units.get(currency)
        if found is None:
            message = f"no rate from {quote(currency)} to {quote(self.reporting)} is known"
            raise CurrencyError(
                message, where=where, help=f"give an `ExchangeRate` from {currency} to {self.reporting}, dated `as_of` or before"
            )
        return found
