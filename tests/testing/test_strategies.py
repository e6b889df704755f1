"""The strategies give what they promise, and shrink to something that can be read."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

from dunning_rules.models import Case, Creditor, Debtor, Event, Invoice, Visit
from dunning_rules.policy import Policy
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing import AS_OF, cases, creditors, debtors, events, exchange_rates, invoices, rulebooks, visits
from tests.properties.common import steady

CURRENCIES = ("CNY", "USD", "JPY")
LATER = datetime(2031, 3, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
SHRINKING = settings(max_examples=300, derandomize=True, database=None)


@steady(50)
@given(creditor=creditors(currency="CNY"), debtor=debtors(debtor_id="d"), invoice=invoices(debtor_id="d"), visit=visits(debtor_id="d"))
def test_the_parts_make_a_case(creditor: Creditor, debtor: Debtor, invoice: Invoice, visit: Visit) -> None:
    case = Case(creditor=creditor, debtor=debtor, invoices=(invoice,), visits=(visit,))
    assert case.creditor.currency == "CNY"


@steady(50)
@given(data=st.data(), invoice=invoices(debtor_id="d"), debtor=debtors())
def test_events_refer_to_the_invoices_that_they_are_about(data: st.DataObject, invoice: Invoice, debtor: Debtor) -> None:
    found: tuple[Event, ...] = data.draw(events(debtor_id="d", about=(invoice,), max_size=4))
    assert len(found) <= 4
    assert {each.invoice_id for each in found if each.kind == "payment"} <= {invoice.id, None, "nowhere"}
    assert debtor.id


@pytest.mark.bulk
@steady(50)
@given(
    case=cases(as_of=LATER, max_invoices=2, max_visits=1, max_events=3, currencies=CURRENCIES),
    rates=exchange_rates(CURRENCIES, as_of=LATER),
)
def test_cases_have_at_most_so_many_records_and_rates_that_match(case: Case, rates: object) -> None:
    assert (len(case.invoices) <= 2, len(case.visits) <= 1, len(case.events) <= 3) == (True, True, True)
    assert isinstance(rates, tuple)
    report = Policy(engine="plain", rates=rates).evaluate(case, as_of=LATER)
    assert report.totals.currency == "CNY"


@pytest.mark.bulk
@steady(50)
@given(book=rulebooks(max_rules=3), case=cases(max_events=3))
def test_rule_books_have_at_most_so_many_rules_and_can_be_asked(book: RuleBook, case: Case) -> None:
    assert 1 <= len(book.rules) <= 3
    assert Policy(book, engine="plain").evaluate(case, as_of=AS_OF).totals.debtors == 1


@pytest.mark.bulk
def test_a_case_shrinks_to_what_matters() -> None:
    """Hypothesis draws constants of the modules that are loaded, so how far it comes differs with what else was tested."""
    found = find(cases(), lambda case: any(each.kind == "promise" for each in case.events), settings=SHRINKING)
    assert len(found.invoices) + len(found.visits) + len(found.events) <= 6
    assert len(found.debtor.contacts) <= 1
