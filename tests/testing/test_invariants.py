"""Each check holds where it should, and fails where what it checks is broken."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar

import pytest

from dunning_rules.errors import CaseError, DunningError, InvariantError, ReportError
from dunning_rules.language import Wording
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.result import Recommendation, Report
from dunning_rules.rules.action import Exclusion
from dunning_rules.testing import sample_cases
from dunning_rules.testing.invariants import (
    check_advised,
    check_age,
    check_case,
    check_engines,
    check_exclusions,
    check_facts,
    check_more_law,
    check_no_demand_grows,
    check_not_milder,
    check_nothing_owed,
    check_order,
    check_order_of_rules,
    check_paying,
    check_report,
    check_unrelated,
    check_verdicts,
    known_at,
    paid,
    unpaid,
)
from dunning_rules.tips import standard_book
from tests.cases import NOON, TODAY, a_case, a_payment, an_invoice, at

OVERDUE = an_invoice(amount=Decimal(1000))
WEEK = timedelta(days=7)


@cache
def plain() -> Policy:
    return Policy(standard_book(), engine="plain")


@cache
def report() -> Report:
    return plain().evaluate(a_case(OVERDUE), as_of=NOON)


def other(**changes: Any) -> Report:  # noqa: ANN401 - fields of a report
    return replace(report(), **changes)


def first(**changes: Any) -> tuple[Recommendation, ...]:  # noqa: ANN401 - fields of a recommendation
    """The recommendations, the first call with other values."""
    call = next(each for each in report().recommendations if each.action == "CONTACT_NOW")
    return tuple(replace(each, **changes) if each is call else each for each in report().recommendations)


class Moody(Policy):
    """A policy that answers something else each time."""

    asked: ClassVar[int] = 0

    def evaluate(self, case: Case, *, as_of: Any) -> Report:  # noqa: ANN401 - as the policy has it
        Moody.asked += 1
        found = super().evaluate(case, as_of=as_of)
        return replace(found, recommendations=found.recommendations[Moody.asked % 2 :])


class Echo(Policy):
    """A policy that mixes up its debtors."""

    def evaluate_all(self, cases: Any, **options: Any) -> Report:  # noqa: ANN401 - as the policy has it
        found = super().evaluate_all(cases, **options)
        return replace(found, conclusions=())


class Strict(Policy):
    """A policy that presses the harder the more was paid, and demands more after it."""

    def evaluate(self, case: Case, *, as_of: Any) -> Report:  # noqa: ANN401 - as the policy has it
        found = super().evaluate(case, as_of=as_of)
        payments = sum(each.kind == "payment" for each in case.events)
        harder = tuple(replace(each, urgency=each.urgency + payments) for each in found.recommendations)
        return replace(found, recommendations=harder or report().recommendations)


def test_the_built_in_rules_pass_every_check() -> None:
    for seed, case in enumerate(sample_cases(17, 15)):
        check_case(plain(), case, as_of=NOON, seed=seed)


def test_a_broken_promise_is_an_assertion_and_an_error_of_the_library() -> None:
    with pytest.raises(AssertionError, match=r"1000.00 EUR are overdue, and nothing is recommended") as raised:
        check_advised(other(recommendations=()))
    assert isinstance(raised.value, DunningError)
    assert isinstance(raised.value, InvariantError)
    assert raised.value.where.startswith("as of 2026-07-15T12:00:00")
    assert raised.value.help


@pytest.mark.parametrize("check", [check_advised, check_nothing_owed])
def test_a_report_on_several_debtors_is_refused(check: Any) -> None:  # noqa: ANN401 - one of the checks
    with pytest.raises(ReportError, match="about 2 debtors"):
        check(other(totals=replace(report().totals, debtors=2)))


def test_a_demand_without_a_debt_is_seen() -> None:
    with pytest.raises(InvariantError, match=r"nothing is owed, and payment is demanded: `CONTACT_NOW` by `tip-01.never-contacted`"):
        check_nothing_owed(other(totals=replace(report().totals, open_amount=Decimal(0))))
    with pytest.raises(InvariantError, match="nothing is open of what"):
        check_nothing_owed(other(recommendations=first(amount_at_risk=Decimal(0))))


def test_what_stands_beside_what_excludes_it_is_seen() -> None:
    book = standard_book()
    with pytest.raises(InvariantError, match="DEFER_NEW_BUSINESS and CASH_ONLY_SUPPLY stand together"):
        check_exclusions(other(recommendations=(*first(action="DEFER_NEW_BUSINESS"), *first(action="CASH_ONLY_SUPPLY"))), book)
    with pytest.raises(InvariantError, match="soft and hard stand together"):
        check_exclusions(other(recommendations=(*first(action="START_LITIGATION"), *first(action="EXPLAIN_AND_COMMEND"))), book)
    pair = Exclusion("CONTACT_NOW", "APPLY_CLASS_TREATMENT", Wording("one is enough", "一项足矣"))
    with pytest.raises(InvariantError, match="CONTACT_NOW and APPLY_CLASS_TREATMENT"):
        check_exclusions(report(), replace(book, exclusions=(*book.exclusions, pair)))


def gave_way() -> Report:
    """A report in which something gave way."""
    found = (plain().evaluate(case, as_of=NOON) for case in sample_cases(1, 100))
    return next(each for each in found if each.gave_way)


def test_what_gave_way_for_no_reason_is_seen() -> None:
    whole = gave_way()
    gone = whole.gave_way[0]
    check_exclusions(whole, standard_book())
    with pytest.raises(InvariantError, match="a reason that is not declared"):
        check_exclusions(replace(whole, gave_way=(replace(gone, why="so"),)), standard_book())
    with pytest.raises(InvariantError, match="which is not there"):
        check_exclusions(replace(whole, gave_way=(replace(gone, to="MONITOR_FUNDS"),)), standard_book())
    there = next(each for each in whole.recommendations if each.action == gone.to)
    with pytest.raises(InvariantError, match="gave way and is there all the same"):
        check_exclusions(replace(whole, gave_way=(replace(gone, recommendation=there),)), standard_book())


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rule_id": "tip-01.nothing"}, "a rule that the book does not have: `tip-01.nothing`"),
        ({"also": ("tip-02.evasions",)}, "`tip-02.evasions` does not recommend that"),
        ({"tip": 2}, "is said to be of tip 2, its rule is of tip 1"),
        ({"reason": " "}, "has no reason"),
        ({"facts": {}}, "names no value of debtor.is_pursuable"),
        ({"rule_id": "tip-01.growing"}, "names no value of debtor.growth_periods"),
    ],
)
def test_a_recommendation_that_does_not_follow_is_seen(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(InvariantError, match=re.escape(message)):
        check_facts(other(recommendations=first(**changes)), standard_book())


@pytest.mark.parametrize("value", [False, None])
def test_a_fact_that_were_another_would_be_seen(value: bool | None) -> None:  # noqa: FBT001 - a fact
    call = next(each for each in report().recommendations if each.action == "CONTACT_NOW")
    with pytest.raises(InvariantError, match=r"the condition does not hold for its facts: debtor.is_pursuable="):
        check_facts(other(recommendations=first(facts=call.facts | {"debtor.is_pursuable": value})), standard_book())


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"rules": ()}, "is concluded by no rule"),
        ({"rules": ("tip-17.nothing",)}, "a rule that the book does not have"),
        ({"value": "dead"}, "does not conclude `dead`"),
        ({"name": "debtor.leverage"}, "does not conclude that"),
        ({"facts": {"debtor.share_collectible": "0.0100"}}, "the condition does not hold"),
    ],
)
def test_a_conclusion_that_does_not_follow_is_seen(changes: dict[str, Any], message: str) -> None:
    index = next(number for number, each in enumerate(report().conclusions) if each.name == "debtor.risk_class")
    conclusions = [replace(each, **changes) if number == index else each for number, each in enumerate(report().conclusions)]
    with pytest.raises(InvariantError, match=message):
        check_facts(other(conclusions=tuple(conclusions)), standard_book())


def test_a_rule_that_is_not_in_force_is_seen() -> None:
    book = standard_book()
    ended = replace(book, rules=tuple(replace(rule, until=TODAY - WEEK) if rule.tip == 1 else rule for rule in book.rules))
    with pytest.raises(InvariantError, match=r"not in force: `tip-01.never-contacted`"):
        check_facts(report(), ended)


def test_a_milder_class_and_a_milder_call_are_seen() -> None:
    weeks = plain().evaluate(a_case(OVERDUE), as_of=NOON + WEEK)
    check_not_milder(report(), weeks)
    with pytest.raises(InvariantError, match="the class of the debtor fell from `collectible` to `not_due`"):
        check_not_milder(report(), replace(weeks, conclusions=()))
    with pytest.raises(InvariantError, match=r"the urgency of tip 1 fell from \d+ to -1"):
        check_not_milder(report(), replace(weeks, recommendations=()))


def test_a_policy_that_leaves_graver_classes_alone_for_longer_is_seen() -> None:
    slack = Policy(standard_book(), parameters={"cadence_doubtful": 300}, engine="plain")
    contact = a_case(an_invoice(amount=Decimal(1000), due_on=TODAY - 60 * timedelta(days=1), issued_on=TODAY - 60 * timedelta(days=1)))
    call = {"kind": "contact_attempt", "id": "c", "debtor_id": contact.debtor.id, "at": NOON - 20 * timedelta(days=1)}
    case = Case.model_validate(contact.model_dump() | {"events": ({**call, "channel": "call", "reached": False},)})
    check_age(plain(), case, as_of=NOON, later=NOON + 32 * timedelta(days=1))
    with pytest.raises(InvariantError, match="the urgency of tip 1 fell"):
        check_age(slack, case, as_of=NOON, later=NOON + 32 * timedelta(days=1))


def test_whoever_is_pressed_for_paying_is_seen() -> None:
    two = a_case(OVERDUE, an_invoice(id="two", amount=Decimal(500)))
    check_paying(plain(), two, as_of=NOON)
    with pytest.raises(InvariantError, match="everything was paid, and payment is demanded"):
        check_paying(Strict(standard_book(), engine="plain"), two, as_of=NOON)


def test_a_demand_that_grows_with_a_payment_is_seen() -> None:
    call = next(each for each in report().recommendations if each.action == "CONTACT_NOW")
    louder = other(recommendations=first(urgency=call.urgency + 1))
    check_no_demand_grows(louder, report(), "two")
    with pytest.raises(InvariantError, match=f"`two` was paid, and the urgency rose from {call.urgency} to {call.urgency + 1}"):
        check_no_demand_grows(report(), louder, "two")
    with pytest.raises(InvariantError, match="the urgency of tip 1 rose"):
        check_no_demand_grows(report(), other(recommendations=first(urgency=99, demands_payment=False)), "two")
    with pytest.raises(InvariantError, match="payment is demanded for it"):
        check_no_demand_grows(report(), other(recommendations=first(invoice_id="two")), "two")


def test_a_verdict_that_is_milder_than_its_findings_is_seen() -> None:
    court = plain().evaluate(a_case(OVERDUE, a_payment(1, at=NOON - WEEK)), as_of=NOON)
    noted = next(each for each in court.recommendations if each.findings)
    broken = replace(court, recommendations=(replace(noted, verdict="permitted"),))
    with pytest.raises(InvariantError, match="is permitted, its findings say"):
        check_verdicts(broken)


def test_a_red_line_that_is_crossed_is_seen() -> None:
    with pytest.raises(InvariantError, match="may be done, with audience `third_parties`"):
        check_verdicts(other(recommendations=first(audience="third_parties", verdict="permitted", findings=())))


class Lenient(Policy):
    """A policy that forgets what it found where another law governs."""

    def evaluate(self, case: Case, *, as_of: Any) -> Report:  # noqa: ANN401 - as the policy has it
        found = super().evaluate(case, as_of=as_of)
        if case.debtor.governing_law is None:
            return found
        return replace(found, recommendations=tuple(replace(each, verdict="permitted", findings=()) for each in found.recommendations))


def test_a_law_that_permits_more_is_seen() -> None:
    case = a_case(OVERDUE)
    check_more_law(plain(), case, as_of=NOON, law="US")
    with pytest.raises(InvariantError, match="and permitted under the law of US, too"):
        check_more_law(Lenient(standard_book(), engine="plain"), case, as_of=NOON, law="US")


def test_an_answer_that_changes_is_seen() -> None:
    with pytest.raises(InvariantError, match="the same question was asked twice, and the report differs; line "):
        check_order(Moody(standard_book(), engine="plain"), a_case(OVERDUE), as_of=NOON)


def test_a_book_that_is_made_otherwise_each_time_is_seen() -> None:
    made: list[Policy] = []

    def make(book: Any) -> Policy:  # noqa: ANN401 - a book
        made.append(Policy(book, parameters={"call_from": 900 + len(made)}, engine="plain"))
        return made[-1]

    check_order_of_rules(standard_book(), a_case(OVERDUE), as_of=NOON)
    with pytest.raises(InvariantError, match="the parts of the book stand in another order, and the report differs"):
        check_order_of_rules(standard_book(), a_case(OVERDUE), as_of=NOON, make=make)


def test_engines_that_differ_are_seen() -> None:
    check_engines(plain(), Policy(standard_book()), a_case(OVERDUE), as_of=NOON)
    with pytest.raises(InvariantError, match="the engines are `plain` and `plain`"):
        check_engines(plain(), Policy(standard_book(), parameters={"call_from": 900}, engine="plain"), a_case(OVERDUE), as_of=NOON)


def test_a_debtor_that_another_one_disturbs_is_seen() -> None:
    case = a_case(OVERDUE)
    beside = Case(creditor=case.creditor, debtor=case.debtor.model_copy(update={"id": "beside"}))
    check_unrelated(plain(), case, beside, as_of=NOON)
    with pytest.raises(InvariantError, match="debtor `beside` was added"):
        check_unrelated(Echo(standard_book(), engine="plain"), case, beside, as_of=NOON)
    with pytest.raises(CaseError, match="both cases are of debtor"):
        check_unrelated(plain(), case, case, as_of=NOON)
    abroad = beside.model_copy(update={"creditor": case.creditor.model_copy(update={"currency": "CNY"})})
    with pytest.raises(CaseError, match="the report is in"):
        check_unrelated(plain(), case, abroad, as_of=NOON)


def test_what_is_unpaid_is_what_the_ledger_or_the_payments_say() -> None:
    case = a_case(
        OVERDUE,
        an_invoice(id="ledger", amount=Decimal(90), open_amount=Decimal(40)),
        an_invoice(id="later", issued_on=TODAY + WEEK, due_on=TODAY + WEEK, acknowledged_on=TODAY + WEEK),
        a_payment(300, id="p", invoice_id=OVERDUE.id),
        a_payment(300, id="q", invoice_id=OVERDUE.id, at=at(TODAY + WEEK)),
    )
    assert unpaid(case, NOON) == {OVERDUE.id: Decimal(700), "ledger": Decimal(40)}
    assert unpaid(paid(case, NOON, {"ledger"}), NOON) == {OVERDUE.id: Decimal(700)}
    assert plain().evaluate(paid(case, NOON), as_of=NOON).totals.open_amount == 0
    assert {each.id for each in known_at(case, NOON).invoices} == {OVERDUE.id, "ledger"}
    signed = a_case(an_invoice(acknowledged_on=TODAY + WEEK))
    assert known_at(signed, NOON).invoices[0].acknowledged_on is None
    check_report(plain().evaluate(case, as_of=NOON), standard_book())
