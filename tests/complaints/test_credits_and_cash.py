"""“They dun me although my credit note covers it”; part payments and unallocated cash; small balances; the wrong outstanding amount."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dunning_rules.models import Event, Invoice
from dunning_rules.policy import Policy
from dunning_rules.result import Report
from tests.cases import NOON, a_case, a_payment, an_invoice, at

POLICY = Policy()
CREDIT_NOTE = an_invoice(id="credit", amount=Decimal(-100))
LATER = date(2026, 8, 1)


def the_report(*records: Invoice | Event, **options: Any) -> Report:  # noqa: ANN401 - options of a policy
    policy = Policy(**options) if options else POLICY
    return policy.evaluate(a_case(*records), as_of=NOON)


def demands(report: Report) -> set[Decimal | None]:
    """The amounts that are asked of the debtor."""
    return {each.amount for each in report.recommendations if each.demands_payment}


@pytest.mark.parametrize("credit", [CREDIT_NOTE, a_payment(100)], ids=["credit note", "unallocated cash"])
def test_what_a_credit_covers_is_not_dunned(credit: Invoice | Event) -> None:
    report = the_report(an_invoice(), credit)
    assert report.totals.overdue_amount == 0
    assert report.totals.overdue_debtors == 0
    assert demands(report) == set()


@pytest.mark.parametrize("credit", [CREDIT_NOTE, a_payment(100)], ids=["credit note", "unallocated cash"])
def test_only_what_a_credit_leaves_is_asked_for(credit: Invoice | Event) -> None:
    report = the_report(an_invoice(amount=Decimal(150)), credit)
    assert report.totals.overdue_amount == 50
    assert demands(report) == {Decimal(50)}


def test_credits_are_netted_once_for_all_invoices() -> None:
    report = the_report(an_invoice(id="1"), an_invoice(id="2"), CREDIT_NOTE, a_payment(30))
    assert (report.totals.open_amount, report.totals.overdue_amount) == (Decimal(70), Decimal(70))


def test_a_part_payment_lowers_what_is_asked_for() -> None:
    report = the_report(an_invoice(), a_payment(60, invoice_id="1"))
    assert report.totals.overdue_amount == 40
    assert demands(report) == {Decimal(40)}


def test_a_payment_counts_for_its_own_invoice() -> None:
    report = the_report(an_invoice(id="1"), an_invoice(id="2", due_on=LATER), a_payment(100, invoice_id="2"))
    assert (report.totals.open_amount, report.totals.overdue_amount) == (Decimal(100), Decimal(100))


def test_a_payment_of_tomorrow_does_not_count_today() -> None:
    payment = a_payment(100, at=at(date(2026, 7, 16)), invoice_id="1")
    assert the_report(an_invoice(), payment).totals.overdue_amount == 100
    assert POLICY.evaluate(a_case(an_invoice(), payment), as_of=at(date(2026, 7, 17))).totals.overdue_amount == 0


def test_an_overpayment_is_a_credit_for_the_other_invoices() -> None:
    report = the_report(an_invoice(id="1"), an_invoice(id="2"), a_payment(130, invoice_id="1"))
    assert (report.totals.open_amount, report.totals.overdue_amount) == (Decimal(70), Decimal(70))


def test_the_ledgers_own_figure_is_believed_and_a_difference_is_pointed_out() -> None:
    report = the_report(an_invoice(open_amount=Decimal(80)), a_payment(60, invoice_id="1"))
    assert report.totals.overdue_amount == 80
    assert "tip-15.does-not-add-up" in {rule for each in report.recommendations for rule in (each.rule_id, *each.also)}


@pytest.mark.parametrize(("tolerance", "overdue"), [("0", 1), ("4.99", 1), ("5", 0), ("6", 0)])
def test_a_balance_too_small_to_dun_is_left_alone(tolerance: str, overdue: int) -> None:
    report = the_report(an_invoice(amount=Decimal(5)), parameters={"small_balance": Decimal(tolerance)})
    assert report.totals.overdue_debtors == overdue
    assert bool(demands(report)) is bool(overdue)
    assert report.totals.open_amount == 5


def test_small_balances_are_added_before_they_are_found_small() -> None:
    invoices = [an_invoice(id=str(number), amount=Decimal(2)) for number in range(3)]
    assert the_report(*invoices, parameters={"small_balance": Decimal(5)}).totals.overdue_debtors == 1


def test_a_debtor_in_credit_is_owed_not_owing() -> None:
    report = the_report(CREDIT_NOTE)
    assert (report.totals.open_amount, report.totals.overdue_amount) == (Decimal(-100), Decimal(0))
    assert report.recommendations == ()
