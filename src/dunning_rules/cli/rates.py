"""`--currency` and `--rate`: the reporting currency, and what others are worth in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import InvalidOperation

from pydantic import ValidationError

from dunning_rules.cli.faults import UsageError
from dunning_rules.errors import quote
from dunning_rules.models import ExchangeRate
from dunning_rules.models.base import first_duplicate, minor_digits
from dunning_rules.models.number import read_number

_FORM = re.compile(r"(?P<source>[^=@]+)=(?P<rate>[^=@]+)@(?P<on>[^=@]+)")
_HELP = "write `USD=0.92@2026-07-01`: one US dollar is worth 0.92 of the reporting currency from that day on"


def check_currency(code: str, where: str) -> str:
    """`code`, if it is a currency.

    Raises:
        UsageError: it is none.
    """
    try:
        digits = minor_digits(code)
    except ValueError:
        digits = None
    if digits is None:
        message = f"{quote(code)} is not a currency of ISO 4217"
        raise UsageError(message, where=where, help="use a three-letter code such as `EUR`")
    return code


def read_rates(texts: Iterable[str]) -> tuple[ExchangeRate, ...]:
    """The rates that `--rate` gives; their target is not known yet and stands for the source.

    Raises:
        UsageError: one is not written as it must be, or two are of the same currency and day.
    """
    rates = tuple(_rate(text) for text in texts)
    twice = first_duplicate((rate.source, rate.on) for rate in rates)
    if twice is not None:
        source, on = twice
        message = f"{quote(source)} has two rates of {on}"
        raise UsageError(message, where="--rate", help="keep one of them")
    return rates


def towards(rates: Iterable[ExchangeRate], target: str) -> tuple[ExchangeRate, ...]:
    """`rates` with their target.

    Raises:
        UsageError: one is of the reporting currency itself.
    """
    given = tuple(rates)
    if any(rate.source == target for rate in given):
        message = f"{quote(target)} is the reporting currency itself"
        raise UsageError(message, where="--rate", help="leave this rate out, or name another reporting currency by `--currency`")
    return tuple(rate.model_copy(update={"target": target}) for rate in given)


def _rate(text: str) -> ExchangeRate:
    found = _FORM.fullmatch(text)
    if found is None:
        message = f"{quote(text)} is not a rate"
        raise UsageError(message, where="--rate", help=_HELP)
    source = check_currency(found["source"], "--rate")
    try:
        return ExchangeRate(source=source, target=source, rate=read_number(found["rate"]), on=date.fromisoformat(found["on"]))
    except (ValidationError, InvalidOperation):
        message = f"{quote(found['rate'])} is not a rate above 0"
    except ValueError:
        message = f"{quote(found['on'])} is not a day"
    raise UsageError(message, where="--rate", help=_HELP)
