"""The reason of a rule: its text with the values of one record, and the facts behind it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.language import Condition, Term, Wording, exists
from dunning_rules.result import Recommendation
from dunning_rules.vocabulary import debtor, event, invoice
from tests.cases import TODAY, a_book, a_case, a_payment, a_rule, an_invoice, asked


def the_advice(when: Condition | Term, why: Wording, lang: str = "en") -> Recommendation:
    case = a_case(an_invoice(amount=Decimal("1234.50")), debtor={"purchase_share": Decimal("0.4")})
    (found,) = asked(a_book(a_rule("r", when, why=why)), case, lang=lang).recommendations
    return found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("it is overdue", "it is overdue"),
        ("{debtor.overdue_amount} is overdue", "EUR\xa01,234.50 is overdue"),
        ("overdue: {debtor.overdue_amount}, since {debtor.oldest_due_on}", "overdue: EUR\xa01,234.50, since 2026-06-01"),
        ("{debtor.max_days_past_due}, {debtor.max_days_past_due}", "44 days, 44 days"),
        ("its share is {debtor.purchase_share}", "its share is 40%"),
        ("class {debtor.risk_class}, blocked: {debtor.is_blocked}", "class not due, blocked: no"),
        ("limit {debtor.credit_limit}", "limit —"),
        ("of {debtor.id}", "of d"),
        ("{{braces}} around {debtor.id}", "{braces} around d"),
        ("{debtor.id} {{at the end}}", "d {at the end}"),
    ],
)
def test_the_places_of_a_text_are_filled_where_they_stand(text: str, shown: str) -> None:
    assert the_advice(debtor.is_overdue, Wording(text, "")).reason == shown


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("en", "EUR\xa01,234.50, 44 days"),
        ("zh", "逾期 EUR\xa01,234.50, 最长 44天"),
        ("de", "EUR\xa01.234,50 seit 44 Tage"),
        ("nl", "EUR\xa01.234,50, 44 dagen"),
    ],
)
def test_the_text_is_in_the_language_that_is_asked_for_or_in_english(lang: str, shown: str) -> None:
    why = Wording(
        "{debtor.overdue_amount}, {debtor.max_days_past_due}",
        "逾期 {debtor.overdue_amount}, 最长 {debtor.max_days_past_due}",
        others=(("de", "{debtor.overdue_amount} seit {debtor.max_days_past_due}"),),
    )
    assert the_advice(debtor.is_overdue, why, lang).reason == shown


def test_the_facts_are_those_of_the_condition_and_of_the_text() -> None:
    why = Wording("{debtor.overdue_amount} since {debtor.oldest_due_on}", "{debtor.credit_limit}")
    assert the_advice(debtor.is_overdue & (debtor.purchase_share > 0), why).facts == {
        "debtor.is_overdue": True,
        "debtor.purchase_share": "0.4000",
        "debtor.overdue_amount": "1234.50",
        "debtor.oldest_due_on": "2026-06-01",
        "debtor.credit_limit": None,
    }


def test_a_fact_across_records_is_shown_with_its_value() -> None:
    paid = exists(event, event.kind == "payment")
    (found,) = asked(a_book(a_rule("r", paid)), a_case(an_invoice(), a_payment(5))).recommendations
    assert found.facts == {paid.key: True}


def test_facts_of_a_record_of_an_invoice_are_its_own() -> None:
    rule = a_rule("r", invoice.is_overdue, why=Wording("{invoice.id}: {invoice.open_amount} of {debtor.open_amount}", ""))
    case = a_case(an_invoice(id="1"), an_invoice(id="2", amount=Decimal(5)), an_invoice(id="3", due_on=date(2026, 8, 1)))
    found = asked(a_book(rule), case).recommendations
    assert {each.invoice_id: each.reason for each in found} == {
        "1": "1: EUR\xa0100.00 of EUR\xa0205.00",
        "2": "2: EUR\xa05.00 of EUR\xa0205.00",
    }


def test_times_and_days_are_numbers_and_iso_texts() -> None:
    found = the_advice(debtor.today == TODAY, Wording("{debtor.today} {debtor.max_days_past_due}", ""))
    assert found.facts == {"debtor.today": "2026-07-15", "debtor.max_days_past_due": 44}
