"""Records of Odoo to cases, and activities back."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, cast

import pytest

import dunning_rules as dr
from dunning_rules.errors import LedgerError
from dunning_rules.io.erp import ODOO_FIELDS, Owed, fields_to_ask, gather_odoo, read_odoo, write_odoo
from dunning_rules.io.erp.odoo.fields import LINE, MOVE, PARTIAL, PARTNER
from dunning_rules.io.ledger import Ledger
from dunning_rules.models import Case, Creditor
from tests.io.erp.odoo_records import USD, Row, line, move, partial, partner

OWED = Owed(Creditor(id="us", currency="EUR"), timezone="Europe/Berlin")
BERLIN_SUMMER = timezone(timedelta(hours=2))
AS_OF = datetime(2026, 7, 15, 12, tzinfo=UTC)


def read(
    partners: list[Row] | None = None, moves: list[Row] | None = None, lines: list[Row] | None = None, partials: list[Row] | None = None
) -> Ledger:
    """Through JSON and back, as the records come over the wire."""
    given = {PARTNER: [partner(7)] if partners is None else partners, MOVE: moves or [], LINE: lines or [], PARTIAL: partials or []}
    return read_odoo(json.loads(json.dumps(given)), OWED)


def only(ledger: Ledger) -> Case:
    assert ledger.rejects == ()
    (case,) = ledger.cases
    return case


def test_a_partner_is_a_debtor_and_its_people_are_contacts() -> None:
    rows = [
        partner(9, commercial_partner_id=[7, "Partner 7"], parent_id=[7, "Partner 7"], is_company=False, name="Ada"),
        partner(7, parent_id=[3, "Holding"], credit_limit=5000.0, use_partner_credit_limit=True),
    ]
    debtor = only(read(rows)).debtor
    assert (debtor.id, debtor.name, debtor.kind, debtor.country, debtor.parent_id) == ("7", "Partner 7", "company", "DE", "3")
    assert debtor.credit_limit == Decimal(5000)
    assert [(each.id, each.name) for each in debtor.contacts] == [("9", "Ada")]


def test_empty_fields_are_false() -> None:
    debtor = only(read([partner(7, country_code=False, name=False, is_company=False, credit_limit=0.0)])).debtor
    assert (debtor.country, debtor.name, debtor.kind, debtor.credit_limit, debtor.parent_id) == (None, "", "natural_person", None, None)


def test_an_invoice_by_its_line() -> None:
    (invoice,) = only(read(moves=[move(1, 1190.0, 490.0)], lines=[line(11, 1, 1190.0, 490.0)])).invoices
    assert (invoice.id, invoice.amount, invoice.open_amount, invoice.currency) == ("INV/2026/00001", Decimal(1190), Decimal(490), "EUR")
    assert (invoice.issued_on, invoice.due_on) == (date(2026, 4, 1), date(2026, 5, 1))


def test_an_invoice_of_which_no_line_is_given() -> None:
    (invoice,) = only(read(moves=[move(1, 1190.0, 490.0)])).invoices
    assert (invoice.id, invoice.amount, invoice.open_amount, invoice.due_on) == (
        "INV/2026/00001", Decimal(1190), Decimal(490), date(2026, 5, 1),
    )  # fmt: skip


def test_a_binary_fraction_is_the_amount_that_it_stands_for() -> None:
    (invoice,) = only(read(moves=[move(1, 0.3, 0.1 + 0.2)], lines=[line(11, 1, 0.1 + 0.2, 0.1 + 0.2)])).invoices
    assert (invoice.amount, invoice.open_amount) == (Decimal("0.30"), Decimal("0.30"))


def test_an_amount_that_is_finer_than_its_currency_is_rejected() -> None:
    ledger = read(moves=[move(1, 10.005, 10.0)])
    assert [(each.file, each.field) for each in ledger.rejects] == [("account.move/1", "amount_total")]


def test_parts_of_an_invoice_have_their_own_days() -> None:
    lines = [line(11, 1, 500.0, 0.0), line(12, 1, 500.0, 500.0, date_maturity="2026-06-01")]
    invoices = only(read(moves=[move(1, 1000.0, 500.0)], lines=lines)).invoices
    assert [(each.id, each.open_amount, each.due_on.month) for each in invoices] == [
        ("INV/2026/00001/11", Decimal(0), 5),
        ("INV/2026/00001/12", Decimal(500), 6),
    ]


@pytest.mark.parametrize("with_line", [True, False])
def test_a_refund_is_a_credit_note(*, with_line: bool) -> None:
    lines = [line(11, 1, -200.0, -200.0)] if with_line else []
    (invoice,) = only(read(moves=[move(1, 200.0, 200.0, move_type="out_refund")], lines=lines)).invoices
    assert (invoice.amount, invoice.open_amount, invoice.is_credit_note) == (Decimal(-200), Decimal(-200), True)


@pytest.mark.parametrize("change", [{"state": "draft"}, {"state": "cancel"}, {"move_type": "in_invoice"}])
def test_what_is_no_receivable_is_left_alone(change: dict[str, str]) -> None:
    ledger = read(moves=[move(1, 100.0, 100.0, **change)], lines=[line(11, 1, 100.0, 100.0)])
    assert only(ledger).invoices == ()
    assert ledger.counts.accepted == 3


@pytest.mark.parametrize("change", [{"account_type": "income"}, {"parent_state": "draft"}])
def test_only_posted_lines_of_receivable_accounts_are_read(change: dict[str, str]) -> None:
    lines = [line(11, 1, 100.0, 100.0), line(12, 1, -100.0, 0.0, **change)]
    assert [each.id for each in only(read(moves=[move(1, 100.0, 100.0)], lines=lines)).invoices] == ["INV/2026/00001"]


def test_a_foreign_invoice_keeps_its_currency() -> None:
    (invoice,) = only(read(moves=[move(1, 100.0, 100.0, currency_id=USD)], lines=[line(11, 1, 100.0, 100.0, currency_id=USD)])).invoices
    assert invoice.currency == "USD"


def paid_in_part() -> dict[str, list[Row]]:
    """An invoice that a payment, a credit note and a write-off lowered, and what the payment has left."""
    return {
        "moves": [
            move(1, 1000.0, 100.0),
            move(2, 200.0, 0.0, move_type="out_refund"),
            move(3, 0.0, 0.0, move_type="entry", name="PBNK/1", invoice_date=False),
            move(4, 0.0, 0.0, move_type="entry", name="MISC/1", invoice_date=False),
        ],
        "lines": [
            line(11, 1, 1000.0, 100.0),
            line(21, 2, -200.0, 0.0),
            line(31, 3, -750.0, -60.0, payment_id=[5, "PBNK/1"], date="2026-05-20"),
            line(41, 4, -10.0, 0.0),
        ],
        "partials": [partial(1, 11, 31, 690.0), partial(2, 11, 21, 200.0), partial(3, 11, 41, 10.0), partial(4, 11, 31, 0.0)],
    }


def test_reconciliations_are_payments_that_say_what_they_were() -> None:
    case = only(read(**paid_in_part()))
    assert [(each.id, each.amount, each.invoice_id, each.attributes) for each in case.events if each.kind == "payment"] == [
        ("line/31", Decimal(60), None, {}),
        ("reconcile/1", Decimal(690), "INV/2026/00001", {}),
        ("reconcile/2", Decimal(200), "INV/2026/00001", {"settled_by": "credit_note"}),
        ("reconcile/3", Decimal(10), "INV/2026/00001", {"settled_by": "entry"}),
    ]
    assert case.events[1].at == datetime(2026, 5, 20, tzinfo=BERLIN_SUMMER)


def test_such_a_ledger_adds_up() -> None:
    report = dr.evaluate(only(read(**paid_in_part())), as_of=AS_OF)
    assert "tip-15.does-not-add-up" not in {rule for each in report.recommendations for rule in (each.rule_id, *each.also)}
    assert report.totals.open_amount == Decimal(40)  # 100 less the 60 that settle nothing yet


def test_a_reconciliation_of_other_lines_is_left_alone() -> None:
    assert only(read(moves=[move(1, 5.0, 5.0)], lines=[line(11, 1, 5.0, 5.0)], partials=[partial(1, 99, 98, 5.0)])).events == ()


def test_an_opening_balance_is_a_receivable() -> None:
    rows = {"moves": [move(1, 0.0, 0.0, move_type="entry", name="MISC/1", invoice_date=False)], "lines": [line(11, 1, 80.0, 80.0)]}
    (invoice,) = only(read(**rows)).invoices
    assert (invoice.id, invoice.amount, invoice.issued_on) == ("MISC/1", Decimal(80), date(2026, 4, 1))


@pytest.mark.parametrize(("of_line", "of_move"), [({"blocked": True}, {}), ({"no_followup": True}, {}), ({}, {"payment_state": "blocked"})])
def test_litigation_holds_the_invoice(of_line: dict[str, Any], of_move: dict[str, Any]) -> None:
    case = only(read(moves=[move(1, 100.0, 100.0, **of_move)], lines=[line(11, 1, 100.0, 100.0, **of_line)]))
    (event,) = case.events
    assert (event.kind, event.id, event.at) == ("dispute_raised", "INV/2026/00001:blocked", datetime(2026, 6, 20, 8, 30, tzinfo=UTC))
    assert not [each for each in dr.evaluate(case, as_of=AS_OF).recommendations if each.demands_payment]


def test_litigation_of_an_entry_without_lines_counts_from_its_day() -> None:
    (event,) = only(read(moves=[move(1, 100.0, 100.0, payment_state="blocked")])).events
    assert event.at == datetime(2026, 4, 1, tzinfo=BERLIN_SUMMER)


def test_an_expected_payment_is_a_promise_and_a_follow_up_a_reminder() -> None:
    marks = {"expected_pay_date": "2026-07-01", "last_followup_date": "2026-06-15"}
    case = only(read(moves=[move(1, 100.0, 40.0)], lines=[line(11, 1, 100.0, 40.0, **marks)]))
    promise, notice = case.events
    assert promise.kind == "promise" and (promise.due_on, promise.amount) == (date(2026, 7, 1), Decimal(40))  # noqa: PT018 - narrows the type
    assert (notice.kind, notice.at) == ("notice_sent", datetime(2026, 6, 15, tzinfo=BERLIN_SUMMER))


def test_rejects_say_where_what_and_how_to_mend() -> None:
    ledger = read(
        [partner(7), partner(8, country_code="Germany"), partner(5, commercial_partner_id=[4, "gone"])],
        [
            move(1, 1.0, 1.0, name="/"),
            move(2, 1.0, 1.0, commercial_partner_id=[8, "x"]),
            move(3, 1.0, 1.0, invoice_date_due="2026-03-01"),
            move(4, 1.0, 1.0),
            move(5, 1.0, 1.0, amount_total=False),
        ],
        [line(11, 1, 1.0, 1.0), line(41, 4, 1.0, 1.0), line(42, 4, 1.0, 1.0, amount_currency="1.0")],
        [partial(1, 41, 42, 1.0, max_date="yesterday"), cast("Row", "x")],
    )
    assert [(each.file, each.field) for each in ledger.rejects] == [
        ("account.move.line/11", "move_id"),
        ("account.move.line/42", "amount_currency"),
        ("account.move/1", "name"),
        ("account.move/2", "commercial_partner_id"),
        ("account.move/3", "invoice_date_due"),
        ("account.move/5", "amount_total"),
        ("account.partial.reconcile/", ""),
        ("account.partial.reconcile/1", "max_date"),
        ("res.partner/5", "commercial_partner_id"),
        ("res.partner/8", "country_code"),
    ]
    assert all(each.reason and each.help for each in ledger.rejects)
    counts = ledger.counts
    assert (counts.read, counts.accepted, counts.rejected) == (13, 3, 10)


def test_a_currency_without_a_rate_is_rejected() -> None:
    given = {PARTNER: [partner(7)], MOVE: [move(1, 5.0, 5.0, currency_id=USD)]}
    ledger = read_odoo(given, Owed(OWED.creditor, convertible=()))
    assert [(each.file, each.value) for each in ledger.rejects] == [("account.move/1", "USD")]


def test_links_may_be_ids_alone_and_a_currency_its_code() -> None:
    rows = [line(11, 1, 5.0, 5.0, move_id=1, partner_id=7, currency_id="EUR"), line(12, 2, 6.0, 6.0, currency_id=[1])]
    (first, second) = only(read(moves=[move(1, 5.0, 5.0, commercial_partner_id=7), move(2, 6.0, 6.0)], lines=rows)).invoices
    assert (first.debtor_id, first.currency, second.currency) == ("7", "EUR", "EUR")


def test_an_unknown_model_or_zone_is_an_error() -> None:
    with pytest.raises(LedgerError, match=r"`account\.moves` is not a model"):
        read_odoo({"account.moves": []}, OWED)
    with pytest.raises(LedgerError, match="`Berlin` is not a zone"):
        read_odoo({}, Owed(OWED.creditor, timezone="Berlin"))


def test_who_asks_gets_the_fields_of_the_map() -> None:
    asked: dict[str, tuple[object, object]] = {}

    def ask(model: str, domain: object, fields: object) -> list[Row]:
        asked[model] = (domain, fields)
        return [partner(7)] if model == PARTNER else []

    found = gather_odoo(ask, domains={PARTNER: [["id", "=", 7]]})
    assert {model: fields for model, (_, fields) in asked.items()} == fields_to_ask(ODOO_FIELDS)
    assert asked[PARTNER][0] == [["id", "=", 7]]
    assert only(read_odoo(found, OWED)).debtor.id == "7"


def test_activities_are_written_only_by_the_writer_and_hold_no_markup() -> None:
    case = only(read([partner(7, name="<b>&")], [move(1, 1000.0, 1000.0, name="<script>")]))
    report = dr.evaluate(case, as_of=AS_OF)
    written: list[tuple[str, Row]] = []
    count = write_odoo(report, lambda model, values: written.append((model, dict(values))), partner_model_id=80, user_id=2)
    assert count == len(written) == sum(not each.is_held_back for each in report.recommendations)
    model, values = written[0]
    assert (model, values["res_model_id"], values["res_id"], values["user_id"]) == ("mail.activity", 80, 7, 2)
    assert "activity_type_id" not in values
    assert date.fromisoformat(values["date_deadline"]) >= AS_OF.date()
    assert all("<script>" not in each["note"] for _, each in written)
    json.dumps(written)
