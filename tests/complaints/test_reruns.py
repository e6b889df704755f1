"""“The same reminder twice after a rerun”; “why did this customer get a letter?”; “preview before anything is sent”."""

from __future__ import annotations

import random
from datetime import date

from dunning_rules.models import Case
from dunning_rules.policy import Policy
from tests.cases import NOON, TODAY, a_case, a_payment, a_promise, a_visit, an_event, an_invoice, at

RECORDS = (
    an_invoice(id="1"),
    an_invoice(id="2", due_on=date(2026, 7, 17)),
    an_invoice(id="3", issued_on=date(2025, 1, 1), due_on=date(2025, 2, 1)),
    a_payment(40, id="p", invoice_id="1"),
    a_promise(60, date(2026, 7, 10), id="q", invoice_id="1"),
    an_event("evasion", form="hid"),
    an_event("dispute_raised", invoice_id="3"),
    an_event("order_request"),
    a_visit(id="v", outcomes=("stalled",)),
    a_visit(id="w", outcomes=("new_business_raised",)),
)


def answer(policy: Policy, case: Case) -> str:
    return policy.evaluate(case, as_of=NOON).to_json()


def test_a_rerun_gives_the_same_bytes() -> None:
    policy, case = Policy(), a_case(*RECORDS)
    assert answer(policy, case) == answer(policy, case) == answer(Policy(), a_case(*RECORDS))


def test_the_order_of_the_records_does_not_matter() -> None:
    policy, records = Policy(), list(RECORDS)
    expected = answer(policy, a_case(*records))
    for seed in range(5):
        random.Random(seed).shuffle(records)  # noqa: S311 - an order, not a secret
        assert answer(policy, a_case(*records)) == expected


def test_what_was_asked_in_between_does_not_matter() -> None:
    policy, case = Policy(), a_case(*RECORDS)
    before = answer(policy, case)
    policy.evaluate(a_case(), as_of=at(date(2020, 1, 1)))
    policy.evaluate_all([case], as_of=at(date(2027, 1, 1)))
    assert answer(policy, case) == before


def test_a_contact_on_record_is_not_advised_again_the_next_day() -> None:
    due = date(2026, 7, 10)
    call = an_event("contact_attempt", channel="call", reached=True, at=at(TODAY))
    tomorrow = at(date(2026, 7, 16))
    called, not_called = a_case(an_invoice(due_on=due), call), a_case(an_invoice(due_on=due))
    assert "CONTACT_NOW" not in {each.action for each in Policy().evaluate(called, as_of=tomorrow).recommendations}
    assert "CONTACT_NOW" in {each.action for each in Policy().evaluate(not_called, as_of=tomorrow).recommendations}


def test_many_invoices_make_one_reminder() -> None:
    invoices = [an_invoice(id=str(number), due_on=date(2026, 6, 1 + number)) for number in range(10)]
    report = Policy().evaluate(a_case(*invoices), as_of=NOON)
    calls = [each for each in report.recommendations if each.action == "CONTACT_NOW"]
    assert len(calls) == 1
    assert calls[0].amount == 1000
    assert calls[0].facts["debtor.max_days_past_due"] == 44


def test_every_advice_says_why_with_the_facts_behind_it() -> None:
    report = Policy().evaluate(a_case(*RECORDS), as_of=NOON)
    assert report.recommendations
    for each in report.recommendations:
        assert each.rule_id.startswith(f"tip-{each.tip:02}")
        assert each.reason
        assert "{" not in each.reason
        assert each.facts


def test_asking_changes_nothing() -> None:
    case = a_case(*RECORDS)
    before = case.model_dump_json()
    Policy().evaluate(case, as_of=NOON)
    assert case.model_dump_json() == before
