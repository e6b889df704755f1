"""Tip 8: when a slow payer pays unexpectedly much, take it and go."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dunning_rules.models import Visit
from tests.tips.advice import OVERDUE, Records, fired, report_on, visited

SLOW = tuple(OVERDUE.model_copy(update={"id": name}) for name in "abc")


def collected(amount: int, expected: int | None = None, days_ago: int = 0) -> Visit:
    wanted = {} if expected is None else {"expected_amount": Decimal(expected)}
    return visited(days_ago, "paid_in_part", collected_amount=Decimal(amount), **wanted)


@pytest.mark.parametrize(
    ("records", "rule"),
    [
        ((*SLOW, collected(1500, 1000)), "tip-08.more-than-expected"),
        ((*SLOW, collected(1499, 1000)), None),
        ((*SLOW, collected(1500)), "tip-08.nothing-expected"),
        ((*SLOW, collected(1499)), None),
        ((*SLOW, collected(1500, 0)), "tip-08.nothing-expected"),
        ((*SLOW, collected(3000, 1000, 1)), None),
        ((OVERDUE, collected(3000, 1000)), None),
    ],
)
def test_a_windfall_is_taken(records: Records, rule: str | None) -> None:
    assert fired(report_on(*records), "tip-08") == ({rule: {"CLOSE_VISIT"}} if rule else {})


def test_a_windfall_that_settled_everything_is_one() -> None:
    notes = tuple(each.model_copy(update={"id": f"credit {each.id}", "amount": -each.amount}) for each in SLOW)
    assert set(fired(report_on(*SLOW, *notes, collected(3000)), "tip-08")) == {"tip-08.nothing-expected"}
