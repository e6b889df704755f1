"""Values as the interfaces of other systems write them, in a form that the models read strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_EVEN, Decimal
from zoneinfo import ZoneInfo

from dunning_rules.errors import quote
from dunning_rules.models.base import MAX_AMOUNT, minor_digits
from dunning_rules.rows.row_error import RowError

_NOISE = Decimal("1e-6")
"""A binary fraction misses the decimal that is meant by less than this."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NAIVE = re.compile(rf"{_DAY.pattern}(?:[T ][0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]+)?)?")


def known(value: object) -> object:
    """The value, or `None` where it is one of the ways to write that there is none: null, false, or an empty text."""
    return None if value is None or value is False or value == "" else value


def text(value: object) -> str | None:
    """A text, or a number as one; `None` where there is none."""
    found = known(value)
    return None if found is None else str(found)


def amount(value: object, currency: str, field: str) -> Decimal | str:
    """An amount, exact in the minor unit of its currency. A binary fraction is the amount in that unit that it stands for.

    Args:
        value: a number, or the text of one.
        currency: its currency; where it is unknown, the amount stays as it is.
        field: name of the field, for the error.

    Raises:
        RowError: there is no number.
    """
    if isinstance(value, str) and value:
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        raise RowError(f"{quote(field)} is not an amount", field=field, help="give a number, e.g. 100.00")
    found = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    try:
        digits = minor_digits(currency)
    except ValueError:
        digits = None
    if not isinstance(value, float) or digits is None or not found.is_finite() or abs(found) >= _TOO_LARGE:
        return found
    rounded = found.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
    return rounded if abs(rounded - found) < _NOISE else found


_TOO_LARGE = Decimal(10) ** 15
"""No amount is as large, and a binary fraction of that size has no minor units left."""


def number(row: Mapping[str, object], field: str, currency: str) -> Decimal:
    """A number of a record that is reckoned with before it becomes an amount.

    Args:
        row: the record.
        field: its name.
        currency: whose minor unit it is in.

    Raises:
        RowError: there is no number, or it is out of the range of amounts.
    """
    found = amount(row.get(field), currency, field)
    if isinstance(found, str):
        raise RowError(f"{quote(field)} is a text", field=field, help="the other system's interface gives a number: hand it on as it is")
    if not found.is_finite() or found.copy_abs() >= MAX_AMOUNT:
        raise RowError(f"{quote(field)} is out of range", field=field, value=str(found), help="amounts are below 1e12")
    return found


def day(value: object) -> object:
    """A day in the form of ISO 8601, of a day or of a moment."""
    found = known(value)
    if isinstance(found, date):
        return found.isoformat()[:10]
    if isinstance(found, str) and _NAIVE.fullmatch(found):
        return found[:10]
    return found


def moment(value: object, zone: ZoneInfo) -> object:
    """A moment with its offset. A day is its midnight, and a moment without an offset is one of the clock in `zone`."""
    found = known(value)
    if isinstance(found, str) and _NAIVE.fullmatch(found):
        try:
            found = datetime.fromisoformat(found)
        except ValueError:
            return found
    if isinstance(found, date) and not isinstance(found, datetime):
        found = datetime(found.year, found.month, found.day, tzinfo=zone)
    if isinstance(found, datetime):
        return (found if found.tzinfo else found.replace(tzinfo=zone)).isoformat()
    return found
