"""Tip 12: leverage, tolerance and worth decide how a debtor is pressed; the last shipment is paid first."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.cases import TODAY, an_invoice
from tests.tips.advice import OVERDUE, Records, advised, concluded, fired, happened, report_on

HIGH = {"purchase_share": Decimal("0.4")}
LAST = an_invoice(id="last", is_final_shipment=True, due_on=TODAY + timedelta(days=5), issued_on=TODAY - timedelta(days=5))
LAST_PAID = LAST.model_copy(update={"open_amount": Decimal(0)})
PRESSED = tuple(happened("pressing_measure", days, measure="credit_hold") for days in (2, 30))


@pytest.mark.parametrize(
    ("debtor", "leverage"),
    [
        ({"purchase_share": Decimal("0.4")}, "high"),
        ({"purchase_share": Decimal("0.3999")}, "medium"),
        ({"purchase_share": Decimal("0.2")}, "medium"),
        ({"purchase_share": Decimal("0.1999")}, None),
        ({"rebate_accrued": Decimal(250)}, "high"),
        ({"rebate_accrued": Decimal(249)}, "medium"),
        ({"rebate_accrued": Decimal(100)}, "medium"),
        ({"rebate_accrued": Decimal(99)}, None),
        ({}, None),
    ],
)
def test_leverage_is_dependence_or_rebates(debtor: dict[str, object], leverage: str | None) -> None:
    assert concluded(report_on(OVERDUE, debtor=debtor), "debtor.leverage") == leverage


@pytest.mark.parametrize(
    ("records", "debtor", "thin"),
    [
        ((), HIGH, None),
        ((), {}, "thin"),
        ((happened("competitor_offer", 90),), HIGH, "thin"),
        ((happened("competitor_offer", 91),), HIGH, None),
        (PRESSED, HIGH, "thin"),
        (PRESSED[:1], HIGH, None),
        ((PRESSED[0], happened("pressing_measure", 31, measure="credit_hold")), HIGH, None),
    ],
)
def test_tolerance_is_thin_without_leverage_beside_a_rival_or_after_pressure(
    records: Records, debtor: dict[str, object], thin: str | None
) -> None:
    report = report_on(OVERDUE, *records, debtor=debtor)
    assert concluded(report, "debtor.pressure_tolerance") == thin
    assert set(fired(report, "tip-12a")) == (set() if thin else {"tip-12a.press"})


def test_who_depends_on_us_and_can_bear_it_is_pressed() -> None:
    report = report_on(OVERDUE, debtor={**HIGH, "onsite_discount": Decimal(40)})
    assert fired(report, "tip-12a") == {"tip-12a.press": {"RESTRICT_NEW_PRODUCTS", "OFFSET_ONSITE_DISCOUNT"}}
    assert {each.amount for each in report.recommendations if each.action == "OFFSET_ONSITE_DISCOUNT"} == {Decimal("40.00")}
    assert fired(report_on(debtor=HIGH), "tip-12a") == {}


@pytest.mark.parametrize(
    ("records", "debtor", "worth"),
    [
        ((), {"margin_rank": Decimal("0.5")}, "yes"),
        ((), {"volume_rank": Decimal("0.5"), "margin_rank": Decimal("0.1")}, "yes"),
        ((), {"margin_rank": Decimal("0.49")}, "no"),
        ((), {}, None),
        ((happened("assets_concealed", 2),), {"margin_rank": Decimal("0.9")}, "no"),
        ((happened("assets_concealed", 2),), {"worth_keeping": True}, "yes"),
        ((), {"margin_rank": Decimal("0.9"), "worth_keeping": False}, "no"),
    ],
)
def test_worth_is_declared_or_ranked_and_lost_by_bad_faith(records: Records, debtor: dict[str, object], worth: str | None) -> None:
    assert concluded(report_on(OVERDUE, *records, debtor=debtor), "debtor.worth_keeping") == worth


def test_the_creditor_draws_its_own_line() -> None:
    debtor = {"margin_rank": Decimal("0.6")}
    report = report_on(OVERDUE, debtor=debtor, creditor={"margin_rank_cut": Decimal("0.7")})
    assert concluded(report, "debtor.worth_keeping") == "no"


@pytest.mark.parametrize(
    ("records", "debtor", "fires"),
    [
        ((LAST_PAID,), {"worth_keeping": False}, True),
        ((LAST,), {"worth_keeping": False}, False),
        ((LAST_PAID, LAST.model_copy(update={"id": "another"})), {"worth_keeping": False}, False),
        ((LAST.model_copy(update={"written_off_on": TODAY}),), {"worth_keeping": False}, False),
        ((), {"worth_keeping": False}, False),
        ((LAST_PAID,), {"worth_keeping": True}, False),
        ((LAST_PAID, happened("insolvency_filed", 3)), {"worth_keeping": False}, False),
    ],
)
def test_the_mask_falls_when_the_last_shipment_is_paid_and_never_before(
    records: Records,
    debtor: dict[str, object],
    fires: bool,  # noqa: FBT001 - a column of the table
) -> None:
    found = fired(report_on(OVERDUE, *records, debtor=debtor), "tip-12b")
    assert found == ({"tip-12b.last-shipment": {"SET_OFF_FINAL_SHIPMENT", "APPLY_ASSET_PRESERVATION", "START_LITIGATION"}} if fires else {})


def test_the_deadlines_follow_each_other() -> None:
    report = report_on(OVERDUE, LAST_PAID, debtor={"worth_keeping": False, "rebate_accrued": Decimal(5000), "cooperative": True})
    found = {each.action: (each.deadline, each.amount) for each in report.recommendations if each.rule_id == "tip-12b.last-shipment"}
    assert found == {
        "APPLY_ASSET_PRESERVATION": (TODAY + timedelta(days=2), Decimal("1000.00")),
        "SET_OFF_FINAL_SHIPMENT": (TODAY + timedelta(days=2), Decimal("1000.00")),
        "START_LITIGATION": (TODAY + timedelta(days=32), Decimal("1000.00")),
    }


def test_nothing_more_is_supplied_after_the_last_shipment() -> None:
    assert "CASH_ONLY_SUPPLY" not in advised(report_on(OVERDUE, LAST_PAID, debtor={"worth_keeping": False, "cooperative": True}))
