"""What all models share: strictness, identifiers, money and zone-aware times."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeVar

from iso4217 import Currency as _Iso
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, StringConstraints
from pydantic_core import PydanticCustomError, PydanticKnownError, core_schema

from dunning_rules.errors import quote
from dunning_rules.models.number import PLAIN

_Key = TypeVar("_Key", bound=Hashable)

MAX_AMOUNT = Decimal(10) ** 12
"""No single amount reaches this (in units of its currency): facts stay exact in every engine."""

_MOST_TEXT = 2000
_FIRST_DAY, _LAST_DAY = date.min + timedelta(days=2), date.max - timedelta(days=2)
"""Days that are days of the calendar in every zone."""


class Record(BaseModel):
    """A frozen, strict record: no unknown fields, no silent conversions."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", ser_json_inf_nan="strings", hide_input_in_errors=True)


@lru_cache(maxsize=512)
def minor_digits(code: str) -> int | None:
    """Digits of the minor unit of an ISO 4217 currency, e.g. 2 for `EUR`; `None` where it has none.

    Raises:
        ValueError: `code` is not an ISO 4217 currency.
    """
    exponent = _Iso(code).exponent
    return None if exponent is None else int(exponent)


def _known_currency(code: str) -> str:
    try:
        digits = minor_digits(code)
    except ValueError:
        digits = None
    if digits is None:
        raise PydanticCustomError(
            "currency", "{code} is not a currency of ISO 4217; help: use a three-letter code such as EUR", {"code": quote(code)}
        )
    return code


def _bounded(amount: Decimal) -> Decimal:
    if not amount.is_finite():
        raise PydanticCustomError("amount", "the amount is not a finite number; help: give a plain number such as 100.00")
    if amount.copy_abs() >= MAX_AMOUNT:
        raise PydanticCustomError("amount", "the amount is out of range; help: amounts are below 1e12 in units of their currency")
    return amount


def _not_negative(amount: Decimal) -> Decimal:
    if amount < 0:
        raise PydanticCustomError("amount", "the amount is negative; help: only an invoice may be (a credit note)")
    return amount


def _no_control_characters(text: str) -> str:
    if not text.isprintable():
        raise PydanticCustomError("identifier", "the text has control characters; help: remove line breaks and other invisible characters")
    return text


def _of_calendar(moment: datetime) -> datetime:
    if not _FIRST_DAY <= moment.date() <= _LAST_DAY:
        raise PydanticCustomError("moment", "the moment is out of range; help: leave out what has no real date")
    return moment


def check_minor_unit(amount: Decimal, currency: str, field: str) -> None:
    """Refuse an amount that is finer than the minor unit of its currency (rounding is the caller's decision)."""
    digits = minor_digits(currency) or 0
    parts = amount.as_tuple()
    # Read from the digits: arithmetic (`normalize`, `abs`) would round to the precision of the ambient context.
    excess = -parts.exponent - digits if isinstance(parts.exponent, int) else 0
    if excess > 0 and any(parts.digits[-excess:]):
        raise PydanticCustomError(
            "minor_unit",
            "`{field}` has more than {digits} decimals, the minor unit of {currency}; help: round it before",
            {"field": field, "digits": digits, "currency": currency, "fields": (field,)},
        )


@dataclass(frozen=True, slots=True)
class _WrittenOut:
    """In JSON, only text of this form: pydantic reads digits, even in quotes, as seconds since 1970."""

    error: Literal["date_type", "datetime_type"]
    form: re.Pattern[str]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        found: Any = handler(source)
        # What a function has looked at counts as Python's: there a text is read only where the schema is not strict.
        read_text: Any = {**found, "strict": False}
        return core_schema.json_or_python_schema(core_schema.no_info_before_validator_function(self._check, read_text), found)

    def _check(self, value: object) -> object:
        if not isinstance(value, str) or not self.form.match(value):
            raise PydanticKnownError(self.error)
        return value


def _as_attribute(value: object) -> object:
    """Amounts and days as text, so that JSON gives back what was put in."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, str) and len(value) > _MOST_TEXT:
        raise PydanticCustomError("attribute", "the text is longer than {most}; help: shorten it", {"most": _MOST_TEXT})
    return value.isoformat() if type(value) is date else value


def first_duplicate(keys: Iterable[_Key]) -> _Key | None:
    """The first key that occurs a second time, or `None`."""
    seen: set[_Key] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    return None


Id = Annotated[str, StringConstraints(min_length=1, max_length=128), AfterValidator(_no_control_characters)]
"""An identifier as text: leading zeros are kept, nothing is trimmed."""
Text = Annotated[str, StringConstraints(max_length=_MOST_TEXT)]
"""A short free text; never used by a rule."""
CurrencyCode = Annotated[str, AfterValidator(_known_currency)]
"""A currency of ISO 4217 with a minor unit, e.g. `EUR`, `CNY`, `JPY`."""
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""A country of ISO 3166-1, alpha-2, e.g. `DE`."""
Money = Annotated[Decimal, PLAIN, AfterValidator(_bounded)]
"""An amount in units of its currency; may be negative."""
PositiveMoney = Annotated[Decimal, PLAIN, AfterValidator(_bounded), AfterValidator(_not_negative)]
"""An amount in units of its currency that is not negative."""
Share = Annotated[Decimal, Field(ge=0, le=1, allow_inf_nan=False), PLAIN]
"""A share of a whole: 0 to 1."""
TimeOfDay = Annotated[str, StringConstraints(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")]
"""A time of day as text, `09:30`; `24:00` is its end."""
AttributeValue = Annotated[str | bool | int, BeforeValidator(_as_attribute)]
"""A value of an attribute: text (an amount, a share or a day as text, too), true or false, or a whole number."""
Attributes = Annotated[dict[Id, AttributeValue], Field(max_length=64)]
"""What a company records beyond the model, by name; policies read it by fields of their own."""
Day = Annotated[date, _WrittenOut("date_type", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z"))]
"""A calendar day; in JSON as text, `2013-07-15`."""
Moment = Annotated[
    AwareDatetime, _WrittenOut("datetime_type", re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt _]")), AfterValidator(_of_calendar)
]
"""A zone-aware moment; in JSON as text with its offset, `2013-07-15T09:00:00+02:00`."""
