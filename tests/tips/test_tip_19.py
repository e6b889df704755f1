"""Tip 19: what is done depends on the type of debtor and on who may pay."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.cases import TODAY, a_payment, an_invoice, at
from tests.tips.advice import OVERDUE, Records, advised, fired, happened, planned, report_on, visited

SLOW = tuple(OVERDUE.model_copy(update={"id": name}) for name in "abc")
SETTLED = an_invoice(id="settled", acknowledged_on=TODAY - timedelta(days=70))
PROMPT = (SETTLED, a_payment(100, invoice_id="settled", at=at(SETTLED.due_on)))
OPEN = an_invoice(id="open", issued_on=TODAY - timedelta(days=5), due_on=TODAY + timedelta(days=25), acknowledged_on=TODAY)
CALL = happened("contact_attempt", 3, channel="call", reached=True, contact_id="clerk")
PROMISE = happened("promise", 2, amount=Decimal(50), currency="EUR", due_on=TODAY + timedelta(days=4), contact_id="clerk")


def test_a_slow_payer_that_minds_its_name_is_asked_at_its_premises() -> None:
    (asked,) = (each for each in report_on(*SLOW, debtor={"values_reputation": True}).recommendations if each.tip == 19)
    assert (asked.rule_id, asked.action) == ("tip-19a.reputation", "REQUEST_AT_PREMISES")
    assert (asked.audience, asked.place) == ("third_parties", "business_premises")
    assert fired(report_on(*SLOW, debtor={"values_reputation": False}), "tip-19a") == {}
    assert fired(report_on(OVERDUE, debtor={"values_reputation": True}), "tip-19a") == {}


def test_a_prompt_payer_is_praised_and_listed() -> None:
    both = {"tip-19b.prompt": {"EXPLAIN_AND_COMMEND"}, "tip-19b.good-credit": {"LIST_AS_GOOD_CREDIT"}}
    assert fired(report_on(*PROMPT, OPEN), "tip-19b") == both
    assert fired(report_on(*PROMPT), "tip-19b") == {"tip-19b.good-credit": {"LIST_AS_GOOD_CREDIT"}}
    assert fired(report_on(*SLOW), "tip-19b") == {}


def test_nobody_is_praised_and_sued() -> None:
    report = report_on(*PROMPT, OVERDUE, happened("assets_concealed", 3))
    assert "START_LITIGATION" in advised(report)
    gave_way = {each.recommendation.action for each in report.gave_way}
    assert gave_way == {"EXPLAIN_AND_COMMEND", "LIST_AS_GOOD_CREDIT"}


@pytest.mark.parametrize(
    ("records", "rules"),
    [
        ((planned(4, contact_id="clerk"),), {"tip-19c.to-be-met"}),
        ((planned(4, contact_id="payer"),), set()),
        ((planned(4),), set()),
        ((visited(7, contact_id="clerk"),), {"tip-19c.met"}),
        ((visited(8, contact_id="clerk"),), set()),
        ((CALL,), {"tip-19c.met"}),
        ((CALL.model_copy(update={"reached": False}),), set()),
        ((CALL, visited(3, contact_id="payer")), set()),
        ((CALL, visited(4, contact_id="payer")), {"tip-19c.met"}),
        ((CALL, happened("contact_attempt", 1, channel="call", reached=True, contact_id="payer")), set()),
        ((PROMISE,), {"tip-19c.promise"}),
        ((PROMISE.model_copy(update={"contact_id": "payer"}),), set()),
    ],
)
def test_the_one_who_may_pay_is_reached_first(records: Records, rules: set[str]) -> None:
    found = fired(report_on(OVERDUE, *records), "tip-19c")
    assert set(found) == rules
    assert all(actions == {"REACH_DECISION_MAKER"} for actions in found.values())


def test_until_then_nobody_else_is_asked() -> None:
    report = report_on(*SLOW, CALL, debtor={"values_reputation": True})
    assert [(each.recommendation.action, each.to) for each in report.gave_way] == [("REQUEST_AT_PREMISES", "REACH_DECISION_MAKER")]


@pytest.mark.parametrize(
    ("records", "fires"),
    [
        ((CALL, visited(0, contact_id="payer", collected_amount=Decimal(50))), True),
        ((CALL, visited(1, contact_id="payer", collected_amount=Decimal(50))), False),
        ((CALL, visited(0, contact_id="payer")), False),
        ((visited(0, contact_id="payer", collected_amount=Decimal(50)),), False),
    ],
)
def test_when_the_payer_is_found_and_pays_we_leave(records: Records, fires: bool) -> None:  # noqa: FBT001 - a column of the table
    found = fired(report_on(OVERDUE, *records), "tip-19c")
    assert found == ({"tip-19c.payer-found": {"CLOSE_VISIT"}} if fires else {})
