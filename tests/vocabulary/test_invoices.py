"""What follows from an invoice and the events that name it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dunning_rules.models import Event
from dunning_rules.vocabulary import invoice
from tests.cases import TODAY, a_case, a_payment, a_promise, an_event, an_invoice, at, value_of, values_of

LATER = date(2026, 8, 1)


def of_invoice(name: str, *events: Event, **changes: Any) -> object:  # noqa: ANN401 - fields of the invoice
    return value_of(invoice.field(name), a_case(an_invoice(**changes), *events))


@pytest.mark.parametrize(
    ("due_on", "days", "overdue", "in_days"),
    [(date(2026, 7, 16), 0, False, 1), (TODAY, 0, False, 0), (date(2026, 7, 14), 1, True, -1), (date(2026, 6, 1), 44, True, -44)],
)
def test_an_invoice_is_overdue_from_the_day_after_its_due_day(
    due_on: date,
    days: int,
    overdue: bool,  # noqa: FBT001 - a column of the table
    in_days: int,
) -> None:
    assert of_invoice("days_past_due", due_on=due_on) == days
    assert of_invoice("is_overdue", due_on=due_on) is overdue
    assert of_invoice("due_in_days", due_on=due_on) == in_days


@pytest.mark.parametrize(
    ("events", "changes", "left", "is_open"),
    [
        ((), {}, "100.00", True),
        ((a_payment(40, invoice_id="1"),), {}, "60.00", True),
        ((a_payment(40, id="a", invoice_id="1"), a_payment("59.99", id="b", invoice_id="1")), {}, "0.01", True),
        ((a_payment(100, invoice_id="1"),), {}, "0.00", False),
        ((a_payment(120, invoice_id="1"),), {}, "-20.00", False),
        ((a_payment(40),), {}, "100.00", True),
        ((a_payment(40, invoice_id="other"),), {}, "100.00", True),
        ((a_payment(40, invoice_id="1"),), {"open_amount": Decimal(70)}, "70.00", True),
        ((), {"open_amount": Decimal(0)}, "0.00", False),
        ((), {"amount": Decimal(-100)}, "-100.00", False),
        ((), {"written_off_on": TODAY}, "100.00", False),
        ((), {"written_off_on": LATER}, "100.00", True),
    ],
)
def test_what_is_open_is_the_ledgers_figure_or_what_the_payments_leave(
    events: tuple[Event, ...],
    changes: dict[str, Any],
    left: str,
    is_open: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert of_invoice("open_amount", *events, **changes) == left
    assert of_invoice("is_open", *events, **changes) is is_open


DISPUTE = an_event("dispute_raised", invoice_id="1")
OTHER_DISPUTE = an_event("dispute_raised", id="other", invoice_id="2")


@pytest.mark.parametrize(
    ("events", "disputed"),
    [
        ((), False),
        ((DISPUTE,), True),
        ((OTHER_DISPUTE,), False),
        ((DISPUTE, an_event("dispute_resolved", dispute_id="dispute_raised", outcome="for_us")), False),
        ((DISPUTE, an_event("dispute_resolved", dispute_id="dispute_raised", outcome="against_us")), False),
        ((DISPUTE, OTHER_DISPUTE, an_event("dispute_resolved", dispute_id="other", outcome="for_us")), True),
        ((DISPUTE, an_event("dispute_resolved", dispute_id="dispute_raised", outcome="for_us", at=at(LATER))), True),
    ],
)
def test_a_dispute_is_open_until_it_is_resolved(events: tuple[Event, ...], disputed: bool) -> None:  # noqa: FBT001 - a column of the table
    assert of_invoice("has_open_dispute", *events) is disputed
    assert of_invoice("is_held", *events) is disputed


@pytest.mark.parametrize(
    ("events", "is_open", "broken"),
    [
        ((), False, False),
        ((a_promise(100, TODAY, invoice_id="1"),), True, False),
        ((a_promise(100, date(2026, 7, 14), invoice_id="1"),), False, True),
        ((a_promise(100, TODAY),), True, False),
        ((a_promise(100, date(2026, 7, 14)),), False, True),
        ((a_promise(100, TODAY, invoice_id="2"),), False, False),
        ((a_promise(100, TODAY, invoice_id="1"), a_payment(100, at=at(date(2026, 7, 2)), invoice_id="1")), False, False),
        ((a_promise(100, date(2026, 7, 14), invoice_id="1"), a_payment(99, at=at(date(2026, 7, 2)), invoice_id="1")), False, True),
        ((a_promise(100, date(2026, 7, 10), invoice_id="1"), a_payment(100, at=at(date(2026, 7, 10)), invoice_id="1")), False, False),
        ((a_promise(100, date(2026, 7, 10), invoice_id="1"), a_payment(100, at=at(date(2026, 7, 11)), invoice_id="1")), False, True),
    ],
)
def test_a_promise_is_open_kept_or_broken(
    events: tuple[Event, ...],
    is_open: bool,  # noqa: FBT001 - a column of the table
    broken: bool,  # noqa: FBT001 - as above
) -> None:
    assert of_invoice("has_open_promise", *events) is is_open
    assert of_invoice("has_broken_promise", *events) is broken
    assert of_invoice("is_held", *events) is is_open


def test_a_promise_that_names_no_invoice_holds_all() -> None:
    case = a_case(an_invoice(id="1"), an_invoice(id="2"), a_promise(100, TODAY))
    assert values_of(invoice.is_held, case) == {"1": True, "2": True}


@pytest.mark.parametrize(
    ("events", "changes", "promised", "expected"),
    [
        ((), {}, None, "2026-06-01"),
        ((a_promise(5, LATER, invoice_id="1"),), {}, "2026-08-01", "2026-08-01"),
        ((a_promise(5, LATER),), {}, "2026-08-01", "2026-08-01"),
        ((a_promise(5, LATER),), {"issued_on": date(2026, 7, 2), "due_on": date(2026, 7, 20)}, None, "2026-07-20"),
        ((a_promise(5, LATER, id="a"), a_promise(5, TODAY, id="b", invoice_id="1")), {}, "2026-07-15", "2026-07-15"),
        (
            (a_promise(5, LATER, id="a", invoice_id="1"), a_promise(5, TODAY, id="b", invoice_id="1", at=at(date(2026, 7, 2)))),
            {},
            "2026-07-15",
            "2026-07-15",
        ),
    ],
)
def test_the_last_promise_says_when_the_money_is_expected(
    events: tuple[Event, ...], changes: dict[str, Any], promised: str | None, expected: str
) -> None:
    assert of_invoice("promised_on", *events, **changes) == promised
    assert of_invoice("expected_on", *events, **changes) == expected


@pytest.mark.parametrize(
    ("events", "settled", "in_time"),
    [
        ((), None, False),
        ((a_payment(100, at=at(date(2026, 6, 1)), invoice_id="1"),), "2026-06-01", True),
        ((a_payment(100, at=at(date(2026, 6, 2)), invoice_id="1"),), "2026-06-02", False),
        ((a_payment(99, at=at(date(2026, 6, 1)), invoice_id="1"),), None, False),
        (
            (a_payment(99, id="a", at=at(date(2026, 5, 9)), invoice_id="1"), a_payment(1, id="b", at=at(date(2026, 6, 2)), invoice_id="1")),
            "2026-06-02",
            False,
        ),
        (
            (
                a_promise(100, date(2026, 6, 5), at=at(date(2026, 5, 30)), invoice_id="1"),
                a_payment(100, at=at(date(2026, 6, 5)), invoice_id="1"),
            ),
            "2026-06-05",
            True,
        ),
    ],
)
def test_an_invoice_is_settled_in_time_by_its_due_or_promised_day(
    events: tuple[Event, ...],
    settled: str | None,
    in_time: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert of_invoice("settled_on", *events) == settled
    assert of_invoice("settled_in_time", *events) is in_time


@pytest.mark.parametrize(("limitation_on", "barred"), [(None, False), (date(2026, 7, 16), False), (TODAY, True), (date(2026, 1, 1), True)])
def test_a_claim_is_time_barred_from_its_limitation_on(limitation_on: date | None, barred: bool) -> None:  # noqa: FBT001 - a column of the table
    assert of_invoice("is_time_barred", limitation_on=limitation_on) is barred


def test_an_invoice_is_measured_against_a_large_debt() -> None:
    case = a_case(an_invoice(), creditor={"large_amount": Decimal(1000)})
    assert value_of(invoice.amount_share, case) == "0.1000"
    assert of_invoice("amount_share") == "0.0100"


@pytest.mark.parametrize("invoice_id", ["1", None])
@pytest.mark.parametrize(("made_on", "in_time"), [(date(2026, 6, 20), True), (date(2026, 6, 21), False)])
def test_a_promise_after_the_settlement_does_not_make_it_timely(
    made_on: date,
    in_time: bool,  # noqa: FBT001 - a column of the table
    invoice_id: str | None,
) -> None:
    paid = a_payment(100, invoice_id="1", at=at(date(2026, 6, 20)))
    promise = a_promise(100, LATER, invoice_id=invoice_id, at=at(made_on))
    assert of_invoice("settled_in_time", paid, promise, due_on=date(2026, 6, 1)) is in_time
