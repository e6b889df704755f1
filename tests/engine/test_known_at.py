"""What is known at `as_of`, and on which day it happened: nothing later, days in the zone of the question, appointments in the debtor's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dunning_rules.language import latest
from dunning_rules.vocabulary import debtor, event, invoice, visit
from tests.cases import (
    BERLIN,
    NOON,
    TEXT,
    TODAY,
    a_book,
    a_case,
    a_payment,
    a_rule,
    a_visit,
    an_event,
    an_invoice,
    asked,
    at,
    fired,
    value_of,
    values_of,
)

TOMORROW = TODAY + timedelta(days=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(("issued_on", "known"), [(date(2026, 7, 14), True), (TODAY, True), (TOMORROW, False)])
def test_an_invoice_is_known_from_its_date_on(issued_on: date, known: bool) -> None:  # noqa: FBT001 - a column of the table
    case = a_case(an_invoice(issued_on=issued_on, due_on=date(2026, 8, 1)))
    assert bool(values_of(invoice.amount, case)) is known
    assert value_of(debtor.open_invoices, case) == int(known)


@pytest.mark.parametrize(("moment", "known"), [(at(TODAY, 11, 59), True), (NOON, True), (at(TODAY, 12, 1), False), (at(TOMORROW), False)])
def test_an_event_is_known_from_its_moment_on(moment: datetime, known: bool) -> None:  # noqa: FBT001 - a column of the table
    case = a_case(an_invoice(), a_payment(30, at=moment, invoice_id="1"))
    assert value_of(invoice.open_amount, case) == ("70.00" if known else "100.00")


def test_moments_of_different_zones_are_the_same_moments() -> None:
    case = a_case(an_invoice(), a_payment(30, at=datetime(2026, 7, 15, 18, tzinfo=SHANGHAI), invoice_id="1"))
    assert value_of(invoice.open_amount, case, NOON) == "70.00"
    assert value_of(invoice.open_amount, case, NOON - timedelta(seconds=1)) == "100.00"


@pytest.mark.parametrize(("recorded_at", "known"), [(NOON, True), (at(TODAY, 12, 1), False)])
def test_a_visit_is_known_from_its_recording_on(recorded_at: datetime, known: bool) -> None:  # noqa: FBT001 - a column of the table
    case = a_case(a_visit(recorded_at=recorded_at))
    assert bool(values_of(visit.took_place, case)) is known


def test_what_a_known_visit_plans_may_lie_later() -> None:
    case = a_case(a_visit(recorded_at=at(TODAY, 9), started_at=None, scheduled_for=at(date(2026, 7, 20))))
    assert value_of(visit.scheduled_in_days, case) == 5


@pytest.mark.parametrize(("day", "known"), [(date(2026, 7, 14), True), (TODAY, True), (TOMORROW, False)])
@pytest.mark.parametrize("field", ["acknowledged_on", "written_off_on"])
def test_a_signature_is_not_known_before_its_day(field: str, day: date, known: bool) -> None:  # noqa: FBT001 - a column of the table
    case = a_case(an_invoice(**{field: day}))
    assert value_of(invoice.field(field), case) == (day.isoformat() if known else None)


@pytest.mark.parametrize("field", ["due_on", "limitation_on"])
def test_a_date_that_is_agreed_may_lie_later(field: str) -> None:
    case = a_case(an_invoice(**{field: date(2030, 1, 1)}))
    assert value_of(invoice.field(field), case) == "2030-01-01"


def test_a_delivery_of_a_notice_is_not_known_before_its_day() -> None:
    notice = an_event("notice_sent", notice="interest_notice", delivered_on=TODAY, deadline_on=date(2026, 8, 1))
    assert value_of(event.delivered_on, a_case(notice), at(date(2026, 7, 14))) is None
    assert value_of(event.delivered_on, a_case(notice)) == "2026-07-15"
    assert value_of(event.deadline_on, a_case(notice), at(date(2026, 7, 14))) == "2026-08-01"


@pytest.mark.parametrize(
    ("as_of", "day", "age"),
    [
        (datetime(2026, 7, 15, 12, tzinfo=BERLIN), "2026-07-15", 0),
        (datetime(2026, 7, 15, 12, tzinfo=UTC), "2026-07-14", 1),
        (datetime(2026, 7, 15, 12, tzinfo=SHANGHAI), "2026-07-15", 0),
        (datetime(2026, 7, 15, 12, tzinfo=ZoneInfo("Pacific/Pago_Pago")), "2026-07-14", 1),
    ],
)
def test_the_day_of_an_event_is_counted_in_the_zone_of_the_question(as_of: datetime, day: str, age: int) -> None:
    case = a_case(a_payment(1, at=datetime(2026, 7, 14, 22, 30, tzinfo=UTC)), debtor={"timezone": "America/New_York"})
    assert value_of(event.happened_on, case, as_of) == day
    assert value_of(event.age_days, case, as_of) == age


def test_an_event_at_the_end_of_winter_time_has_its_own_offset() -> None:
    case = a_case(a_payment(1, at=datetime(2026, 1, 14, 23, 30, tzinfo=UTC)))
    assert value_of(event.happened_on, case) == "2026-01-15"


@pytest.mark.parametrize(
    ("zone", "day", "minute"),
    [
        ("Europe/Berlin", "2026-07-20", 9 * 60 + 30),
        ("Asia/Shanghai", "2026-07-20", 15 * 60 + 30),
        ("Pacific/Kiritimati", "2026-07-20", 21 * 60 + 30),
        ("Pacific/Pago_Pago", "2026-07-19", 20 * 60 + 30),
        (None, "2026-07-20", 9 * 60 + 30),
    ],
)
def test_an_appointment_is_meant_in_the_debtors_zone(zone: str | None, day: str, minute: int) -> None:
    planned = a_visit(recorded_at=at(TODAY, 9), started_at=None, scheduled_for=datetime(2026, 7, 20, 9, 30, tzinfo=BERLIN))
    case = a_case(planned, debtor={"timezone": zone})
    assert value_of(visit.appointment_on, case) == day
    assert value_of(visit.scheduled_minute, case) == minute
    assert value_of(visit.scheduled_on, case) == "2026-07-20"


def test_an_appointment_in_some_hours_is_planned_wherever_the_debtor_is() -> None:
    as_of = datetime(2026, 7, 15, 0, 30, tzinfo=BERLIN)
    planned = a_visit(recorded_at=as_of, started_at=None, scheduled_for=as_of + timedelta(hours=3))
    assert value_of(visit.is_planned, a_case(planned, debtor={"timezone": "Pacific/Pago_Pago"}), as_of) is True


def test_today_is_the_day_of_the_question() -> None:
    late = datetime(2026, 7, 15, 23, 59, tzinfo=ZoneInfo("Pacific/Pago_Pago"))
    assert value_of(debtor.today, a_case(debtor={"timezone": "Pacific/Kiritimati"}), late) == "2026-07-15"


def test_the_same_moment_in_another_zone_may_be_another_day() -> None:
    case = a_case(an_invoice(due_on=date(2026, 7, 14)))
    moment = datetime(2026, 7, 14, 23, tzinfo=UTC)
    assert value_of(invoice.is_overdue, case, moment) is False
    assert value_of(invoice.is_overdue, case, moment.astimezone(BERLIN)) is True


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"kind": "company"}, "kind", "company"),
        ({"country": "DE"}, "country", "DE"),
        ({"cooperative": False}, "declared_cooperative", False),
        ({"cooperative": None}, "declared_cooperative", None),
        ({"credit_hold": True}, "credit_hold", True),
        ({"finances": "weak"}, "finances", "weak"),
        ({}, "blocked", False),
        ({}, "blocked_until", None),
        ({"dunning_block": {"reason": "court"}}, "blocked", True),
        ({"dunning_block": {"reason": "court"}}, "blocked_until", None),
        ({"dunning_block": {"reason": "court", "until": TODAY}}, "blocked_until", "2026-07-15"),
    ],
)
def test_the_fields_of_a_debtor(record: dict[str, Any], field: str, value: object) -> None:
    assert value_of(debtor.field(field), a_case(debtor=record)) == value


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [({"is_group": True}, "creditor_is_group", True), ({}, "creditor_size", None), ({"size": "large"}, "creditor_size", "large")],
)
def test_the_fields_of_the_creditor_belong_to_the_debtor(record: dict[str, Any], field: str, value: object) -> None:
    assert value_of(debtor.field(field), a_case(creditor=record)) == value


@pytest.mark.parametrize(("authority", "value"), [(True, True), (False, False), (None, None)])
def test_the_person_met_may_pay_where_that_is_known(authority: bool | None, value: bool | None) -> None:  # noqa: FBT001 - a column of the table
    contacts = ({"id": "c", "authority_to_pay": authority},)
    case = a_case(a_visit(contact_id="c"), debtor={"contacts": contacts})
    assert value_of(visit.payer_met, case) is value
    assert value_of(visit.payer_met, a_case(a_visit(), debtor={"contacts": contacts})) is None
    assert value_of(visit.payer_met, a_case(a_visit(contact_id="other"), debtor={"contacts": contacts})) is None


def test_each_outcome_of_a_visit_is_a_flag() -> None:
    case = a_case(a_visit(outcomes=("stalled", "promised")))
    assert [value_of(visit.field(f"outcome_{name}"), case) for name in ("stalled", "promised", "paid")] == [True, True, False]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("excuse_checked", {"excuse_id": "x", "finding": "verified"}),
        ("dispute_resolved", {"dispute_id": "x", "outcome": "for_us"}),
        ("order_closed", {"order_id": "x"}),
    ],
)
def test_an_event_refers_to_the_one_that_it_answers(kind: str, fields: dict[str, Any]) -> None:
    assert value_of(event.refers_to, a_case(an_event(kind, **fields))) == "x"
    assert value_of(event.refers_to, a_case(an_event("order_request"))) is None


def test_a_share_is_kept_to_the_basis_point() -> None:
    case = a_case(debtor={"purchase_share": Decimal("0.3333")})
    assert value_of(debtor.purchase_share, case) == "0.3333"


def test_latest_is_by_moment_and_then_by_id() -> None:
    def sold(*deliveries: tuple[str, datetime, int]) -> object:
        events = [an_event("delivery", id=name, at=moment, days_to_sell=days) for name, moment, days in deliveries]
        return value_of(debtor.sold_share, a_case(*events))

    earlier, later = at(date(2026, 7, 5)), at(date(2026, 7, 5), 11)
    assert sold(("a", later, 10), ("b", earlier, 100)) == "1.0000"
    assert sold(("a", earlier, 10), ("b", later, 100)) == "0.1000"
    assert sold(("a", later, 10), ("b", later, 100)) == "0.1000"
    assert sold(("b", later, 100), ("a", later, 10)) == "0.1000"


def test_the_latest_visit_is_by_its_beginning_or_else_its_appointment() -> None:
    def paid_in_the_latest(**moments: tuple[str, datetime]) -> object:
        visits = [
            a_visit(id=name, recorded_at=NOON, **{"started_at": None, how: moment}, outcomes=("paid",) if name == "a" else ())
            for name, (how, moment) in moments.items()
        ]
        book = a_book(a_rule("r", latest(visit, visit.outcome_paid).is_known(), why=TEXT))
        (found,) = asked(book, a_case(*visits)).recommendations
        return next(iter(found.facts.values()))

    early, late = at(date(2026, 7, 1)), at(date(2026, 7, 2))
    assert paid_in_the_latest(a=("started_at", late), b=("started_at", early)) is True
    assert paid_in_the_latest(a=("started_at", early), b=("started_at", late)) is False
    assert paid_in_the_latest(a=("scheduled_for", late), b=("started_at", early)) is True
    assert paid_in_the_latest(a=("started_at", early), b=("scheduled_for", late)) is False
    assert paid_in_the_latest(a=("started_at", late), b=("scheduled_for", late)) is False


def test_the_order_in_which_records_are_given_does_not_matter() -> None:
    records = [
        an_invoice(id="1"),
        an_invoice(id="2"),
        a_payment(5, id="x", invoice_id="1"),
        a_payment(7, id="y", invoice_id="2"),
        a_visit(),
    ]
    straight = values_of(invoice.open_amount, a_case(*records))
    assert straight == values_of(invoice.open_amount, a_case(*records[::-1])) == {"1": "95.00", "2": "93.00"}
    assert fired(invoice.is_open, a_case(*records)) == fired(invoice.is_open, a_case(*records[::-1]))


def test_a_moment_without_a_named_zone_is_read_in_its_offset() -> None:
    case = a_case(a_payment(1, at=datetime(2026, 7, 14, 22, 30, tzinfo=UTC)))
    fixed = datetime.fromisoformat("2026-07-15T12:00:00+02:00")
    assert value_of(event.happened_on, case, fixed) == "2026-07-15"
