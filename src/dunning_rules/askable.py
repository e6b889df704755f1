"""What a policy may be asked: cases, moments and rates that are what they should be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dunning_rules.errors import AsOfError, CaseError, CurrencyError, quote
from dunning_rules.models import Case, ExchangeRate
from dunning_rules.models.base import first_duplicate

_FIRST_YEAR = 1900
_LAST_YEAR = 2999


def checked_rates(rates: Iterable[ExchangeRate]) -> tuple[ExchangeRate, ...]:
    """Exchange rates, one a day for each pair.

    Raises:
        CurrencyError: something else is among them, or two rates of one day.
    """
    found = (rates,) if isinstance(rates, ExchangeRate) else tuple(rates)
    for each in found:
        if not isinstance(each, ExchangeRate):
            message = f"{quote(each)} is not an exchange rate"
            raise CurrencyError(message, help="give `ExchangeRate(source=…, target=…, rate=…, on=…)`")
    twice = first_duplicate((each.source, each.target, each.on) for each in found)
    if twice is not None:
        source, target, on = twice
        message = f"there are two rates from {quote(source)} to {quote(target)} of {on.isoformat()}"
        raise CurrencyError(message, help="give one rate a day")
    return found


def check_case(case: object) -> None:
    """Refuse what is no case.

    Raises:
        CaseError: it is none.
    """
    if not isinstance(case, Case):
        message = f"a `Case` is needed, not {quote(type(case).__name__)}"
        raise CaseError(message, help="build one with `Case(creditor=…, debtor=…, invoices=…)` or `Case.model_validate_json(…)`")


def check_moment(as_of: datetime) -> None:
    """Refuse a moment without a zone, or of another age.

    Raises:
        AsOfError: it has no zone, or is not of the years 1900 to 2999.
    """
    if not isinstance(as_of, datetime) or as_of.tzinfo is None or as_of.utcoffset() is None:
        message = f"`as_of` is not a zone-aware moment: {quote(str(as_of))}"
        raise AsOfError(message, help="give e.g. `datetime(2026, 7, 15, 18, tzinfo=ZoneInfo('Europe/Berlin'))`")
    if not _FIRST_YEAR <= as_of.year <= _LAST_YEAR:
        message = f"`as_of` is out of range: {quote(str(as_of))}"
        raise AsOfError(message, help=f"give a moment of the years {_FIRST_YEAR} to {_LAST_YEAR}")
