"""What a debtor owes in all: open, overdue, held, growing; credits netted first."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from dunning_rules.models import Event, Invoice
from dunning_rules.vocabulary import debtor
from tests.cases import TODAY, a_case, a_payment, a_promise, an_event, an_invoice, at, value_of

LATER = date(2026, 8, 1)


def of_debtor(name: str, *records: Invoice | Event, debtor_record: dict[str, Any] | None = None, **options: Any) -> object:  # noqa: ANN401 - options of a policy
    return value_of(debtor.field(name), a_case(*records, debtor=debtor_record), **options)


OVERDUE = an_invoice(id="overdue")
LARGE = an_invoice(id="large", amount=Decimal(900))
NOT_DUE = an_invoice(id="not due", due_on=LATER)
CREDIT = an_invoice(id="credit", amount=Decimal(-30))
PAID = an_invoice(id="paid", open_amount=Decimal(0))
WRITTEN_OFF = an_invoice(id="written off", written_off_on=date(2026, 7, 1))


@pytest.mark.parametrize(
    ("records", "opened", "overdue", "counts"),
    [
        ((), "0.00", "0.00", (0, 0)),
        ((OVERDUE,), "100.00", "100.00", (1, 1)),
        ((OVERDUE, LARGE), "1000.00", "1000.00", (2, 2)),
        ((OVERDUE, NOT_DUE), "200.00", "100.00", (2, 1)),
        ((NOT_DUE,), "100.00", "0.00", (1, 0)),
        ((OVERDUE, PAID), "100.00", "100.00", (1, 1)),
        ((OVERDUE, WRITTEN_OFF), "100.00", "100.00", (1, 1)),
        ((OVERDUE, CREDIT), "70.00", "70.00", (1, 1)),
        ((NOT_DUE, CREDIT), "70.00", "0.00", (1, 0)),
        ((CREDIT,), "-30.00", "0.00", (0, 0)),
        ((OVERDUE, a_payment(40)), "60.00", "60.00", (1, 1)),
        ((OVERDUE, a_payment(140)), "-40.00", "0.00", (1, 1)),
        ((OVERDUE, CREDIT, a_payment(40)), "30.00", "30.00", (1, 1)),
        ((OVERDUE, a_payment(40, invoice_id="overdue")), "60.00", "60.00", (1, 1)),
        ((OVERDUE, LARGE, a_payment(140, invoice_id="overdue")), "860.00", "860.00", (1, 1)),
    ],
)
def test_what_is_open_and_overdue(records: tuple[Invoice | Event, ...], opened: str, overdue: str, counts: tuple[int, int]) -> None:
    assert of_debtor("open_amount", *records) == opened
    assert of_debtor("overdue_amount", *records) == overdue
    assert (of_debtor("open_invoices", *records), of_debtor("overdue_invoices", *records)) == counts


def test_credits_are_shown_apart() -> None:
    records = (OVERDUE, CREDIT, a_payment(25))
    assert [of_debtor(name, *records) for name in ("gross_open_amount", "credit_amount", "gross_overdue_amount")] == [
        "100.00",
        "55.00",
        "100.00",
    ]


@pytest.mark.parametrize(("tolerance", "overdue"), [("0", True), ("99.99", True), ("100", False), ("100.01", False)])
def test_a_balance_up_to_the_tolerance_is_not_overdue(tolerance: str, overdue: bool) -> None:  # noqa: FBT001 - a column of the table
    assert of_debtor("is_overdue", OVERDUE, parameters={"small_balance": Decimal(tolerance)}) is overdue


@pytest.mark.parametrize(
    ("records", "record", "pursuable", "free"),
    [
        ((OVERDUE,), {}, "100.00", True),
        ((OVERDUE, LARGE, an_event("dispute_raised", invoice_id="large")), {}, "100.00", True),
        ((OVERDUE, an_event("dispute_raised", invoice_id="overdue")), {}, "0.00", False),
        ((OVERDUE, CREDIT, LARGE, an_event("dispute_raised", invoice_id="large")), {}, "70.00", True),
        ((OVERDUE, LARGE, a_promise(900, LATER, invoice_id="large")), {}, "100.00", True),
        ((OVERDUE, LARGE, a_promise(1000, LATER)), {}, "0.00", False),
        ((OVERDUE,), {"dunning_block": {"reason": "court"}}, "100.00", False),
        ((OVERDUE,), {"dunning_block": {"reason": "court", "until": TODAY}}, "100.00", False),
        ((OVERDUE,), {"dunning_block": {"reason": "court", "until": date(2026, 7, 14)}}, "100.00", True),
        ((NOT_DUE,), {}, "0.00", False),
    ],
)
def test_what_may_be_pursued(
    records: tuple[Invoice | Event, ...],
    record: dict[str, Any],
    pursuable: str,
    free: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert of_debtor("pursuable_amount", *records, debtor_record=record) == pursuable
    assert of_debtor("is_pursuable", *records, debtor_record=record) is free


def test_the_oldest_overdue_invoice_counts() -> None:
    older = an_invoice(id="older", due_on=date(2026, 5, 15))
    assert of_debtor("max_days_past_due", OVERDUE, older, NOT_DUE) == 61
    assert of_debtor("oldest_due_on", OVERDUE, older) == "2026-05-15"
    assert of_debtor("max_days_past_due", NOT_DUE) == 0
    assert of_debtor("oldest_due_on", NOT_DUE) is None


@pytest.mark.parametrize(
    ("creditor", "parameters", "large"),
    [
        ({}, {}, False),
        ({"large_amount": Decimal(100)}, {}, True),
        ({"large_amount": Decimal("100.01")}, {}, False),
        ({}, {"large_amount": Decimal(100)}, True),
    ],
)
def test_a_debt_is_large_by_the_creditors_mark_or_else_by_the_parameter(
    creditor: dict[str, Any],
    parameters: dict[str, Any],
    large: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert value_of(debtor.is_large, a_case(OVERDUE, creditor=creditor), parameters=parameters) is large


@pytest.mark.parametrize(
    ("days_after_due", "periods"),
    [
        ((), 0),
        ((-1,), 0),
        ((0,), 0),
        ((1,), 1),
        ((30,), 1),
        ((31,), 1),
        ((1, 20), 1),
        ((1, 31), 2),
        ((1, 30), 1),
        ((31, 40), 1),
        ((10, 39), 1),
        ((10, 40), 2),
    ],
)
def test_growth_counts_two_periods_where_debt_was_taken_thirty_days_apart(days_after_due: tuple[int, ...], periods: int) -> None:
    due_on = date(2026, 6, 1)
    further = [
        an_invoice(id=str(number), issued_on=due_on + timedelta(days=days), due_on=LATER) for number, days in enumerate(days_after_due)
    ]
    assert of_debtor("growth_periods", OVERDUE, *further) == periods


def test_invoices_settled_within_a_year_show_how_the_debtor_pays() -> None:
    invoices = [an_invoice(id=str(number)) for number in range(3)]
    payments = [
        a_payment(100, id="in time", invoice_id="0", at=at(date(2026, 6, 1))),
        a_payment(100, id="late", invoice_id="1", at=at(date(2026, 6, 2))),
        a_payment(50, id="part", invoice_id="2", at=at(date(2026, 6, 1))),
    ]
    long_ago = an_invoice(id="old", issued_on=date(2025, 5, 1), due_on=date(2025, 8, 1))
    old_payment = a_payment(100, id="old", invoice_id="old", at=at(date(2025, 7, 14)))
    records = (*invoices, *payments, long_ago, old_payment)
    assert [of_debtor(name, *records) for name in ("settled_in_year", "settled_in_time", "on_time_share")] == [2, 1, "0.5000"]
    assert of_debtor("on_time_share", OVERDUE) is None
    on_the_last_day = old_payment.model_copy(update={"at": at(date(2025, 7, 15))})
    assert of_debtor("settled_in_year", *invoices, *payments, long_ago, on_the_last_day) == 3
    assert of_debtor("settled_in_time", *invoices, *payments, long_ago, on_the_last_day) == 2


@pytest.mark.parametrize(("flag", "amount"), [("retention_of_title", "100.00"), ("lien", "100.00"), ("secured", "0.00")])
def test_overdue_goods_under_title_or_lien(flag: str, amount: str) -> None:
    assert of_debtor("title_amount", an_invoice(**{flag: True}), an_invoice(id="2", due_on=LATER, **{flag: True})) == amount


def test_the_ledger_does_not_add_up_where_payments_and_open_amount_differ() -> None:
    payment = a_payment(40, invoice_id="1")
    assert of_debtor("does_not_add_up", an_invoice(open_amount=Decimal(50)), payment) is True
    assert of_debtor("does_not_add_up", an_invoice(open_amount=Decimal(60)), payment) is False
    assert of_debtor("does_not_add_up", an_invoice(open_amount=Decimal(60))) is False
    assert of_debtor("does_not_add_up", an_invoice(), payment) is False
