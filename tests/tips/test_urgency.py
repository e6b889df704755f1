"""How urgency is counted: points for the amount and for the age, at and just below each step."""

from __future__ import annotations

import pytest

from dunning_rules.language import Term
from dunning_rules.language.plain import read_term
from dunning_rules.language.record import Record
from dunning_rules.tips.common import invoice_urgency, urgency

# share of a large debt, in basis points -> points
SIZE_STEPS = [(0, 0), (50, 4), (100, 8), (500, 12), (1_000, 16), (2_500, 20), (5_000, 25), (10_000, 30)]
# days past due -> points
AGE_STEPS = [(0, 0), (1, 5), (8, 8), (15, 11), (31, 15), (61, 20), (91, 25), (181, 28), (366, 30)]


def ends(steps: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Each step with its points, and the last value below the next one with the same."""
    starts = [start for start, _ in steps[1:]]
    return [*steps, *((start - 1, points) for start, (_, points) in zip(starts, steps, strict=False)), (10**9, steps[-1][1])]


def points(term: Term, scope: str, **values: int | None) -> object:
    return read_term(term, scope)(Record(values))


@pytest.mark.parametrize(("size", "expected"), [*ends(SIZE_STEPS), (-1, 0), (None, 0)])
def test_points_for_the_amount(size: int | None, expected: int) -> None:
    assert points(urgency(7), "debtor", overdue_size=size, max_days_past_due=0) == 7 + expected
    assert points(invoice_urgency(7), "invoice", amount_share=size, days_past_due=0) == 7 + expected


@pytest.mark.parametrize(("days", "expected"), [*ends(AGE_STEPS), (-30, 0)])
def test_points_for_the_age(days: int, expected: int) -> None:
    assert points(urgency(7), "debtor", overdue_size=0, max_days_past_due=days) == 7 + expected
    assert points(invoice_urgency(7), "invoice", amount_share=0, days_past_due=days) == 7 + expected


def test_both_add_up() -> None:
    assert points(urgency(40), "debtor", overdue_size=10_000, max_days_past_due=366) == 100
    assert points(invoice_urgency(40), "invoice", amount_share=100, days_past_due=15) == 59
