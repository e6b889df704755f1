"""Records: strict, frozen, without unknown fields; what they refuse says how to mend it."""

from __future__ import annotations

import decimal
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from dunning_rules.models import Case, Contact, ContactPreference, Creditor, Debtor, DunningBlock, Invoice, Visit
from tests.cases import TODAY, a_case, a_payment, a_visit, an_event, an_invoice, at

VISIT_DAY = date(2026, 7, 1)


def errors_of(make: Callable[[], object]) -> list[tuple[str, str, str]]:
    """Where, which type, and the message of each error."""
    with pytest.raises(ValidationError) as caught:
        make()
    return [(".".join(str(part) for part in error["loc"]), error["type"], error["msg"]) for error in caught.value.errors()]


@pytest.mark.parametrize(
    ("changes", "field", "kind"),
    [
        ({"amount": "100"}, "amount", "is_instance_of"),
        ({"amount": 100}, "amount", "is_instance_of"),
        ({"amount": 100.0}, "amount", "is_instance_of"),
        ({"due_on": "2026-06-01"}, "due_on", "date_type"),
        ({"due_on": datetime(2026, 6, 1)}, "due_on", "date_type"),  # noqa: DTZ001 - the mistake
        ({"lien": "yes"}, "lien", "bool_type"),
        ({"lien": 1}, "lien", "bool_type"),
        ({"id": 1}, "id", "string_type"),
        ({"id": ""}, "id", "string_too_short"),
        ({"id": "x" * 129}, "id", "string_too_long"),
        ({"colour": "red"}, "colour", "extra_forbidden"),
    ],
)
def test_nothing_is_converted_silently(changes: dict[str, Any], field: str, kind: str) -> None:
    assert [(where, found) for where, found, _ in errors_of(lambda: an_invoice(**changes))] == [(field, kind)]


def test_what_is_refused_is_not_repeated_by_the_message() -> None:
    with pytest.raises(ValidationError) as caught:
        Contact(id="c", name="Jane Doe" * 1000)
    assert "Jane" not in str(caught.value)
    assert caught.value.errors()[0]["input"].startswith("Jane")


def test_a_record_does_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        an_invoice().amount = Decimal(1)


@pytest.mark.parametrize("name", ["007", " a ", "发票-1", "a/b", "x" * 128])
def test_an_identifier_is_kept_as_it_is(name: str) -> None:
    assert an_invoice(id=name).id == name


@pytest.mark.parametrize("name", ["a\nb", "a\x00", "a\x1b[31m", "a\u202eb"])
def test_an_identifier_has_no_control_characters(name: str) -> None:
    message = "the text has control characters; help: remove line breaks and other invisible characters"
    assert errors_of(lambda: an_invoice(id=name)) == [("id", "identifier", message)]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Shanghai", "UTC"])
def test_a_zone_of_the_iana_database(zone: str) -> None:
    assert Debtor(id="d", timezone=zone).timezone == zone


@pytest.mark.parametrize(
    "zone", ["Europe/Berlln", "../etc/passwd", "/etc/localtime", "", "Europe", "CEST+2\x00", "localtime", "Factory", "right/Asia/Shanghai"]
)
def test_what_is_no_zone_is_refused(zone: str) -> None:
    ((where, kind, message),) = errors_of(lambda: Debtor(id="d", timezone=zone))
    assert (where, kind) == ("timezone", "timezone")
    assert message.endswith("is not a zone of the IANA database; help: use a name such as Europe/Berlin")


@pytest.mark.parametrize("country", ["de", "DEU", "", "D1"])
def test_a_country_has_two_capital_letters(country: str) -> None:
    assert Debtor(id="d", country="DE").country == "DE"
    assert [kind for _, kind, _ in errors_of(lambda: Debtor(id="d", country=country))] == ["string_pattern_mismatch"]


def test_contacts_are_distinct() -> None:
    contacts = [Contact(id="a", authority_to_pay=True), Contact(id="b")]
    assert Debtor(id="d", contacts=tuple(contacts)).contacts[0].authority_to_pay is True
    twice = errors_of(lambda: Debtor(id="d", contacts=(*contacts, Contact(id="a"))))
    assert twice == [("", "duplicate_id", "contact `a` occurs twice; help: keep one record of it")]


def test_what_is_not_known_is_not_guessed() -> None:
    debtor = Debtor(id="d")
    assert (debtor.kind, debtor.country, debtor.timezone, debtor.cooperative, debtor.dunning_block) == ("unknown", None, None, None, None)
    assert Contact(id="c").authority_to_pay is None
    assert DunningBlock(reason="court").until is None
    assert debtor.credit_hold is False
    assert an_invoice().is_final_shipment is False


def test_an_invoice_falls_due_on_its_day_at_the_earliest() -> None:
    assert an_invoice(issued_on=TODAY, due_on=TODAY).due_on == TODAY
    message = "`due_on` is before `issued_on`; help: swap or correct the dates"
    assert errors_of(lambda: an_invoice(issued_on=TODAY, due_on=date(2026, 7, 14))) == [("", "due_before_issue", message)]


@pytest.mark.parametrize(("amount", "left"), [("100", "0"), ("100", "100"), ("100", "0.01"), ("-100", "-100"), ("-100", "0"), ("0", "0")])
def test_what_is_open_lies_between_nothing_and_the_amount(amount: str, left: str) -> None:
    assert an_invoice(amount=Decimal(amount), open_amount=Decimal(left)).open_amount == Decimal(left)


@pytest.mark.parametrize(("amount", "left"), [("100", "100.01"), ("100", "-0.01"), ("-100", "0.01"), ("-100", "-100.01"), ("0", "1")])
def test_what_is_open_beyond_that_is_refused(amount: str, left: str) -> None:
    message = "`open_amount` is not between 0 and `amount`; help: record an overpayment as a payment without `invoice_id`"
    assert errors_of(lambda: an_invoice(amount=Decimal(amount), open_amount=Decimal(left))) == [("", "open_amount", message)]


def test_what_is_open_fits_the_currency() -> None:
    message = "`open_amount` has more than 2 decimals, the minor unit of EUR; help: round it before"
    assert errors_of(lambda: an_invoice(open_amount=Decimal("0.001"))) == [("", "minor_unit", message)]


def test_what_is_open_is_compared_exactly_whatever_the_decimal_context_of_the_caller() -> None:
    with decimal.localcontext(decimal.Context(prec=3)):
        assert errors_of(lambda: an_invoice(amount=Decimal("1230.00"), open_amount=Decimal("1234.56")))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"started_at": None}, "the visit has no time; help: give `scheduled_for` or `started_at`"),
        ({"started_at": at(VISIT_DAY, 13)}, "`started_at` is after `recorded_at`; help: use `scheduled_for` for plans"),
        ({"ended_at": at(VISIT_DAY, 9)}, "`ended_at` is not between `started_at` and `recorded_at`; help: correct the times"),
        ({"ended_at": at(VISIT_DAY, 13)}, "`ended_at` is not between `started_at` and `recorded_at`; help: correct the times"),
        (
            {"started_at": None, "scheduled_for": at(VISIT_DAY, 10), "ended_at": at(VISIT_DAY, 11)},
            "`ended_at` is not between `started_at` and `recorded_at`; help: correct the times",
        ),
    ],
)
def test_a_visit_that_cannot_be_is_refused(changes: dict[str, Any], message: str) -> None:
    assert errors_of(lambda: a_visit(**changes)) == [("", "visit_time", message)]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"ended_at": at(VISIT_DAY, 10)},
        {"ended_at": at(VISIT_DAY, 12)},
        {"started_at": at(VISIT_DAY, 12)},
        {"started_at": None, "scheduled_for": at(date(2027, 1, 1))},
        {"currency": "JPY", "expected_amount": Decimal(5), "collected_amount": Decimal(0)},
        {"outcomes": ["paid", "promised"]},
    ],
)
def test_a_visit_that_can_be(changes: dict[str, Any]) -> None:
    assert isinstance(a_visit(**changes), Visit)


@pytest.mark.parametrize("field", ["expected_amount", "collected_amount"])
def test_the_amounts_of_a_visit_have_a_currency_that_they_fit(field: str) -> None:
    assert errors_of(lambda: a_visit(**{field: Decimal(5)})) == [("", "currency", f"`{field}` has no currency; help: give `currency`")]
    message = f"`{field}` has more than 0 decimals, the minor unit of JPY; help: round it before"
    assert errors_of(lambda: a_visit(**{field: Decimal("0.5"), "currency": "JPY"})) == [("", "minor_unit", message)]


def test_a_visit_knows_its_outcomes_only() -> None:
    assert [kind for _, kind, _ in errors_of(lambda: a_visit(outcomes=("pald",)))] == ["literal_error"]


@pytest.mark.parametrize("record", [an_invoice(), a_payment(5), a_visit()], ids=["invoice", "event", "visit"])
def test_a_case_keeps_each_record_once(record: Any) -> None:  # noqa: ANN401 - any record of a case
    table = {"Invoice": "invoice", "Visit": "visit"}.get(type(record).__name__, "event")
    found = errors_of(lambda: a_case(record, record))
    assert found == [("", "duplicate_id", f"{table} `{record.id}` occurs twice; help: keep one record of it")]


@pytest.mark.parametrize(
    "record", [an_invoice(debtor_id="e"), a_payment(5, debtor_id="e"), a_visit(debtor_id="e")], ids=["invoice", "event", "visit"]
)
def test_a_case_holds_the_records_of_its_debtor_only(record: Any) -> None:  # noqa: ANN401 - as above
    table = {"Invoice": "invoice", "Visit": "visit"}.get(type(record).__name__, "event")
    message = f"{table} `{record.id}` belongs to debtor `e`, not `d`; help: put it into that debtor's case"
    assert errors_of(lambda: a_case(record)) == [("", "foreign_record", message)]


def test_records_of_different_tables_may_share_an_id() -> None:
    assert len(a_case(an_invoice(id="1"), a_payment(5, id="1"), a_visit(id="1")).events) == 1


def test_lists_are_taken_for_tuples() -> None:
    record: dict[str, Any] = {
        "creditor": Creditor(id="us", currency="EUR"),
        "debtor": {"id": "d", "contacts": [Contact(id="c")]},
        "invoices": [an_invoice()],
        "visits": [a_visit()],
        "events": [a_payment(5)],
    }
    case = Case.model_validate(record)
    assert (case.invoices, case.visits, case.events) == ((an_invoice(),), (a_visit(),), (a_payment(5),))
    assert case.debtor.contacts == (Contact(id="c"),)


@pytest.mark.parametrize("table", ["invoices", "visits", "events", "contacts"])
def test_of_many_wrong_records_of_a_table_the_first_is_shown(table: str) -> None:
    debtor: dict[str, Any] = {"id": "d"}
    case: dict[str, Any] = {"creditor": {"id": "us", "currency": "EUR"}, "debtor": debtor}
    (debtor if table == "contacts" else case)[table] = [{"kind": "nothing"}] * 50
    found = errors_of(lambda: Case.model_validate(case))
    assert {where.partition(f"{table}.")[2].split(".")[0] for where, _, _ in found} == {"0"}


def test_a_case_survives_json() -> None:
    case = a_case(
        an_invoice(amount=Decimal("1234.50"), open_amount=Decimal("0.10"), lien=True, acknowledged_on=TODAY),
        an_invoice(id="2", amount=Decimal(-5)),
        a_visit(outcomes=("paid", "new_business_raised"), currency="EUR", collected_amount=Decimal("5.00")),
        an_event("excuse", reason="account_empty"),
        debtor={
            "name": "发票",
            "timezone": "Asia/Shanghai",
            "contacts": (Contact(id="c", role="payer"),),
            "dunning_block": DunningBlock(reason="court", until=TODAY),
            "purchase_share": Decimal("0.4"),
        },
        creditor={"is_group": True, "large_amount": Decimal(5000)},
    )
    again = Case.model_validate_json(case.model_dump_json())
    assert again == case
    assert again.model_dump_json() == case.model_dump_json()


def test_in_json_amounts_may_be_text_and_dates_are_iso() -> None:
    text = an_invoice(amount=Decimal("0.10")).model_dump_json()
    assert '"amount":"0.10"' in text
    assert '"due_on":"2026-06-01"' in text
    assert Invoice.model_validate_json(text).amount.as_tuple() == Decimal("0.10").as_tuple()


@pytest.mark.parametrize("written", ["1780185600", '"1780185600"', '"2026-05-31T00:00:00"', "true", "null"])
def test_a_day_in_json_is_text_and_no_count_of_seconds(written: str) -> None:
    text = a_case(an_invoice()).model_dump_json()
    day = f'"due_on":"{an_invoice().due_on}"'
    assert day in text

    assert errors_of(lambda: Case.model_validate_json(text.replace(day, f'"due_on":{written}'))) == [
        ("invoices.0.due_on", "date_type", "Input should be a valid date")
    ]


@pytest.mark.parametrize("written", ["1780185600", '"1780185600"', '"2026-05-31"', "true", "null"])
def test_a_moment_in_json_is_text_and_no_count_of_seconds(written: str) -> None:
    text = a_visit().model_dump_json()
    moment = re.search('"recorded_at":("[^"]*")', text)
    assert moment is not None
    assert Visit.model_validate_json(text) == a_visit()

    assert errors_of(lambda: Visit.model_validate_json(text.replace(moment[0], f'"recorded_at":{written}'))) == [
        ("recorded_at", "datetime_type", "Input should be a valid datetime")
    ]


@pytest.mark.parametrize("start", ["9:00", "25:00", "24:01", "12", ""])
def test_a_time_of_day_is_written_out(start: str) -> None:
    with pytest.raises(ValidationError):
        ContactPreference(start=start)


@pytest.mark.parametrize("hours", [("10:00", "09:00"), ("09:00", "09:00"), ("24:00", "24:00")])
def test_the_hours_of_a_preference_begin_before_they_end(hours: tuple[str, str]) -> None:
    with pytest.raises(ValidationError, match="is not before"):
        ContactPreference(start=hours[0], end=hours[1])
