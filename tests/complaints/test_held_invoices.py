"""“A dispute about one invoice stops the reminders for all”; “a reminder for one invoice silences the others”."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.models import Event
from dunning_rules.policy import Policy
from tests.cases import NOON, TODAY, a_case, a_promise, an_event, an_invoice, at

POLICY = Policy()
INVOICES = (an_invoice(id="1"), an_invoice(id="2", amount=Decimal(30)))
DISPUTE = an_event("dispute_raised", invoice_id="1")
PROMISE = a_promise(100, date(2026, 7, 20), invoice_id="1")


def asked_for(*events: Event) -> Decimal | None:
    """The amount for which the debtor is called; `None` where it is not."""
    report = POLICY.evaluate(a_case(*INVOICES, *events), as_of=NOON)
    return next((each.amount for each in report.recommendations if each.action == "CONTACT_NOW"), None)


def test_without_holds_everything_is_asked_for() -> None:
    assert asked_for() == 130


@pytest.mark.parametrize("hold", [DISPUTE, PROMISE], ids=["dispute", "promise"])
def test_a_hold_holds_its_own_invoice_only(hold: Event) -> None:
    assert asked_for(hold) == 30


def test_where_all_invoices_are_held_the_debtor_is_not_called() -> None:
    assert asked_for(DISPUTE, a_promise(30, date(2026, 7, 20), invoice_id="2")) is None


def test_a_promise_for_everything_holds_everything() -> None:
    assert asked_for(a_promise(130, date(2026, 7, 20))) is None


def test_after_the_dispute_is_resolved_its_invoice_is_asked_for_again() -> None:
    resolved = an_event("dispute_resolved", dispute_id="dispute_raised", outcome="for_us", at=at(date(2026, 7, 10)))
    assert asked_for(DISPUTE, resolved) == 130


def test_after_a_broken_promise_its_invoice_is_asked_for_again() -> None:
    assert asked_for(a_promise(100, date(2026, 7, 14), invoice_id="1")) == 130
    assert asked_for(a_promise(100, TODAY, invoice_id="1")) == 30


def test_what_is_held_is_still_owed() -> None:
    report = POLICY.evaluate(a_case(*INVOICES, DISPUTE), as_of=NOON)
    assert report.totals.overdue_amount == 130
    assert any(each.invoice_id == "1" and each.rule_id == "tip-16.unsigned-disputed" for each in report.recommendations)


@pytest.mark.parametrize("until", [None, TODAY])
def test_a_blocked_debtor_is_not_called(until: date | None) -> None:
    case = a_case(*INVOICES, debtor={"dunning_block": {"reason": "court", "until": until}})
    assert [each.action for each in POLICY.evaluate(case, as_of=NOON).recommendations if each.channel == "call"] == []
    lifted = POLICY.evaluate(case, as_of=at(date(2026, 7, 16))).recommendations
    assert bool([each for each in lifted if each.action == "CONTACT_NOW"]) is (until is not None)
