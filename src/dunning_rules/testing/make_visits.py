"""Visits: planned, under way, done, with or without money."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import get_args

from dunning_rules.models import Visit
from dunning_rules.models.visit import VisitOutcome
from dunning_rules.testing import pools
from dunning_rules.testing.choices import Choices
from dunning_rules.testing.make_parties import YES_OR_NO

CONTACTS = ("c0", "c1", "nobody")
_EAGER: tuple[VisitOutcome, ...] = ("returned_without_money", "flattered_without_payment")
_TERMS_OF_DAY = (0, 30, 120)


def make_visit(choices: Choices, visit_id: str, debtor_id: str, as_of: datetime, currency: str) -> Visit:
    """A visit that is known at `as_of`, or in a few cases later."""
    planned = choices.chance(40)
    expected, collected = choices.chance(50), not planned and choices.chance(70)
    amount = pools.positive_amount(choices, currency)
    recorded_at = _recorded_at(choices, as_of)
    scheduled_for, started_at, ended_at = None, None, None
    if planned or choices.chance(30):
        scheduled_for = pools.moment_of(choices, pools.near_day(choices, as_of.date()), as_of)
    if not planned:
        earlier = recorded_at.astimezone(UTC) - timedelta(minutes=choices.one_of(_TERMS_OF_DAY))
        started_at = earlier.astimezone(recorded_at.tzinfo)
        ended_at = recorded_at if choices.chance(50) else None
    return Visit(
        id=visit_id,
        debtor_id=debtor_id,
        recorded_at=recorded_at,
        scheduled_for=scheduled_for,
        started_at=started_at,
        ended_at=ended_at,
        contact_id=choices.maybe(70, CONTACTS),
        other_customers_present=choices.maybe(30, YES_OR_NO),
        outcomes=() if planned else _outcomes(choices),
        currency=currency if expected or collected else None,
        expected_amount=amount if expected else None,
        collected_amount=_collected(choices, amount, currency) if collected else None,
    )


def _outcomes(choices: Choices) -> tuple[VisitOutcome, ...]:
    """What came of a visit: in some cases just an eager stall."""
    return (choices.one_of(_EAGER),) if choices.chance(20) else tuple(choices.some(get_args(VisitOutcome), 0, 3))


def _collected(choices: Choices, expected: Decimal, currency: str) -> Decimal:
    """A part of what was expected, or in a few cases twice as much."""
    return expected * 2 if choices.chance(20) else pools.part_of(choices, expected, currency)


def _recorded_at(choices: Choices, as_of: datetime) -> datetime:
    if choices.chance(55):
        return as_of - timedelta(days=choices.one_of((0, 1, 0, 1, 4)))
    return pools.later_moment(choices, as_of) if choices.chance(15) else pools.known_moment(choices, as_of)
