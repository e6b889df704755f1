"""A visit to the debtor, planned, under way or done."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from dunning_rules.models.base import Attributes, CurrencyCode, Id, Moment, PositiveMoney, Record, check_minor_unit

VisitOutcome = Literal[
    "paid",
    "paid_in_part",
    "promised",
    "stalled",
    "deflected",
    "denied",
    "hid",
    "returned_without_money",
    "flattered_without_payment",
    "nobody_met",
    "new_business_raised",
]


class Visit(Record):
    """One visit. It is known from `recorded_at` on; what it plans may lie after that.

    A ledger that overwrites a plan with its outcome gives the moment of the overwriting as `recorded_at`.
    """

    id: Id
    debtor_id: Id
    recorded_at: Moment
    scheduled_for: Moment | None = None
    """Agreed appointment."""
    started_at: Moment | None = None
    ended_at: Moment | None = None
    contact_id: Id | None = None
    """The person met or to be met."""
    other_customers_present: bool | None = None
    outcomes: Annotated[tuple[VisitOutcome, ...], Field(strict=False, fail_fast=True)] = ()
    currency: CurrencyCode | None = None
    expected_amount: PositiveMoney | None = None
    collected_amount: PositiveMoney | None = None
    attributes: Attributes = Field(default_factory=dict)
    """What the company records beyond this, for fields of its policies."""

    @model_validator(mode="after")
    def _is_possible(self) -> Visit:
        if self.scheduled_for is None and self.started_at is None:
            raise PydanticCustomError(
                "visit_time",
                "the visit has no time; help: give `scheduled_for` or `started_at`",
                {"fields": ("scheduled_for", "started_at")},
            )
        recorded, started, ended = (
            None if each is None else each.astimezone(UTC) for each in (self.recorded_at, self.started_at, self.ended_at)
        )
        if recorded is not None and started is not None and started > recorded:
            raise PydanticCustomError(
                "visit_time",
                "`started_at` is after `recorded_at`; help: use `scheduled_for` for plans",
                {"fields": ("started_at", "recorded_at", "scheduled_for")},
            )
        if recorded is not None and ended is not None and (started is None or not started <= ended <= recorded):
            raise PydanticCustomError(
                "visit_time",
                "`ended_at` is not between `started_at` and `recorded_at`; help: correct the times",
                {"fields": ("ended_at", "started_at", "recorded_at")},
            )
        amounts = {"expected_amount": self.expected_amount, "collected_amount": self.collected_amount}
        for field, amount in amounts.items():
            if amount is None:
                continue
            if self.currency is None:
                raise PydanticCustomError(
                    "currency", "`{field}` has no currency; help: give `currency`", {"field": field, "fields": ("currency", field)}
                )
            check_minor_unit(amount, self.currency, field)
        return self
