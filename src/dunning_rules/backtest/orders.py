"""Orders in which debtors could be worked through: the worklist, and what people do without one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, Decimal
from random import Random

from dunning_rules.backtest.outcome import Outcome
from dunning_rules.result import Report

WORKLIST, OLDEST, LARGEST, RANDOM = "worklist", "oldest first", "largest first", "random"
DRAWS = 20
"""The random order is drawn so many times."""


def by_worklist(outcomes: Sequence[Outcome], report: Report) -> list[Outcome]:
    """As the debtors first occur in the report; those without advice come last, by id."""
    place: dict[str, int] = {}
    for number, each in enumerate(report.recommendations):
        place.setdefault(each.debtor_id, number)
    return sorted(outcomes, key=lambda each: (place.get(each.debtor_id, len(report.recommendations)), each.debtor_id))


def by_age(outcomes: Sequence[Outcome], day: date) -> list[Outcome]:
    """The longest past due first."""
    return sorted(outcomes, key=lambda each: (-each.days_past_due(day), each.debtor_id))


def by_amount(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The largest open amount first."""
    return sorted(outcomes, key=lambda each: (-each.open_amount, each.debtor_id))


def by_chance(outcomes: Sequence[Outcome], random: Random) -> list[Outcome]:
    """A drawn order."""
    drawn = sorted(outcomes, key=lambda each: each.debtor_id)
    random.shuffle(drawn)
    return drawn


def head_of(order: Sequence[Outcome], part: Decimal) -> Sequence[Outcome]:
    """The first `part` of the debtors, rounded up: who works a list through calls one at least."""
    return order[: int((len(order) * part).to_integral_value(ROUND_CEILING))]
