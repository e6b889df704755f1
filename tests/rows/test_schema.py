"""What validation errors say."""

from __future__ import annotations

import pytest

from dunning_rules.models import Case, Debtor, Event, Invoice
from dunning_rules.rows.row_error import RowError
from dunning_rules.rows.schema import Schema

EVENT = {"id": "1", "debtor_id": "d", "at": "2013-07-15T09:00:00+02:00"}
INVOICE = {"id": "1", "debtor_id": "d", "amount": "5", "currency": "EUR", "issued_on": "2013-01-01", "due_on": "2013-01-02"}
DEBTOR = {"id": "d"}


def refusal(annotation: object, data: object) -> tuple[str, str, str, str]:
    with pytest.raises(RowError) as found:
        Schema(annotation).read(data)
    return found.value.field, found.value.value, found.value.message, found.value.help


@pytest.mark.parametrize(
    ("change", "field", "value", "reason", "mend"),
    [
        ({"id": 7}, "id", "7", "`id` is not text", "quotes"),
        ({"id": ""}, "id", "", "`id` is empty", "give it"),
        ({"id": "x" * 200}, "id", "x" * 80 + "…", "longer than 128 characters", "shorten"),
        ({"id": "a\nb"}, "id", "a\N{REPLACEMENT CHARACTER}b", "control characters", "remove"),
        ({"issued_on": 15000}, "issued_on", "15000", "not a date", "2013-07-15"),
        ({"issued_on": 86400}, "issued_on", "86400", "not a date", "2013-07-15"),
        ({"issued_on": "86400"}, "issued_on", "86400", "not a date", "2013-07-15"),
        ({"issued_on": "+1356998400.0"}, "issued_on", "+1356998400.0", "not a date", "2013-07-15"),
        ({"issued_on": "2013-01-01T00:00:00"}, "issued_on", "2013-01-01T00:00:00", "not a date", "2013-07-15"),
        ({"issued_on": "1/2/2013"}, "issued_on", "1/2/2013", "not a date", "2013-07-15"),
        ({"amount": True}, "amount", "true", "not a number", "100.00"),
        ({"amount": "1,5"}, "amount", "1,5", "not a number", "100.00"),
        ({"amount": "NaN"}, "amount", "NaN", "not a finite number", "100.00"),
        ({"amount": "1e18"}, "amount", "1e18", "out of range", "below 1e12"),
        ({"amount": "1e999999999"}, "amount", "1e999999999", "out of range", "below 1e12"),
        ({"amount": "1." + "0" * 40 + "1"}, "amount", "1." + "0" * 40 + "1", "more than 2 decimals", "round"),
        ({"amount": "1e-999999999"}, "amount", "1e-999999999", "more than 2 decimals", "round"),
        ({"currency": "EURO"}, "currency", "EURO", "not a currency", "three-letter"),
        ({"secured": "yes"}, "secured", "yes", "not true or false", "without quotes"),
        ({"due_on": "2012-12-31"}, "due_on", "2012-12-31", "`due_on` is before `issued_on`", "swap"),
        ({"open_amount": "-1"}, "open_amount", "-1", "`open_amount` is not between 0 and `amount`", "overpayment"),
        ({"du_on": "x"}, "du_on", "(hidden)", "not a known field", "did you mean `due_on`?"),
        ({"id": "\ud800"}, "", "", "lone surrogate", "UTF-8"),
    ],
)
def test_invoices(change: dict[str, object], field: str, value: str, reason: str, mend: str) -> None:
    found = refusal(Invoice, INVOICE | change)

    assert found[:2] == (field, value)
    assert reason in found[2]
    assert mend in found[3]


def test_a_missing_field() -> None:
    assert refusal(Invoice, {key: value for key, value in INVOICE.items() if key != "due_on"}) == (
        "due_on", "", "`due_on` is missing", "give it: it has no default",
    )  # fmt: skip


def test_a_missing_field_under_another_name() -> None:
    data = {"dueon" if key == "due_on" else key: value for key, value in INVOICE.items()}

    assert refusal(Invoice, data) == ("due_on", "", "`due_on` is missing (and 1 more)", "is `dueon` meant for it? rename it")


@pytest.mark.parametrize(
    ("change", "field", "value", "reason", "mend"),
    [
        ({"name": 7}, "name", "(hidden)", "not text", ""),
        ({"name": "n" * 3000}, "name", "(hidden)", "longer than 2000", ""),
        ({"kind": "firm"}, "kind", "firm", "not one of its values", "`company`"),
        ({"kind": "compny"}, "kind", "compny", "not one of its values", "did you mean `company`?"),
        ({"country": "de"}, "country", "de", "does not have its form", "DE"),
        ({"margin_rank": 2}, "margin_rank", "2", "more than 1", "fraction"),
        ({"margin_rank": "-1"}, "margin_rank", "-1", "less than 0", "fraction"),
        ({"interest_rate": "0.00001"}, "interest_rate", "0.00001", "more than 4 decimals", "round"),
        ({"timezone": "Mars"}, "timezone", "Mars", "not a zone", "Europe/Berlin"),
        ({"contacts": 7}, "contacts", "7", "not a list", "[]"),
        ({"contacts": [7]}, "contacts[0]", "7", "`contacts[0]` is not an object", "braces"),
        ({"contacts": [{"id": "a"}, {"id": "b", "nmae": "x"}]}, "contacts[1].nmae", "(hidden)", "not a known field", "`name`"),
        ({"contacts": [{"id": "a"}, {"id": "a"}]}, "contacts", "", "contact `a` occurs twice", "keep one"),
        ({"dunning_block": {"reason": 7}}, "dunning_block.reason", "(hidden)", "not text", ""),
        ({"dunning_block": "why"}, "dunning_block", "why", "not an object", "braces"),
        ({"credit_limit": "-1"}, "credit_limit", "-1", "negative", "credit note"),
    ],
)
def test_debtors(change: dict[str, object], field: str, value: str, reason: str, mend: str) -> None:
    found = refusal(Debtor, DEBTOR | change)

    assert found[:2] == (field, value)
    assert reason in found[2]
    assert mend in found[3]


@pytest.mark.parametrize(
    ("data", "field", "value", "reason", "mend"),
    [
        (EVENT, "kind", "", "`kind` is missing", "kind of the event"),
        (EVENT | {"kind": "deliver"}, "kind", "deliver", "not a kind of event", "did you mean `delivery`?"),
        (EVENT | {"kind": "delivery", "days_to_sell": "5"}, "days_to_sell", "5", "not a whole number", "30"),
        (EVENT | {"kind": "delivery", "at": "2013-07-15T09:00:00"}, "at", "2013-07-15T09:00:00", "no offset", "+02:00"),
        (EVENT | {"kind": "delivery", "at": "yesterday"}, "at", "yesterday", "not a moment", "+02:00"),
        (EVENT | {"kind": "excuse", "reason": "ill"}, "reason", "ill", "not one of its values", "`other`"),
        (EVENT | {"kind": "delivery", "note": 7}, "note", "(hidden)", "not text", ""),
        ([], "", "", "the record is not an object", "braces"),
    ],
)
def test_events(data: object, field: str, value: str, reason: str, mend: str) -> None:
    found = refusal(Event, data)

    assert found[:2] == (field, value)
    assert reason in found[2]
    assert mend in found[3]


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"events": [EVENT | {"kind": "delivery", "nte": "x"}]}, "events[0].nte", "not a known field"),
        ({"events": [EVENT | {"kind": "x"}]}, "events[0].kind", "not a kind of event"),
        ({"events": [EVENT | {"kind": "delivery"}] * 2}, "events", "event `1` occurs twice"),
        ({"invoices": [INVOICE | {"debtor_id": "e"}]}, "invoices", "belongs to debtor `e`"),
        (
            {"visits": [{"id": "v", "debtor_id": "d", "recorded_at": EVENT["at"], "outcomes": ["payd"]}]},
            "visits[0].outcomes[0]",
            "not one of its",
        ),
        ({"debtor": {}}, "debtor.id", "missing"),
        ({"invoices": {"a": 1}}, "invoices", "not a list"),
    ],
)
def test_cases(change: dict[str, object], field: str, reason: str) -> None:
    found = refusal(Case, {"creditor": {"id": "us", "currency": "EUR"}, "debtor": DEBTOR} | change)

    assert found[0] == field
    assert reason in found[2]


@pytest.mark.parametrize(
    "at", [1780000000, 1780000000.5, "1780000000", "-1", "1780000000000.5", "2013-07-15", "2013-07-15T09:00", True, []]
)
def test_a_moment_is_written_out_with_its_offset(at: object) -> None:
    field, _, reason, mend = refusal(Event, EVENT | {"kind": "delivery", "at": at})

    assert field == "at"
    assert reason in {"`at` is not a moment", "`at` has no offset from UTC"}
    assert "2013-07-15T09:00:00+02:00" in mend


def test_fields_are_called_as_the_data_calls_them() -> None:
    schema: Schema[Invoice] = Schema(Invoice, {"due_on": "Fällig", "amount": "Betrag"})
    with pytest.raises(RowError) as found:
        schema.read(INVOICE | {"due_on": "2012-12-31"})
    assert found.value.message == "`Fällig` is before `issued_on`"

    with pytest.raises(RowError) as found:
        schema.read(INVOICE | {"amount": "1.001"})
    assert found.value.message == "`Betrag` has more than 2 decimals, the minor unit of EUR"

    with pytest.raises(RowError) as found:
        schema.read({name: value for name, value in INVOICE.items() if name != "amount"})
    assert found.value.message == "`Betrag` is missing"


def test_an_error_that_we_have_no_words_for() -> None:
    found = refusal(frozenset[int], 7)

    assert found[2] == "the record: input should be a valid array"
    assert found[3] == "correct the value"
