"""Tip 14: an excuse is checked on site; what is refuted has its measure."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.cases import TODAY
from tests.tips.advice import OVERDUE, advised, concluded, excuse, fired, happened, report_on

RULES = {
    "payer_absent": "tip-14.payer-absent",
    "account_empty": "tip-14.account-empty",
    "not_yet_due": "tip-14.not-yet-due",
    "unsold_stock": "tip-14.unsold-stock",
    "customers_have_not_paid": "tip-14.customers-have-not-paid",
}


@pytest.mark.parametrize("reason", sorted(RULES))
def test_every_excuse_has_its_check(reason: str) -> None:
    check = {RULES[reason]: {"VERIFY_EXCUSE_ON_SITE"}}
    assert fired(report_on(OVERDUE, *excuse(reason, 30)), "tip-14") == check
    assert fired(report_on(OVERDUE, *excuse(reason, 31)), "tip-14") == {}
    assert fired(report_on(*excuse(reason)), "tip-14") == {}
    early = OVERDUE.model_copy(update={"due_on": TODAY + timedelta(days=3)})
    assert fired(report_on(early, *excuse(reason)), "tip-14") == check


def test_of_an_excuse_that_is_repeated_the_last_is_checked() -> None:
    report = report_on(OVERDUE, *excuse("account_empty", 9), *excuse("account_empty", 3), *excuse("unsold_stock", 5))
    checked = [each.record for each in report.recommendations if each.action == "VERIFY_EXCUSE_ON_SITE"]
    assert sorted(checked) == ["event/account_empty 3", "event/unsold_stock 5"]


@pytest.mark.parametrize("finding", ["verified", "refuted"])
def test_what_was_found_is_not_checked_again(finding: str) -> None:
    report = report_on(OVERDUE, *excuse("payer_absent", finding=finding))
    assert concluded(report, "event.excuse_status") == finding
    assert "VERIFY_EXCUSE_ON_SITE" not in advised(report)


def test_the_last_finding_counts() -> None:
    said = excuse("payer_absent", 9, "refuted", 6)
    later = happened("excuse_checked", 3, excuse_id=said[0].id, finding="verified")
    assert concluded(report_on(OVERDUE, *said, later), "event.excuse_status") == "verified"


def test_funds_belie_an_empty_account_unless_it_was_checked() -> None:
    funds = happened("funds_observed", 3, amount=Decimal(1000), currency="EUR", source="court_record")
    assert concluded(report_on(OVERDUE, *excuse("account_empty"), funds), "event.excuse_status") == "refuted"
    assert concluded(report_on(OVERDUE, *excuse("unsold_stock"), funds), "event.excuse_status") is None
    less = funds.model_copy(update={"amount": Decimal("999.99")})
    assert concluded(report_on(OVERDUE, *excuse("account_empty"), less), "event.excuse_status") is None
    checked = report_on(OVERDUE, *excuse("account_empty", finding="verified"), funds)
    assert concluded(checked, "event.excuse_status") == "verified"


def test_a_refuted_want_of_money_is_collected_at_once() -> None:
    report = report_on(OVERDUE, *excuse("account_empty", finding="refuted"))
    assert fired(report, "tip-03c") == {"tip-03c.excuse-refuted": {"COLLECT_IMMEDIATELY"}}
    assert fired(report_on(OVERDUE, *excuse("account_empty", finding="verified")), "tip-03c") == {}
    assert fired(report_on(*excuse("account_empty", finding="refuted")), "tip-03c") == {}
    assert fired(report_on(OVERDUE, *excuse("account_empty", 60, "refuted", 31)), "tip-03c") == {}


def test_where_enough_funds_were_seen_they_are_the_reason() -> None:
    funds = happened("funds_observed", 3, amount=Decimal(600), currency="EUR", source="court_record")
    report = report_on(OVERDUE, *excuse("account_empty", finding="refuted"), funds)
    assert set(fired(report, "tip-03c")) == {"tip-03c.funds-seen"}


@pytest.mark.parametrize("reason", sorted(set(RULES) - {"account_empty"}))
def test_any_other_refuted_excuse_leaves_nothing_to_wait_for(reason: str) -> None:
    called = happened("contact_attempt", 1, channel="call", reached=True)
    report = report_on(OVERDUE, called, *excuse(reason, finding="refuted"))
    assert fired(report, "tip-14") == {"tip-14.no-excuse-left": {"CONTACT_NOW"}}
    assert fired(report_on(OVERDUE, called, *excuse(reason, finding="verified")), "tip-14") == {}


def test_stock_that_was_counted_and_is_sold_needs_no_promotion() -> None:
    assert "OFFER_PROMOTION_SUPPORT" in advised(report_on(OVERDUE, *excuse("unsold_stock", finding="verified")))
    assert "OFFER_PROMOTION_SUPPORT" not in advised(report_on(OVERDUE, *excuse("unsold_stock", finding="refuted")))


@pytest.mark.parametrize("finding", ["verified", "refuted"])
def test_a_finding_on_something_else_tells_of_no_excuse(finding: str) -> None:
    said = happened("evasion", 5, form="hid")
    checked = happened("excuse_checked", 2, excuse_id=said.id, finding=finding)
    assert concluded(report_on(OVERDUE, said, checked), "event.excuse_status") is None
