"""Tip 11: the debt of a dealer worth keeping rests while it buys for cash, until our tie is strong."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.cases import TODAY
from tests.tips.advice import OVERDUE, Records, advised, fired, happened, report_on

GOOD = {"cooperative": True, "worth_keeping": True}
REVIEW = TODAY + timedelta(days=20)
SHELVED = happened("debt_shelved", 30, review_on=REVIEW)
TIED = {**GOOD, "purchase_share": Decimal("0.4")}


@pytest.mark.parametrize(
    ("debtor", "fires"),
    [
        (GOOD, True),
        ({**GOOD, "purchase_share": Decimal("0.39")}, True),
        (TIED, False),
        ({**GOOD, "cooperative": False}, False),
        ({**GOOD, "worth_keeping": False}, False),
        ({"cooperative": True}, False),
    ],
)
def test_a_dealer_worth_keeping_buys_for_cash(debtor: dict[str, object], fires: bool) -> None:  # noqa: FBT001 - a column of the table
    found = fired(report_on(OVERDUE, debtor=debtor), "tip-11a")
    assert found == ({"tip-11a.cash-only": {"CASH_ONLY_SUPPLY"}} if fires else {})


def test_the_debt_rests_until_the_review() -> None:
    cases: tuple[tuple[Records, date], ...] = (((), TODAY + timedelta(days=90)), ((SHELVED,), REVIEW))
    for records, review in cases:
        (cash,) = (each for each in report_on(OVERDUE, *records, debtor=GOOD).recommendations if each.action == "CASH_ONLY_SUPPLY")
        assert (cash.names_day, cash.deadline) == (review, None)


def test_a_shelved_debt_is_not_dunned_until_its_review() -> None:
    assert "CONTACT_NOW" in advised(report_on(OVERDUE))
    assert "CONTACT_NOW" not in advised(report_on(OVERDUE, SHELVED))
    assert "CONTACT_NOW" in advised(report_on(OVERDUE, SHELVED, happened("collection_resumed", 30)))
    assert "CONTACT_NOW" in advised(report_on(OVERDUE, happened("debt_shelved", 30, review_on=TODAY - timedelta(days=1))))


@pytest.mark.parametrize(
    ("debtor", "rules"),
    [
        (TIED, {"tip-11b.dependence"}),
        ({**GOOD, "rebate_accrued": Decimal(250)}, {"tip-11b.rebates"}),
        ({**TIED, "rebate_accrued": Decimal(250)}, {"tip-11b.dependence", "tip-11b.rebates"}),
        ({**GOOD, "purchase_share": Decimal("0.39"), "rebate_accrued": Decimal(249)}, set()),
        ({**TIED, "dunning_block": {"reason": "agreed"}}, set()),
    ],
)
def test_a_shelved_debt_is_collected_when_the_tie_is_strong(debtor: dict[str, object], rules: set[str]) -> None:
    found = fired(report_on(OVERDUE, SHELVED, debtor=debtor), "tip-11b")
    assert set(found) == rules
    assert all(actions == {"RESUME_COLLECTION"} for actions in found.values())
    assert fired(report_on(OVERDUE, debtor=debtor), "tip-11b") == {}


def test_new_business_waits_unless_the_debt_is_shelved() -> None:
    order = happened("order_request", 2)
    cases: tuple[tuple[Records, str, str], ...] = (
        ((), "DEFER_NEW_BUSINESS", "CASH_ONLY_SUPPLY"),
        ((SHELVED,), "CASH_ONLY_SUPPLY", "DEFER_NEW_BUSINESS"),
    )
    for records, stays, gives in cases:
        report = report_on(OVERDUE, order, *records, debtor=GOOD)
        assert stays in advised(report)
        assert [(each.recommendation.action, each.to) for each in report.gave_way] == [(gives, stays)]
