"""Events: one kind of record for each kind of event, each readable and writable as JSON."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from dunning_rules.models import EVENT_ADAPTER, Event
from tests.cases import an_event

DAY = date(2026, 8, 1)
EURO = {"amount": Decimal("12.50"), "currency": "EUR"}
FIELDS: dict[str, dict[str, Any]] = {
    "payment": {**EURO, "invoice_id": "1"},
    "promise": {**EURO, "due_on": DAY, "invoice_id": "1", "contact_id": "c"},
    "excuse": {"reason": "account_empty", "invoice_id": "1"},
    "excuse_checked": {"excuse_id": "x", "finding": "refuted"},
    "evasion": {"form": "hid"},
    "dispute_raised": {"invoice_id": "1", "ground": "short delivery"},
    "dispute_resolved": {"dispute_id": "x", "outcome": "for_us"},
    "order_request": {},
    "order_closed": {"order_id": "x"},
    "delivery": {"days_to_sell": 30},
    "sell_through": {"delivery_id": "x", "share": Decimal("0.8")},
    "funds_observed": {**EURO, "source": "court_record"},
    "anomaly": {"signal": "closing"},
    "claim_secured": {},
    "insolvency_filed": {},
    "insolvency_ended": {},
    "notice_sent": {"notice": "demand", "delivered_on": DAY, "deadline_on": DAY, "level": 2},
    "contact_attempt": {"channel": "call", "reached": True, "contact_id": "c"},
    "cease_request": {},
    "hardship_confirmed": {},
    "hardship_ended": {},
    "bank_demand": {"deadline_on": DAY},
    "reconciliation": {"agreed": False},
    "competitor_offer": {},
    "pressing_measure": {"measure": "cash_only"},
    "assets_concealed": {},
    "debt_shelved": {"review_on": DAY},
    "collection_resumed": {},
}


def test_every_kind_of_event_is_tried_here() -> None:
    assert set(FIELDS) == {kind.model_fields["kind"].default for kind in get_args(get_args(Event)[0])}


@pytest.mark.parametrize("kind", FIELDS)
def test_an_event_survives_json(kind: str) -> None:
    event = an_event(kind, note="as told by the clerk", **FIELDS[kind])
    again = EVENT_ADAPTER.validate_json(EVENT_ADAPTER.dump_json(event))
    assert again == event
    assert again.kind == kind
    assert {name: getattr(again, name) for name in FIELDS[kind]} == FIELDS[kind]


@pytest.mark.parametrize("kind", FIELDS)
def test_an_event_has_an_id_a_debtor_and_a_moment_with_a_zone(kind: str) -> None:
    for changes, where in (({"at": datetime(2026, 7, 1)}, "at"), ({"id": ""}, "id"), ({"debtor_id": ""}, "debtor_id")):  # noqa: DTZ001 - the mistake
        with pytest.raises(ValidationError) as caught:
            an_event(kind, **FIELDS[kind], **changes)
        assert [error["loc"][-1] for error in caught.value.errors()] == [where]


@pytest.mark.parametrize("at", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC)])
def test_a_moment_is_one_in_every_zone(at: datetime) -> None:
    with pytest.raises(ValidationError, match="the moment is out of range"):
        an_event("excuse", **FIELDS["excuse"], at=at)
    with pytest.raises(ValidationError, match="the moment is out of range"):
        EVENT_ADAPTER.validate_json(f'{{"kind":"cease_request","id":"1","debtor_id":"d","at":"{at.isoformat()}"}}')


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        ("excuse", {"reason": "weather"}, "reason"),
        ("evasion", {"form": "ran"}, "form"),
        ("delivery", {"days_to_sell": 0}, "days_to_sell"),
        ("delivery", {"days_to_sell": 3651}, "days_to_sell"),
        ("notice_sent", {"notice": "demand", "level": 100}, "level"),
        ("notice_sent", {"notice": "demand", "level": -1}, "level"),
        ("contact_attempt", {"channel": "telepathy", "reached": True}, "channel"),
        ("order_request", {"amount": Decimal(1)}, "amount"),
        ("dispute_raised", {}, "invoice_id"),
        ("promise", EURO, "due_on"),
    ],
)
def test_an_event_has_the_fields_of_its_kind(kind: str, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        an_event(kind, **changes)
    assert [error["loc"][-1] for error in caught.value.errors()] == [field]


@pytest.mark.parametrize(("kind", "error"), [("paymnet", "union_tag_invalid"), (None, "union_tag_invalid")])
def test_an_unknown_kind_is_refused(kind: str | None, error: str) -> None:
    with pytest.raises(ValidationError) as caught:
        EVENT_ADAPTER.validate_python({"id": "1", "debtor_id": "d", "kind": kind})
    assert [each["type"] for each in caught.value.errors()] == [error]
