"""The order of doing: what comes first on the worklist."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from dunning_rules.language.types import EXACT
from dunning_rules.result import Recommendation
from dunning_rules.rules.book import RuleBook

URGENCY_BASE = 50
"""The most urgent step weighs three times as much as the least urgent one: 150 to 50."""

Place: TypeAlias = tuple[bool, Decimal, int, Decimal, str, int, str, str, str]


def place_of(each: Recommendation, book: RuleBook) -> Place:
    """What a recommendation is sorted by.

    What the compliance guard holds back comes last. Else first the money that the debtor can be expected to pay late, weighed by the
    urgency of the step and by the weights of the book; then urgency, the amount at risk, and what makes the order the same on every
    machine. What is done first for a debtor stands before what is equally urgent.
    """
    stake = EXACT.multiply(each.expected_late_amount, Decimal(URGENCY_BASE + each.urgency))
    for factor in each.weights.values():
        stake = EXACT.multiply(stake, factor)
    first = 0 if book.action(each.action).comes_first else 1
    return (
        each.is_held_back,
        stake.copy_negate(),
        -each.urgency,
        each.amount_at_risk.copy_negate(),
        each.debtor_id,
        first,
        each.action,
        each.record,
        each.rule_id,
    )
