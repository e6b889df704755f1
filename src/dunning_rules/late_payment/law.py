"""What a regime grants for late payment, as data."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from dunning_rules.late_payment.sourced import Rate, Sourced, Title
from dunning_rules.models.base import CountryCode, CurrencyCode, Day, Id, PositiveMoney, Record, Text
from dunning_rules.models.number import PLAIN

Regime: TypeAlias = Literal["cn-sme", "cn-sales", "cn-loan-cap", "cn-judgment", "eu", "gb", "us-contract", "contract"]
"""The bodies of law, or of agreement, by which interest is reckoned."""
Allocation: TypeAlias = Literal["principal-interest-costs", "costs-interest-principal"]
"""What a part payment pays first."""
Multiple = Annotated[Decimal, Field(ge=Decimal(0), le=Decimal(100), decimal_places=6, allow_inf_nan=False), PLAIN]


class Tier(Record):
    """A fixed sum for debts from an amount on."""

    from_amount: PositiveMoney
    amount: PositiveMoney


class FixedSum(Record):
    """Compensation for the costs of recovery, once for each debt that is paid late."""

    currency: CurrencyCode
    source: Text
    tiers: Annotated[tuple[Tier, ...], Field(strict=False, min_length=1)]

    def for_debt(self, principal: Decimal) -> Decimal:
        """The sum for a debt of that size."""
        return max((tier for tier in self.tiers if tier.from_amount <= principal), key=lambda tier: tier.from_amount).amount

    @model_validator(mode="after")
    def _begins_at_nothing(self) -> FixedSum:
        if min(tier.from_amount for tier in self.tiers) != 0:
            raise PydanticCustomError("tiers", "no tier begins at 0; help: give the sum for the smallest debts")
        return self


class Law(Sourced):
    """What a regime grants.

    It has a daily rate of its own, or a yearly reference rate times `multiple` plus `margin`, or neither: then the contract names the rate.
    """

    regime: Regime
    member_state: CountryCode | None = None
    title: Title
    source: Text
    valid_from: Day
    """First day on which interest can begin to run by it."""
    daily_rate: Rate | None = None
    reference: Id | None = None
    """The table of the reference rate."""
    fixed_on: Literal["breach", "agreement"] | None = None
    """Whose day's reference rate holds to the end: the first day of interest, or the day of the contract; `None` = it floats."""
    multiple: Multiple = Decimal(1)
    highest_multiple: Multiple | None = None
    """The caller may choose a multiple up to this one."""
    margin: Rate = Decimal(0)
    is_cap: bool = False
    """It is the most that may be agreed: a lower agreed rate goes before it."""
    compensation: FixedSum | None = None
    allocation: Allocation | None = None
    """What it presumes of part payments; `None` = the caller has to say."""
    allocation_source: Text = ""
    notes: Annotated[tuple[Title, ...], Field(strict=False)] = ()
    countries: Annotated[tuple[CountryCode, ...], Field(strict=False)] = ()
    """Whose statute it is, or states the least of of sales between businesses: there it is reckoned by itself."""
    debtor_kinds: Annotated[tuple[Literal["company", "natural_person", "public_body"], ...], Field(strict=False)] = ()
    """Against whom it holds then; empty = anybody."""
    creditor_sizes: Annotated[tuple[Literal["small", "medium", "large"], ...], Field(strict=False)] = ()
    """For whom it holds then; empty = anybody."""

    @model_validator(mode="after")
    def _has_one_rate(self) -> Law:
        if self.daily_rate is not None and self.reference is not None:
            raise PydanticCustomError("rate", "there are a `daily_rate` and a `reference`; help: keep one of them")
        if self.member_state is not None and self.regime != "eu":
            raise PydanticCustomError("member_state", "only the regime `eu` has member states; help: leave `member_state` out")
        if (self.daily_rate or 0) < 0:
            raise PydanticCustomError("rate", "the daily rate is negative; help: interest runs against the debtor")
        return self

    @property
    def name(self) -> str:
        """The regime, with the member state where it is of one: `eu`, `eu-DE`."""
        return f"{self.regime}-{self.member_state}" if self.member_state else self.regime

    @property
    def by_contract(self) -> bool:
        """Whether the contract names the rate."""
        return self.daily_rate is None and self.reference is None
