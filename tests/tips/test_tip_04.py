"""Tip 4: other customers in the shop are no reason to leave."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dunning_rules.models import Visit
from tests.cases import TODAY, at
from tests.tips.advice import OVERDUE, fired, planned, report_on, visited


@pytest.mark.parametrize(
    ("visit", "fires"),
    [
        (visited(0, ended_at=None, other_customers_present=True), True),
        (planned(0, other_customers_present=True), True),
        (visited(0, other_customers_present=True), False),
        (visited(1, ended_at=None, other_customers_present=True), False),
        (planned(1, other_customers_present=True), False),
        (visited(0, ended_at=None, other_customers_present=False), False),
        (visited(0, ended_at=None), False),
    ],
)
def test_in_a_visit_of_today_beside_others_we_wait(visit: Visit, fires: bool) -> None:  # noqa: FBT001 - a column of the table
    assert fired(report_on(OVERDUE, visit), "tip-04") == ({"tip-04.others-present": {"STATE_PURPOSE_AND_WAIT"}} if fires else {})


def test_nobody_waits_for_what_is_not_overdue() -> None:
    early = OVERDUE.model_copy(update={"due_on": TODAY + timedelta(days=5)})
    assert fired(report_on(early, visited(0, ended_at=None, other_customers_present=True, recorded_at=at(TODAY, 10))), "tip-04") == {}
