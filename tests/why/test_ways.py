"""Which value of which fact would do, for each kind of term and condition."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from dunning_rules.language import (
    MINUTE,
    NAME,
    Condition,
    Term,
    Type,
    Value,
    band,
    choice,
    coalesce,
    count,
    exists,
    greatest,
    highest,
    latest,
    least,
    lowest,
    outer,
    ratio,
    total,
    when,
)
from dunning_rules.language.arithmetic import divided
from dunning_rules.language.types import COUNT, DATE, DAYS, FLAG, MONEY, RATIO
from dunning_rules.models import Case, ExchangeRate
from dunning_rules.policy import Policy
from dunning_rules.rules.rule import Conclude
from dunning_rules.vocabulary import debtor, event, invoice, recommendation, visit
from dunning_rules.why.goal import Goal, Wish, distance
from dunning_rules.why.why_not import answer
from tests.cases import NOON, TODAY, a_book, a_case, a_payment, a_promise, a_rule, a_visit, advise, an_action, an_invoice

_GRADES = choice("low", "middle", "high", ordered=True)


def changed(condition: Condition | Term, case: Case) -> dict[str, object] | None:
    """By record and field, the values of the smallest change by which `condition` holds; checked by a replay."""
    policy = Policy(a_book(a_rule("act", condition)), engine="plain")
    found = answer(policy.workings(case, as_of=NOON), policy.evaluate(case, as_of=NOON), "act", None)
    assert found.status == "failed"
    return None if found.changes is None else {f"{each.record}.{each.name.partition('.')[2]}": each.after for each in found.changes}


@pytest.mark.parametrize(
    ("goal", "kind", "now", "expected"),
    [
        (Goal("lt", (5,)), DAYS, 9, [4]),
        (Goal("le", (5,)), DAYS, 9, [5]),
        (Goal("gt", (5,)), DAYS, 1, [6]),
        (Goal("ge", (5,)), DAYS, None, [5]),
        (Goal("eq", (5,)), DAYS, 1, [5]),
        (Goal("ne", (5,)), DAYS, 5, [6, 4]),
        (Goal("lt", (0,)), COUNT, 3, []),
        (Goal("gt", (24 * 60 - 1,)), MINUTE, 3, []),
        (Goal("gt", (2**53,)), MONEY, 3, []),
        (Goal("lt", (1,)), DATE, 3, []),
        (Goal("gt", (5,)), DATE, 3, [6]),
        (Goal("known"), DATE, None, [700]),
        (Goal("known"), MONEY, None, [0]),
        (Goal("missing"), MONEY, 4, [None]),
        (Goal("eq", (True,)), FLAG, None, [True]),
        (Goal("known"), FLAG, None, [True, False]),
        (Goal("in", ("low", "high")), _GRADES, "middle", ["low"]),
        (Goal("out", ("low", "middle")), _GRADES, "low", ["high"]),
        (Goal("ne", ("low",)), _GRADES, None, ["middle"]),
        (Goal("eq", ("x",)), NAME, "y", []),
    ],
)
def test_the_nearest_values(goal: Goal, kind: Type, now: Value | None, expected: list[Value | None]) -> None:
    assert list(goal.nearest(kind, now, 700)) == expected


@pytest.mark.parametrize(
    ("kind", "before", "after", "expected"),
    [(DAYS, 3, 10, 7), (MONEY, 0, 101, 2), (RATIO, 1000, 1250, 3), (FLAG, True, False, 1), (DAYS, None, 10, 1), (DAYS, 4, None, 1)],
)
def test_how_far_values_are_apart(kind: Type, before: Value | None, after: Value | None, expected: int) -> None:
    assert distance(kind, before, after, 2) == expected


@pytest.mark.parametrize(("wish", "mirrored"), [("lt", "gt"), ("ge", "le"), ("eq", "eq"), ("in", "in")])
def test_a_relation_from_the_other_side(wish: Wish, mirrored: Wish) -> None:
    assert Goal(wish, ("a",)).mirrored == Goal(mirrored, ("a",))


def test_what_a_missing_value_meets() -> None:
    assert Goal("missing").met_by(None)
    assert not Goal("ne", (3,)).met_by(None)
    assert not Goal("known").met_by(None)


DEBTOR = {"finances": "weak", "credit_limit": Decimal(100), "visit_cost": Decimal(20), "margin_rank": Decimal("0.5")}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (debtor.finances.is_in(("strong", "adequate")), {"debtor/d.finances": "adequate"}),
        (~debtor.finances.is_in(("weak", "strong")), {"debtor/d.finances": "adequate"}),
        (debtor.finances.is_missing(), {"debtor/d.finances": None}),
        (debtor.rebate_accrued.is_known(), {"debtor/d.rebate_accrued": "0.00"}),
        (debtor.margin_rank >= Decimal("0.75"), {"debtor/d.margin_rank": "0.7500"}),
        (debtor.visit_cost > debtor.credit_limit, {"debtor/d.credit_limit": "19.99"}),
        (debtor.visit_cost == debtor.credit_limit, {"debtor/d.credit_limit": "20.00"}),
        (debtor.visit_cost > debtor.rebate_accrued, {"debtor/d.rebate_accrued": "19.99"}),
        (debtor.rebate_accrued < debtor.visit_cost, {"debtor/d.rebate_accrued": "0.00"}),
        (debtor.rebate_accrued < debtor.onsite_discount, {"debtor/d.onsite_discount": "0.01", "debtor/d.rebate_accrued": "0.00"}),
        (debtor.credit_limit - debtor.visit_cost >= debtor.credit_limit, {"debtor/d.visit_cost": "0.00"}),
        (debtor.credit_limit + debtor.visit_cost < 0, None),
        (debtor.credit_limit + debtor.rebate_accrued > 0, {"debtor/d.rebate_accrued": "0.00"}),
        ((debtor.credit_limit + debtor.visit_cost).is_missing(), {"debtor/d.credit_limit": None}),
        (debtor.visit_cost * 3 > debtor.credit_limit, {"debtor/d.visit_cost": "33.34"}),
        (debtor.visit_cost * -3 >= 0, {"debtor/d.visit_cost": "0.00"}),
        ((debtor.visit_cost * 3).is_missing(), {"debtor/d.visit_cost": None}),
        ((debtor.rebate_accrued * 3).is_known(), {"debtor/d.rebate_accrued": "0.00"}),
        (divided(debtor.visit_cost, 3) > debtor.credit_limit, {"debtor/d.credit_limit": "6.66"}),
        (ratio(debtor.visit_cost, debtor.credit_limit) > Decimal("0.25"), {"debtor/d.visit_cost": "25.01"}),
        (ratio(debtor.visit_cost, debtor.credit_limit) < Decimal("0.1"), {"debtor/d.visit_cost": "9.99"}),
        (ratio(debtor.visit_cost, debtor.credit_limit) <= Decimal("0.1"), {"debtor/d.visit_cost": "10.00"}),
        (ratio(debtor.visit_cost, debtor.credit_limit).is_missing(), {"debtor/d.visit_cost": None}),
        (ratio(debtor.visit_cost, debtor.rebate_accrued) > Decimal("0.1"), {"debtor/d.rebate_accrued": "0.01"}),
        (ratio(debtor.rebate_accrued, debtor.visit_cost).is_known(), {"debtor/d.rebate_accrued": "0.00"}),
        (greatest(debtor.visit_cost, debtor.credit_limit) < debtor.visit_cost, None),
        (least(debtor.visit_cost, debtor.credit_limit) >= debtor.credit_limit, {"debtor/d.credit_limit": "20.00"}),
        (coalesce(debtor.rebate_accrued, debtor.visit_cost) > debtor.credit_limit, {"debtor/d.rebate_accrued": "100.01"}),
        (band(debtor.margin_rank, ((Decimal("0.6"), 1), (Decimal("0.8"), 2))) == 2, {"debtor/d.margin_rank": "0.8000"}),
        (band(debtor.margin_rank, ((Decimal("0.2"), 1), (Decimal("0.4"), 2))) == 1, {"debtor/d.margin_rank": "0.3999"}),
        (band(debtor.volume_rank, ((Decimal("0.2"), 1),)) == 0, {"debtor/d.volume_rank": "0.0000"}),
        (band(debtor.margin_rank, ((Decimal("0.2"), 1),)).is_missing(), {"debtor/d.margin_rank": None}),
        (when(debtor.blocked, debtor.visit_cost) > 0, {"debtor/d.blocked": True}),
        (when(debtor.visit_cost > 0, debtor.visit_cost).is_missing(), {"debtor/d.visit_cost": "0.00"}),
        (when(debtor.visit_cost > 0, debtor.visit_cost) > debtor.credit_limit, {"debtor/d.credit_limit": "19.99"}),
        (debtor.blocked & debtor.credit_hold, {"debtor/d.blocked": True, "debtor/d.credit_hold": True}),
        ((debtor.blocked & debtor.credit_hold) | debtor.creditor_is_group, {"debtor/d.creditor_is_group": True}),
        (debtor.today < debtor.blocked_until, {"debtor/d.blocked_until": "2026-07-16"}),
        (debtor.kind == "public_body", None),
        (debtor.country == "FR", None),
    ],
)
def test_terms_of_a_debtor(condition: Condition, expected: dict[str, object] | None) -> None:
    assert changed(condition, a_case(debtor=DEBTOR)) == expected


PAID = a_payment(30, invoice_id="1")
PROMISED = a_promise(50, TODAY + timedelta(5))
CASE = a_case(
    an_invoice(), an_invoice(id="2", amount=Decimal(40), secured=True), PAID, PROMISED, a_visit(expected_amount=Decimal(9), currency="EUR")
)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (exists(invoice, invoice.lien), {"invoice/1.lien": True}),
        (~exists(invoice, invoice.secured), {"invoice/2.secured": False}),
        (count(invoice, invoice.secured) >= 2, {"invoice/1.secured": True}),
        (count(invoice, invoice.secured) == 0, {"invoice/2.secured": False}),
        (total(invoice, invoice.amount) >= total(event, event.amount, event.kind == "promise") * 4, {"event/promise.amount": "35.00"}),
        (highest(invoice, invoice.amount) < total(event, event.amount), {"event/payment.amount": "50.01"}),
        (lowest(invoice, invoice.days_past_due) > 50, {"invoice/1.due_on": "2026-05-25", "invoice/2.due_on": "2026-05-25"}),
        (highest(invoice, invoice.days_past_due, invoice.lien) > 40, {"invoice/1.lien": True}),
        (highest(invoice, invoice.days_past_due, invoice.lien).is_known(), {"invoice/1.lien": True}),
        (highest(invoice, invoice.days_past_due, invoice.secured).is_missing(), {"invoice/2.secured": False}),
        (latest(event, event.due_on, event.kind == "promise") < debtor.today, {"event/promise.due_on": "2026-07-14"}),
        (exists(event, event.amount > outer(invoice.amount) * 3, per="invoice"), {"invoice/2.amount": "16.66"}),
        (visit.paid_short, {"visit/v.collected_amount": "0.01"}),
        (event.promise_kept & (event.kind == "promise"), {"event/payment.amount": "50.00"}),
        (event.happened_on > debtor.today, None),
        (invoice.acknowledged_on.is_known() & (invoice.acknowledged_on > debtor.today), None),
        (invoice.id == "3", None),
        (debtor.has_open_order, {"debtor/d.has_open_order": True}),
    ],
)
def test_terms_across_records(condition: Condition, expected: dict[str, object] | None) -> None:
    assert changed(condition, CASE) == expected


def test_a_recommendation_cannot_be_changed() -> None:
    rules = (
        a_rule("first", debtor.is_overdue),
        a_rule("act", recommendation.channel == "visit", Conclude.that(recommendation.working_day)),
    )
    policy = Policy(a_book(*rules), engine="plain")
    found = answer(policy.workings(CASE, as_of=NOON), policy.evaluate(CASE, as_of=NOON), "act", None)
    assert (found.record, found.changes) == ("recommendation/first/ACT/d", None)


def test_a_recommendation_may_come_to_be() -> None:
    rules = (a_rule("first", debtor.blocked), a_rule("act", debtor.contact_is_recommended, advise("NEXT")))
    policy = Policy(a_book(*rules, actions=(an_action("ACT"), an_action("NEXT", channel="internal"))), engine="plain")
    found = answer(policy.workings(CASE, as_of=NOON), policy.evaluate(CASE, as_of=NOON), "act", None)
    assert found.changes is not None
    assert [(each.name, each.derived) for each in found.changes] == [("debtor.contact_is_recommended", True)]


def test_money_in_a_foreign_currency_is_in_the_reporting_one() -> None:
    case = a_case(an_invoice(currency="USD"))
    rates = (ExchangeRate(source="USD", target="EUR", on=TODAY, rate=Decimal("0.5")),)
    policy = Policy(a_book(a_rule("act", invoice.amount <= 0)), engine="plain", rates=rates)
    found = answer(policy.workings(case, as_of=NOON), policy.evaluate(case, as_of=NOON), "act", None)
    assert found.changes is not None
    assert [(each.before, each.after) for each in found.changes] == [("50.00", "0.00")]
