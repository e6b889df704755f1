"""What became of what a debtor owed on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dunning_rules.backtest.outcome import History, Item, Outcome
from dunning_rules.models import Event, Invoice
from tests.cases import a_case, a_payment, an_event, an_invoice, at

DUE = date(2026, 6, 1)
AS_OF = datetime(2026, 6, 10, 23, 59, tzinfo=UTC)
END = date(2026, 12, 31)


def outcome(*records: Invoice | Event, grace: int = 0, ends_on: date = END, as_of: datetime = AS_OF) -> Outcome | None:
    return History(a_case(*records), grace, ends_on).on(as_of)


def paid(amount: int, day: date, name: str = "p") -> Event:
    return a_payment(amount, id=name, invoice_id="1", at=at(day))


def test_paid_after_the_due_date_is_late() -> None:
    found = outcome(an_invoice(due_on=DUE), paid(100, date(2026, 6, 21)))
    assert found == Outcome("d", (Item(DUE, Decimal(100), Decimal(100), Decimal(2000), date(2026, 6, 21)),))
    assert found.items[0].days_late == 20
    assert found.days_past_due(AS_OF.date()) == 9


def test_paid_by_the_due_date_is_in_time() -> None:
    due = date(2026, 6, 30)
    found = outcome(an_invoice(due_on=due), paid(100, due))
    assert found is not None
    assert (found.open_amount, found.late_amount, found.items[0].days_late) == (Decimal(100), Decimal(0), 0)


@pytest.mark.parametrize(("grace", "late"), [(19, 100), (20, 0)])
def test_days_of_grace(grace: int, late: int) -> None:
    found = outcome(an_invoice(due_on=DUE), paid(100, date(2026, 6, 21)), grace=grace)
    assert found is not None
    assert found.late_amount == late


def test_only_what_was_open_on_the_day_counts() -> None:
    records = an_invoice(due_on=DUE), paid(30, date(2026, 6, 5), "a"), paid(50, date(2026, 6, 20), "b"), paid(20, date(2026, 6, 30), "c")
    found = outcome(*records)
    assert found is not None
    assert found.late_days == 50 * 19 + 20 * 29
    assert (found.open_amount, found.late_amount, found.items[0].settled_on) == (Decimal(70), Decimal(70), date(2026, 6, 30))


def test_what_was_settled_before_is_nothing() -> None:
    assert outcome(an_invoice(due_on=DUE), paid(100, date(2026, 6, 9))) is None


def test_what_is_never_paid_is_late_where_the_ledger_goes_beyond_it() -> None:
    half = an_invoice(due_on=DUE), paid(40, date(2026, 6, 20))
    found, early = outcome(*half), outcome(*half, ends_on=DUE)
    assert found is not None
    assert early is not None
    assert (found.late_amount, found.items[0].settled_on, found.items[0].days_late) == (Decimal(100), None, None)
    assert early.late_amount == 40
    assert found.late_days == 40 * 19 + 60 * (END - DUE).days


@pytest.mark.parametrize(
    "invoice",
    [
        an_invoice(amount=Decimal(-100)),
        an_invoice(issued_on=date(2026, 6, 11), due_on=date(2026, 7, 1)),
        an_invoice(written_off_on=date(2026, 6, 10), due_on=DUE),
    ],
)
def test_credit_notes_later_invoices_and_written_off_ones_do_not_count(invoice: Invoice) -> None:
    assert outcome(invoice) is None


def test_more_than_the_invoice_is_not_counted() -> None:
    found = outcome(an_invoice(due_on=DUE), paid(500, date(2026, 6, 21)), an_event("evasion", form="stalled"))
    assert found is not None
    assert found.late_amount == 100
