"""What all models share: strictness, identifiers, money and zone-aware times."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Annotated

from iso4217 import Currency as _Iso
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from dunning_rules.errors import quote

MAX_AMOUNT = Decimal(10) ** 12
"""No single amount reaches this (in units of its currency): facts stay exact in every engine."""


class Record(BaseModel):
    """A frozen, strict record: no unknown fields, no silent conversions."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", ser_json_inf_nan="strings")


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


def check_minor_unit(amount: Decimal, currency: str, field: str) -> None:
    """Refuse an amount that is finer than the minor unit of its currency (rounding is the caller's decision)."""
    digits = minor_digits(currency) or 0
    parts = amount.as_tuple()
    # Read from the digits: arithmetic (`normalize`, `abs`) would round to the precision of the ambient context.
    excess = -parts.exponent - digits if isinstance(parts.exponent, int) else 0
    if excess > 0 and any(parts.digits[-excess:]):
        raise PydanticCustomError(
            "minor_unit",
            "{field} has more than {digits} decimals, the minor unit of {currency}; help: round it before",
            {"field": field, "digits": digits, "currency": currency},
        )


def first_duplicate(keys: Iterable[Hashable]) -> Hashable | None:
    """The first key that occurs a second time, or `None`."""
    seen: set[Hashable] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    return None


Id = Annotated[str, StringConstraints(min_length=1, max_length=128), AfterValidator(_no_control_characters)]
"""An identifier as text: leading zeros are kept, nothing is trimmed."""
Text = Annotated[str, StringConstraints(max_length=2000)]
"""A short free text; never used by a rule."""
CurrencyCode = Annotated[str, AfterValidator(_known_currency)]
"""A currency of ISO 4217 with a minor unit, e.g. `EUR`, `CNY`, `JPY`."""
CountryCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""A country of ISO 3166-1, alpha-2, e.g. `DE`."""
Money = Annotated[Decimal, AfterValidator(_bounded)]
"""An amount in units of its currency; may be negative."""
PositiveMoney = Annotated[Decimal, AfterValidator(_bounded), AfterValidator(_not_negative)]
"""An amount in units of its currency that is not negative."""
Share = Annotated[Decimal, Field(ge=0, le=1, allow_inf_nan=False)]
"""A share of a whole: 0 to 1."""
Moment = AwareDatetime
"""A zone-aware moment."""
