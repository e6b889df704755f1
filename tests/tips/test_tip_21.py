"""Tip 21: in a group, headquarters goes to court and the branch mediates."""

from __future__ import annotations

import pytest

from tests.tips.advice import OVERDUE, Records, fired, happened, report_on

HARD = happened("assets_concealed", 3)


@pytest.mark.parametrize(
    ("records", "is_group", "fires"),
    [
        ((OVERDUE, HARD), True, True),
        ((OVERDUE, HARD), False, False),
        ((OVERDUE,), True, False),
        ((HARD,), True, False),
        ((OVERDUE, HARD, happened("insolvency_filed", 2)), True, False),
    ],
)
def test_headquarters_is_hard_and_the_branch_mediates(records: Records, is_group: bool, fires: bool) -> None:  # noqa: FBT001 - columns of the table
    found = fired(report_on(*records, creditor={"is_group": is_group}), "tip-21")
    assert found == ({"tip-21.group": {"ESCALATE_TO_HEADQUARTERS", "BRANCH_MEDIATES"}} if fires else {})
