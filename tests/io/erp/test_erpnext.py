"""Documents of ERPNext to cases, and comments back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

import dunning_rules as dr
from dunning_rules.io.erp import Owed, read_erpnext, write_erpnext
from dunning_rules.io.ledger import Ledger
from dunning_rules.models import Case, Creditor
from dunning_rules.models.event import Payment
from tests.io.erp.erpnext_documents import ALDER, Row, address, customer, dunning, invoice, parts, payment

OWED = Owed(Creditor(id="us", currency="EUR"))
AS_OF = datetime(2026, 7, 15, 12, tzinfo=UTC)


def read(company: str | None = None, **documents: list[Row]) -> Ledger:
    """By the names of doctypes in small letters; through JSON and back, as they come over the wire."""
    names = {"countries": "Country", "addresses": "Address", "customers": "Customer", "invoices": "Sales Invoice"}
    names |= {"payments": "Payment Entry", "dunnings": "Dunning"}
    given = {"Customer": [customer()]} | {names[name]: rows for name, rows in documents.items()}
    return read_erpnext(json.loads(json.dumps(given)), OWED, company=company)


def only(ledger: Ledger) -> Case:
    assert ledger.rejects == ()
    (case,) = ledger.cases
    return case


def payments(case: Case) -> list[tuple[str, Decimal, str | None]]:
    return [(each.id, each.amount, each.invoice_id) for each in case.events if isinstance(each, Payment)]


def test_a_customer_is_a_debtor_in_the_country_of_its_primary_address() -> None:
    case = only(
        read(
            countries=[{"name": "Germany", "code": "de"}, {"name": "France", "code": "fr"}],
            addresses=[
                address("a", "Atlantis"),
                address("b", "France"),
                address("c", "Germany", is_primary_address=1),
                address("d", "France"),
            ],
            customers=[customer(is_frozen=1, customer_type="Partnership")],
        )
    )
    assert (case.debtor.id, case.debtor.country, case.debtor.kind, case.debtor.credit_hold) == (ALDER, "DE", "company", True)


@pytest.mark.parametrize(("company", "limit"), [("Ours", Decimal(500)), ("Theirs", None), (None, None)])
def test_the_credit_limit_is_that_of_the_company(company: str | None, limit: Decimal | None) -> None:
    limits = [{"company": "Ours", "credit_limit": 500.0}, {"company": "Theirs", "credit_limit": 0.0}]
    assert only(read(company, customers=[customer(credit_limits=limits)])).debtor.credit_limit == limit


def test_an_invoice() -> None:
    (found,) = only(read(invoices=[invoice(1, 1190.0, 490.0)])).invoices
    assert (found.id, found.amount, found.open_amount) == ("ACC-SINV-2026-00001", Decimal(1190), Decimal(490))
    assert (found.issued_on, found.due_on, found.currency) == (date(2026, 4, 1), date(2026, 5, 1), "EUR")


def test_the_rounded_total_is_what_is_owed() -> None:
    (found,) = only(read(invoices=[invoice(1, 99.6, 100.0, rounded_total=100.0)])).invoices
    assert (found.amount, found.open_amount) == (Decimal(100), Decimal(100))


def test_of_a_foreign_invoice_on_an_account_in_our_currency_the_base_total_is_owed() -> None:
    (found,) = only(read(invoices=[invoice(1, 100.0, 92.0, currency="USD", base_grand_total=92.0)])).invoices
    assert (found.amount, found.currency) == (Decimal(92), "EUR")


@pytest.mark.parametrize("docstatus", [0, 2])
def test_drafts_and_what_is_cancelled_are_left_alone(docstatus: int) -> None:
    ledger = read(
        invoices=[invoice(1, 5.0, 5.0, docstatus=docstatus)],
        payments=[payment(1, docstatus=docstatus, unallocated_amount=9.0)],
        dunnings=[dunning(1, 1, docstatus=docstatus)],
    )
    assert (only(ledger).invoices, only(ledger).events, ledger.counts.accepted) == ((), (), 4)


def test_parts_of_an_invoice_are_paid_in_the_order_of_their_days() -> None:
    schedule = parts(("2026-06-01", 400.0), ("2026-05-01", 600.0))
    case = only(
        read(
            invoices=[invoice(1, 1000.0, 200.0, payment_schedule=schedule)],
            payments=[payment(2, (1, 300.0), posting_date="2026-06-20"), payment(1, (1, 500.0))],
        )
    )
    assert [(each.id, each.amount, each.open_amount, each.due_on.month) for each in case.invoices] == [
        ("ACC-SINV-2026-00001/1", Decimal(600), Decimal(0), 5),
        ("ACC-SINV-2026-00001/2", Decimal(400), Decimal(200), 6),
    ]
    assert payments(case) == [
        ("ACC-PAY-2026-00002:1/1", Decimal(100), "ACC-SINV-2026-00001/1"),
        ("ACC-PAY-2026-00002:1/2", Decimal(200), "ACC-SINV-2026-00001/2"),
        ("ACC-PAY-2026-00001:1", Decimal(500), "ACC-SINV-2026-00001/1"),
    ]


def test_a_schedule_that_does_not_make_the_whole_is_not_used() -> None:
    (found,) = only(read(invoices=[invoice(1, 1000.0, 1000.0, payment_schedule=parts(("2026-05-01", 1.0), ("2026-06-01", 2.0)))])).invoices
    assert (found.id, found.amount) == ("ACC-SINV-2026-00001", Decimal(1000))


def test_a_payment_of_several_invoices_and_its_rest() -> None:
    case = only(
        read(
            invoices=[invoice(1, 100.0, 0.0), invoice(2, 100.0, 50.0)],
            payments=[
                payment(
                    1,
                    (1, 100.0),
                    (2, 50.0),
                    (9, 5.0),
                    unallocated_amount=30.0,
                    references=[
                        *payment(1, (1, 100.0), (2, 50.0), (9, 5.0))["references"],
                        {"reference_doctype": "Sales Order", "reference_name": "SO", "allocated_amount": 20.0},
                        {"reference_doctype": "Journal Entry", "reference_name": "JV", "allocated_amount": 7.0},
                    ],
                )
            ],
        )
    )
    assert payments(case) == [
        ("ACC-PAY-2026-00001:1", Decimal(100), "ACC-SINV-2026-00001"),
        ("ACC-PAY-2026-00001:2", Decimal(50), "ACC-SINV-2026-00002"),
        ("ACC-PAY-2026-00001", Decimal(50), None),
    ]


@pytest.mark.parametrize("change", [{"payment_type": "Pay"}, {"party_type": "Supplier"}])
def test_other_payments_are_left_alone(change: dict[str, str]) -> None:
    assert only(read(invoices=[invoice(1, 9.0, 9.0)], payments=[payment(1, (1, 9.0), **change)])).events == ()


def test_a_credit_note_that_was_set_off_is_said_at_both_invoices() -> None:
    case = only(
        read(
            invoices=[
                invoice(1, 1000.0, 800.0),
                invoice(
                    2, -200.0, 0.0, is_return=1, return_against="ACC-SINV-2026-00001", posting_date="2026-04-20", due_date="2026-04-20"
                ),
            ]
        )
    )
    assert [(each.amount, each.open_amount) for each in case.invoices] == [(Decimal(1000), Decimal(800)), (Decimal(-200), Decimal(0))]
    (event,) = case.events
    assert isinstance(event, Payment)
    assert (event.amount, event.invoice_id, event.attributes) == (Decimal(200), "ACC-SINV-2026-00001", {"settled_by": "credit_note"})
    report = dr.evaluate(case, as_of=AS_OF)
    assert "tip-15.does-not-add-up" not in {rule for each in report.recommendations for rule in (each.rule_id, *each.also)}
    assert report.totals.overdue_amount == Decimal(800)


@pytest.mark.parametrize("change", [{"update_outstanding_for_self": 1}, {"return_against": ""}])
def test_a_credit_note_that_stays_open_lowers_the_account(change: dict[str, Any]) -> None:
    credit = invoice(2, -200.0, -200.0, is_return=1, return_against="ACC-SINV-2026-00001") | change
    case = only(read(invoices=[invoice(1, 1000.0, 1000.0), credit]))
    assert case.events == ()
    assert dr.evaluate(case, as_of=AS_OF).totals.overdue_amount == Decimal(800)


def test_a_dunning_is_a_notice_of_its_highest_level() -> None:
    case = only(read(dunnings=[dunning(1, 1, 2), dunning(2)]))
    first, second = case.events
    assert first.kind == second.kind == "notice_sent"
    assert (first.level, second.level) == (2, None)
    assert first.attributes == {"invoice_1": "ACC-SINV-2026-00001", "invoice_2": "ACC-SINV-2026-00002"}


def test_rejects_say_where_what_and_how_to_mend() -> None:
    ledger = read(
        countries=[{"name": "Germany", "code": "DEU"}],
        addresses=[address("a", "Germany", of="Beech"), address("b", "Germany", links="x")],
        customers=[customer(), customer("Beech"), customer("Cedar", credit_limits=[{"credit_limit": "many"}])],
        invoices=[
            invoice(1, 1.0, 1.0),
            invoice(1, 1.0, 1.0),
            invoice(2, 1.0, 1.0, customer="Beech"),
            invoice(3, 1.0, 2.0),
            invoice(4, 1.0, 1.0, outstanding_amount="1"),
            invoice(5, 1.0, 1.0, posting_date=None),
        ],
        payments=[payment(1, (1, 1.0), posting_date=""), payment(2, references="INV"), payment(3, party="Dogwood", unallocated_amount=1.0)],
        dunnings=[dunning(1, 1, customer=None)],
    )
    assert [(each.file, each.field) for each in ledger.rejects] == [
        ("Address/b", "links"),
        ("Customer/Beech", "code"),
        ("Customer/Cedar", "credit_limits"),
        ("Dunning/DUNN-1", "customer"),
        ("Payment Entry/ACC-PAY-2026-00001", "posting_date"),
        ("Payment Entry/ACC-PAY-2026-00002", "references"),
        ("Payment Entry/ACC-PAY-2026-00003", "party"),
        ("Sales Invoice/ACC-SINV-2026-00001", "id"),
        ("Sales Invoice/ACC-SINV-2026-00002", "customer"),
        ("Sales Invoice/ACC-SINV-2026-00003", "outstanding_amount"),
        ("Sales Invoice/ACC-SINV-2026-00004", "outstanding_amount"),
        ("Sales Invoice/ACC-SINV-2026-00005", "posting_date"),
    ]
    assert all(each.reason and each.help for each in ledger.rejects)
    assert ledger.counts.read == ledger.counts.accepted + 12


def test_comments_are_written_only_by_the_writer() -> None:
    report = dr.evaluate(only(read(invoices=[invoice(1, 1000.0, 1000.0)])), as_of=AS_OF)
    written: list[tuple[str, Row]] = []
    count = write_erpnext(report, lambda model, values: written.append((model, dict(values))), held_back=True)
    assert count == len(written) == len(report.recommendations)
    model, values = written[0]
    assert (model, values["reference_doctype"], values["reference_name"]) == ("Comment", "Customer", ALDER)
    assert "1000.00" in "".join(each["content"] for _, each in written)
