"""A business or person that owes, with its contacts."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from dunning_rules.errors import quote
from dunning_rules.models.base import (
    Attributes,
    CountryCode,
    CurrencyCode,
    Day,
    Id,
    PositiveMoney,
    Record,
    Share,
    Text,
    TimeOfDay,
    first_duplicate,
)
from dunning_rules.models.number import PLAIN

_OF_MACHINE = re.compile(r"(localtime|posixrules|Factory)\Z|(posix|right)/")
"""What lies among the zones of some machines, and is no name of the IANA database, or no zone."""


def _known_zone(name: str) -> str:
    try:
        is_zone = not _OF_MACHINE.match(name) and ZoneInfo(name) is not None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        is_zone = False
    if not is_zone:
        raise PydanticCustomError(
            "timezone", "{name} is not a zone of the IANA database; help: use a name such as Europe/Berlin", {"name": quote(name)}
        )
    return name


TimeZoneName = Annotated[str, AfterValidator(_known_zone)]
DebtorKind = Literal["company", "natural_person", "public_body", "unknown"]
DeclinedChannel = Literal["call", "message", "email", "visit"]
Weekday = Annotated[int, Field(ge=1, le=7)]
ContactRole = Literal["owner", "payer", "accountant", "buyer", "clerk", "other"]


class Contact(Record):
    """A person at the debtor, with role and authority to pay (tip 19c)."""

    id: Id
    name: Text = ""
    role: ContactRole = "other"
    authority_to_pay: bool | None = None
    """`None` = not known."""


class DunningBlock(Record):
    """Do not dun, with reason and end date (SAP `MANSP`)."""

    reason: Text
    until: Day | None = None
    """Last day of the block; `None` = until it is lifted."""


class ContactPreference(Record):
    """How the debtor asked to be contacted. The compliance guard keeps to it; where no lawful hour is left, a step needs an approval."""

    start: TimeOfDay = "00:00"
    """Not before this time of its day."""
    end: TimeOfDay = "24:00"
    """Not from this time on."""
    weekdays: Annotated[tuple[Weekday, ...], Field(strict=False, fail_fast=True, min_length=1)] = (1, 2, 3, 4, 5, 6, 7)
    """Only on these days, 1 = Monday."""
    not_by: Annotated[tuple[DeclinedChannel, ...], Field(strict=False, fail_fast=True)] = ()
    """Ways that it declined; a letter cannot be declined."""

    @model_validator(mode="after")
    def _has_hours(self) -> ContactPreference:
        if self.start >= self.end:
            raise PydanticCustomError(
                "contact_hours",
                "{start} is not before {end}; help: give `start` and `end` as times of one day",
                {"start": quote(self.start), "end": quote(self.end), "fields": ("start", "end")},
            )
        return self


class Debtor(Record):
    """A business or person that owes: partner (Odoo), party (Tryton), customer (ERPNext, SAP).

    What is not known stays `None`: a rule that asks for it does not fire.
    """

    id: Id
    name: Text = ""
    kind: DebtorKind = "unknown"
    country: CountryCode | None = None
    governing_law: CountryCode | None = None
    """The country whose law governs the contract, where it was agreed; beside it the law of `country` holds, and of both the stricter."""
    timezone: TimeZoneName | None = None
    parent_id: Id | None = None
    contacts: Annotated[tuple[Contact, ...], Field(strict=False, fail_fast=True)] = ()
    currency: CurrencyCode | None = None
    """Currency of the amounts of this record; the creditor's where absent."""
    credit_limit: PositiveMoney | None = None
    credit_hold: bool = False
    dunning_block: DunningBlock | None = None
    contact_preference: ContactPreference | None = None
    cooperative: bool | None = None
    """Declared by the creditor's people; overrides what the records suggest (tip 18)."""
    worth_keeping: bool | None = None
    """Declared; overrides the ranks (tip 12)."""
    values_reputation: bool | None = None
    finances: Literal["strong", "adequate", "weak"] | None = None
    margin_rank: Share | None = None
    """Rank among the creditor's debtors by margin, 1 = best."""
    volume_rank: Share | None = None
    """Rank among the creditor's debtors by volume, 1 = best."""
    purchase_share: Share | None = None
    """Our goods as a share of the dealer's purchases (dependence)."""
    rebate_accrued: PositiveMoney | None = None
    """Discount earned, not yet paid out, held by us."""
    onsite_discount: PositiveMoney | None = None
    """Immediate discount that the next order would earn (tip 12)."""
    downstream_receivables: PositiveMoney | None = None
    """What the dealer's own customers owe it (tip 18)."""
    visit_cost: PositiveMoney | None = None
    """Cost of one visit: distance, time, travel (tip 18)."""
    interest_basis: Literal["contract", "statute"] | None = None
    """What entitles us to interest on arrears (tip 10)."""
    interest_rate: Annotated[Decimal, Field(ge=0, le=1, decimal_places=4, allow_inf_nan=False), PLAIN] | None = None
    """Contractual rate a year, 0.0850 = 8.5 %."""
    attributes: Attributes = Field(default_factory=dict)
    """What the company records beyond this, for fields of its policies."""

    @model_validator(mode="after")
    def _contacts_are_distinct(self) -> Debtor:
        if (twice := first_duplicate(contact.id for contact in self.contacts)) is not None:
            raise PydanticCustomError(
                "duplicate_id", "contact {id} occurs twice; help: keep one record of it", {"id": quote(twice), "fields": ("contacts",)}
            )
        return self
