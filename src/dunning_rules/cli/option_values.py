"""Days and amounts, as options give them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from dunning_rules.cli.faults import UsageError
from dunning_rules.errors import quote
from dunning_rules.models.number import read_number


def read_day(text: str, option: str) -> date:
    """The day that `option` names.

    Raises:
        UsageError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{quote(text)} is not a day"
        raise UsageError(message, where=option, help="write `2026-03-01`") from None


def read_amount(text: str, option: str) -> Decimal:
    """The amount that `option` names.

    Raises:
        UsageError: it is no plain number.
    """
    try:
        return read_number(text)
    except InvalidOperation:
        message = f"{quote(text)} is not a number"
        raise UsageError(message, where=option, help="write a plain number such as `100.00`") from None
