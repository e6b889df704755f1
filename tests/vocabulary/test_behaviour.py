"""How a debtor behaves: contacts, promises, evasions, excuses, funds, goods."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from dunning_rules.models import Event, Invoice, Visit
from dunning_rules.vocabulary import debtor, event, visit
from tests.cases import TODAY, a_case, a_payment, a_promise, a_visit, an_event, an_invoice, at, value_of


def ago(days: int) -> dict[str, Any]:
    return {"at": at(TODAY - timedelta(days=days))}


def of_debtor(name: str, *records: Invoice | Visit | Event) -> object:
    return value_of(debtor.field(name), a_case(*records))


def visited(days: int, **changes: Any) -> Visit:  # noqa: ANN401 - fields of the visit
    day = TODAY - timedelta(days=days)
    return a_visit(recorded_at=at(day, 11), started_at=at(day), **changes)


CALL = an_event("contact_attempt", channel="call", reached=False, **ago(10))
LETTER = an_event("notice_sent", notice="demand", **ago(20))


@pytest.mark.parametrize(
    ("records", "days"),
    [
        ((), None),
        ((CALL,), 10),
        ((LETTER,), 20),
        ((CALL, LETTER), 10),
        ((CALL, visited(3)), 3),
        ((CALL, visited(13)), 10),
        ((visited(3),), 3),
        ((a_payment(1),), None),
        ((a_visit(recorded_at=at(TODAY, 9), started_at=None, scheduled_for=at(TODAY, 11)),), None),
    ],
)
def test_the_last_contact_is_a_call_a_letter_or_a_visit_by_us(records: tuple[Visit | Event, ...], days: int | None) -> None:
    assert of_debtor("days_since_contact", *records) == days


def test_only_an_agreed_reconciliation_counts() -> None:
    assert of_debtor("days_since_reconciliation", an_event("reconciliation", **ago(5))) == 5
    assert of_debtor("days_since_reconciliation", an_event("reconciliation", agreed=False, **ago(5))) is None


def promised(days_ago: int, *, paid: int = 0) -> tuple[Event, ...]:
    """A promise that fell due so many days ago, and what was paid on its day."""
    due_on = TODAY - timedelta(days=days_ago)
    promise = a_promise(100, due_on, id=f"promise {days_ago}", invoice_id="1", at=at(due_on - timedelta(days=1)))
    payment = (a_payment(paid, id=f"payment {days_ago}", invoice_id="1", at=at(due_on)),) if paid else ()
    return (promise, *payment)


@pytest.mark.parametrize(
    ("events", "broken", "kept"),
    [
        (promised(5), 1, 0),
        (promised(180), 1, 0),
        (promised(181), 0, 0),
        (promised(5, paid=100), 0, 1),
        (promised(5, paid=99), 1, 0),
        (promised(0), 0, 0),
        (promised(-3), 0, 0),
        (promised(5) + promised(50), 2, 0),
    ],
)
def test_promises_of_half_a_year_are_counted_as_kept_or_broken(events: tuple[Event, ...], broken: int, kept: int) -> None:
    assert of_debtor("broken_promises", *events) == broken
    assert of_debtor("kept_promises", *events) == kept


def test_a_promise_that_the_ledger_shows_as_settled_is_kept() -> None:
    settled = an_invoice(open_amount=Decimal(0))
    assert of_debtor("kept_promises", settled, *promised(5)) == 1
    assert of_debtor("broken_promises", settled, *promised(5)) == 0


def test_a_promise_without_an_invoice_counts_all_payments_of_its_time() -> None:
    promise = a_promise(100, date(2026, 7, 10))
    payments = [a_payment(50, id=name, invoice_id=name, at=at(date(2026, 7, 9))) for name in ("1", "2")]
    before = a_payment(100, id="before", at=at(date(2026, 6, 30)))
    assert of_debtor("kept_promises", promise, *payments) == 1
    assert of_debtor("broken_promises", promise, payments[0], before) == 1


@pytest.mark.parametrize(
    ("records", "in_quarter", "in_half_year", "last"),
    [
        ((), 0, 0, None),
        ((an_event("evasion", form="hid", **ago(90)),), 1, 1, 90),
        ((an_event("evasion", form="hid", **ago(91)),), 0, 1, 91),
        ((an_event("evasion", form="hid", **ago(181)),), 0, 0, 181),
        ((visited(5, outcomes=("stalled",)),), 1, 1, 5),
        ((visited(5, outcomes=("paid",)),), 0, 0, None),
        ((visited(5, outcomes=("hid", "denied")),), 1, 1, 5),
        (promised(5), 1, 1, 5),
        ((an_event("evasion", form="hid", **ago(10)), visited(5, outcomes=("deflected",)), *promised(20)), 3, 3, 5),
    ],
)
def test_evasions_are_events_visits_and_broken_promises(
    records: tuple[Visit | Event, ...], in_quarter: int, in_half_year: int, last: int | None
) -> None:
    found = [of_debtor(name, *records) for name in ("evasions_90", "evasions_180", "days_since_evasion")]
    assert found == [in_quarter, in_half_year, last]


EXCUSE = an_event("excuse", reason="account_empty", **ago(10))


def funds(amount: int, days: int, source: str = "court_record") -> Event:
    return an_event("funds_observed", id=f"funds {days}", amount=Decimal(amount), currency="EUR", source=source, **ago(days))


@pytest.mark.parametrize(
    ("events", "seen"),
    [
        ((EXCUSE,), None),
        ((EXCUSE, funds(50, 5)), "50.00"),
        ((EXCUSE, funds(50, 10)), "50.00"),
        ((EXCUSE, funds(50, 11)), None),
        ((EXCUSE, funds(50, 5), funds(80, 6)), "80.00"),
        ((EXCUSE, funds(50, 5, "informant")), None),
        ((funds(50, 5),), None),
    ],
)
def test_funds_count_from_the_excuse_on_and_by_a_lawful_source_only(events: tuple[Event, ...], seen: str | None) -> None:
    assert of_debtor("funds_since_excuse", *events) == seen


def test_excuses_are_forgotten_after_their_time() -> None:
    assert of_debtor("no_money_excuses", an_event("excuse", reason="account_empty", **ago(90))) == 1
    assert of_debtor("no_money_excuses", an_event("excuse", reason="account_empty", **ago(91))) == 0
    assert of_debtor("no_money_excuses", an_event("excuse", reason="unsold_stock", **ago(1))) == 0


def test_money_that_came_in_since_the_excuse_is_added() -> None:
    payments = [a_payment(5, id="before", **ago(11)), a_payment(7, id="same day", **ago(10)), a_payment(9, id="after", **ago(2))]
    assert of_debtor("paid_since_excuse", EXCUSE, *payments) == "16.00"
    assert of_debtor("paid_since_excuse", *payments) == "0.00"


HARDSHIP = an_event("hardship_confirmed", **ago(10))


@pytest.mark.parametrize(
    ("events", "in_hardship"),
    [
        ((), False),
        ((HARDSHIP,), True),
        ((HARDSHIP, an_event("hardship_ended", **ago(5))), False),
        ((HARDSHIP, an_event("hardship_ended", **ago(11))), True),
        ((HARDSHIP, funds(50, 5)), False),
        ((HARDSHIP, funds(50, 11)), True),
        ((HARDSHIP, funds(50, 5, "informant")), True),
    ],
)
def test_hardship_lasts_until_it_ends_or_funds_are_seen(events: tuple[Event, ...], in_hardship: bool) -> None:  # noqa: FBT001 - a column of the table
    assert of_debtor("in_hardship", *events) is in_hardship


@pytest.mark.parametrize(
    ("events", "is_closing"),
    [
        ((), False),
        ((an_event("anomaly", signal="closing"),), True),
        ((an_event("anomaly", signal="shop_transfer"),), True),
        ((an_event("anomaly", signal="premises_moved"),), False),
        ((an_event("anomaly", signal="closing", **ago(10)), an_event("claim_secured", **ago(5))), False),
        ((an_event("anomaly", signal="closing", **ago(5)), an_event("claim_secured", **ago(10))), True),
    ],
)
def test_a_closing_business_is_one_until_the_claim_is_secured(events: tuple[Event, ...], is_closing: bool) -> None:  # noqa: FBT001 - a column of the table
    assert of_debtor("is_closing", *events) is is_closing


@pytest.mark.parametrize(
    ("events", "insolvent"),
    [
        ((), False),
        ((an_event("insolvency_filed", **ago(10)),), True),
        ((an_event("insolvency_filed", **ago(10)), an_event("insolvency_ended", **ago(5))), False),
        ((an_event("insolvency_filed", **ago(5)), an_event("insolvency_ended", **ago(10))), True),
    ],
)
def test_insolvency_lasts_until_it_ends(events: tuple[Event, ...], insolvent: bool) -> None:  # noqa: FBT001 - a column of the table
    assert of_debtor("is_insolvent", *events) is insolvent


ORDER = an_event("order_request")


@pytest.mark.parametrize(
    ("events", "is_open"),
    [
        ((), False),
        ((ORDER,), True),
        ((ORDER, an_event("order_closed", order_id="order_request")), False),
        ((ORDER, an_event("order_closed", order_id="x")), True),
    ],
)
def test_an_order_is_open_until_it_is_closed(events: tuple[Event, ...], is_open: bool) -> None:  # noqa: FBT001 - a column of the table
    assert of_debtor("has_open_order", *events) is is_open


DELIVERY = an_event("delivery", days_to_sell=20, **ago(10))


@pytest.mark.parametrize(
    ("events", "share"),
    [
        ((DELIVERY,), "0.5000"),
        ((an_event("delivery", **ago(10)),), "0.3333"),
        ((an_event("delivery", **ago(100)),), "1.0000"),
        ((DELIVERY, an_event("sell_through", delivery_id="delivery", share=Decimal("0.9"))), "0.9000"),
        ((DELIVERY, an_event("sell_through", delivery_id="another", share=Decimal("0.9"))), "0.5000"),
        (
            (
                DELIVERY,
                an_event("sell_through", id="a", delivery_id="delivery", share=Decimal("0.2"), **ago(4)),
                an_event("sell_through", id="b", delivery_id="delivery", share=Decimal("0.7"), **ago(2)),
            ),
            "0.7000",
        ),
        ((), None),
    ],
)
def test_what_is_sold_of_the_last_delivery_is_recorded_or_estimated(events: tuple[Event, ...], share: str | None) -> None:
    assert of_debtor("sold_share", *events) == share


NOTICE = {"notice": "interest_notice", "deadline_on": date(2026, 7, 10)}


@pytest.mark.parametrize(
    ("changes", "sent", "deadline"),
    [
        ({**NOTICE, "delivered_on": date(2026, 7, 2)}, "2026-07-01", "2026-07-10"),
        (NOTICE, "2026-07-01", None),
        ({**NOTICE, "delivered_on": date(2026, 7, 16)}, "2026-07-01", None),
        ({**NOTICE, "notice": "demand"}, None, None),
        ({**NOTICE, "delivered_on": date(2026, 6, 1), "at": at(date(2026, 5, 31))}, None, None),
        ({**NOTICE, "delivered_on": date(2026, 6, 1), "at": at(date(2026, 6, 1))}, "2026-06-01", "2026-07-10"),
    ],
)
def test_a_notice_of_interest_counts_from_the_oldest_due_day_on_and_when_it_was_delivered(
    changes: dict[str, Any], sent: str | None, deadline: str | None
) -> None:
    notice = an_event("notice_sent", **changes)
    assert of_debtor("interest_notice_on", an_invoice(), notice) == sent
    assert of_debtor("interest_deadline_on", an_invoice(), notice) == deadline


@pytest.mark.parametrize(
    ("paid", "short", "missing"), [((), False, "100.00"), ((30,), True, "70.00"), ((30, 69), True, "1.00"), ((100,), False, "0.00")]
)
def test_a_promise_is_paid_short_where_something_but_not_all_came(paid: tuple[int, ...], short: bool, missing: str) -> None:  # noqa: FBT001 - a column of the table
    payments = [a_payment(amount, id=str(number), at=at(date(2026, 7, 10))) for number, amount in enumerate(paid)]
    case = a_case(a_promise(100, date(2026, 7, 10)), *payments)
    promise = event.kind == "promise"
    assert value_of(event.paid_short, case, where=promise) is short
    assert value_of(event.shortfall, case, where=promise) == missing


@pytest.mark.parametrize(
    ("invoice_id", "records", "missing"),
    [
        (None, (), "70.00"),
        ("1", (), "70.00"),
        ("2", (), "5.00"),
        ("unknown", (), "0.00"),
        ("1", (a_payment(60, id="late", invoice_id="1", at=at(date(2026, 7, 12))),), "10.00"),
        (None, (an_invoice(id="credit", amount=Decimal(-60)),), "15.00"),
        ("1", (an_invoice(id="credit", amount=Decimal(-75)),), "0.00"),
        ("1", (an_invoice(id="credit", amount=Decimal(-80)),), "-5.00"),
    ],
)
def test_no_more_is_missing_of_a_promise_than_is_still_owed(
    invoice_id: str | None, records: tuple[Invoice | Event, ...], missing: str
) -> None:
    owed = (an_invoice(), an_invoice(id="2", amount=Decimal(5)), *records)
    paid = a_payment(30, id="in time", invoice_id="1", at=at(date(2026, 7, 10)))
    promise = a_promise(100, date(2026, 7, 10), invoice_id=invoice_id)
    if invoice_id in {"2", "unknown"}:
        paid = a_payment(0, id="in time", invoice_id=invoice_id, at=at(date(2026, 7, 10)))
    assert value_of(event.still_missing, a_case(*owed, paid, promise), where=event.kind == "promise") == missing


def test_no_more_is_missing_of_a_visit_than_is_still_owed() -> None:
    amounts = {"currency": "EUR", "expected_amount": Decimal(200), "collected_amount": Decimal(50)}
    assert value_of(visit.still_missing, a_case(an_invoice(), a_visit(**amounts))) == "100.00"
    assert value_of(visit.still_missing, a_case(an_invoice(amount=Decimal(500)), a_visit(**amounts))) == "150.00"
    assert value_of(visit.still_missing, a_case(an_invoice(), a_visit(currency="EUR", collected_amount=Decimal(5)))) is None


@pytest.mark.parametrize(
    ("expected", "collected", "short", "missing"),
    [(100, 30, True, "70.00"), (100, 100, False, "0.00"), (100, 0, False, "100.00"), (None, 30, False, None), (100, None, False, None)],
)
def test_a_visit_brought_less_than_expected(
    expected: int | None,
    collected: int | None,
    short: bool,  # noqa: FBT001 - a column of the table
    missing: str | None,
) -> None:
    amounts = {"expected_amount": expected, "collected_amount": collected}
    case = a_case(a_visit(currency="EUR", **{name: None if amount is None else Decimal(amount) for name, amount in amounts.items()}))
    assert value_of(visit.paid_short, case) is short
    assert value_of(visit.shortfall, case) == missing


@pytest.mark.parametrize(
    ("changes", "planned", "took_place", "day"),
    [
        ({}, False, True, "2026-07-01"),
        ({"started_at": None, "scheduled_for": at(TODAY, 9)}, True, False, "2026-07-15"),
        ({"started_at": None, "scheduled_for": at(date(2026, 7, 20))}, True, False, "2026-07-20"),
        ({"started_at": None, "scheduled_for": at(date(2026, 7, 14))}, False, False, "2026-07-14"),
        ({"scheduled_for": at(date(2026, 7, 20))}, False, True, "2026-07-01"),
    ],
)
def test_a_visit_is_planned_until_it_takes_place_or_its_day_is_over(
    changes: dict[str, Any],
    planned: bool,  # noqa: FBT001 - a column of the table
    took_place: bool,  # noqa: FBT001 - as above
    day: str,
) -> None:
    case = a_case(a_visit(**changes))
    assert value_of(visit.is_planned, case) is planned
    assert value_of(visit.took_place, case) is took_place
    assert value_of(visit.happened_on, case) == day
