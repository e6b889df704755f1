"""Attributes: what companies record beyond the models, read as the type of the field that asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from dunning_rules.errors import CaseError, did_you_mean, quote
from dunning_rules.language.types import MAX_FACT, Kind, Type
from dunning_rules.models.number import read_number
from dunning_rules.rows.attributes import ATTRIBUTE

PREFIX = ATTRIBUTE
_DIGITS = re.compile(r"-?[0-9]{1,15}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00")
_FLAGS = {"true": True, "false": False}
_MENDS = {
    Kind.MONEY: "give an amount as text, e.g. `1250.00`, in the currency of the record",
    Kind.RATIO: "give a share as text, e.g. `0.25`",
    Kind.DATE: "give a day as text, e.g. `2026-07-15`",
    Kind.MINUTE: "give a time as text, e.g. `15:30`",
    Kind.FLAG: "give true or false",
    Kind.NAME: "give a text",
}


def attribute_reader(name: str, kind: Type, *, may_miss: bool) -> Callable[[Any], Any]:
    """Reads one attribute of a record, as what the models would give for a field of the type `kind`; `None` where it is not there.

    Raises:
        CaseError: (when it is read) the value cannot be read as that type.
    """
    convert = _CONVERT.get(kind.kind, _whole)

    def read(record: Any) -> Any:
        value = record.attributes.get(name)
        if value is None:
            return None if may_miss else False
        found = convert(value)
        if found is None or (kind.choices and found not in kind.choices):
            message = f"the attribute {quote(name)} is no {kind}: {quote(value)}"
            mend = did_you_mean(str(value), kind.choices) if kind.choices else _MENDS.get(kind.kind, "give a whole number")
            raise CaseError(message, where=f"record {quote(record.id)}", help=mend)
        return found

    return read


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _whole(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        value = int(value)
    return value if isinstance(value, int) and abs(value) <= MAX_FACT else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else _FLAGS.get(str(value).lower())


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool):
        return None
    try:
        found = read_number(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() and found.copy_abs() < MAX_FACT else None


def _day(value: object) -> date | None:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _minute(value: object) -> int | None:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        return None
    return int(value[:2]) * 60 + int(value[3:])


_CONVERT: Mapping[Kind, Callable[[object], object]] = {
    Kind.MONEY: _decimal,
    Kind.RATIO: _decimal,
    Kind.DATE: _day,
    Kind.MINUTE: _minute,
    Kind.FLAG: _flag,
    Kind.NAME: _text,
    Kind.CHOICE: _text,
}
