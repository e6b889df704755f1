"""What is advised: something for everyone who is overdue, no demand where nothing is owed, nothing that excludes another.

Each property is checked twice: on examples that Hypothesis shrinks, and on many more from seeds.
"""

from __future__ import annotations

from datetime import datetime

from hypothesis import given

from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.result import Recommendation, Report
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing import AS_OF, cases, rulebooks
from tests.properties.common import Asked, asked, many_asked, policy, steady
from tests.properties.records import all_paid


def demands(report: Report) -> list[Recommendation]:
    """What asks for money."""
    return [each for each in report.recommendations if each.demands_payment]


def check_advice_for_the_overdue(asked: Asked) -> None:
    report = asked.report()
    assert report.totals.overdue_debtors == 0 or report.recommendations


@steady(100)
@given(asked=asked())
def test_every_debtor_that_is_overdue_gets_advice(asked: Asked) -> None:
    check_advice_for_the_overdue(asked)


def test_every_one_of_many_debtors_that_is_overdue_gets_advice() -> None:
    for each in many_asked():
        check_advice_for_the_overdue(each)


def check_no_demand_without_debt(asked: Asked) -> None:
    report = asked.report()
    assert report.totals.open_amount > 0 or not demands(report)


@steady(100)
@given(asked=asked())
def test_nothing_is_demanded_where_nothing_is_owed(asked: Asked) -> None:
    check_no_demand_without_debt(asked)


def test_nothing_is_demanded_of_any_of_many_debtors_where_nothing_is_owed() -> None:
    for each in many_asked():
        check_no_demand_without_debt(each)


def check_nothing_is_left_to_demand(asked: Asked) -> None:
    paid = asked.report(all_paid(asked.case, asked.as_of))
    assert paid.totals.open_amount <= 0
    assert not demands(paid)


@steady(100)
@given(asked=asked())
def test_who_pays_everything_is_asked_for_nothing(asked: Asked) -> None:
    check_nothing_is_left_to_demand(asked)


def test_whoever_of_many_pays_everything_is_asked_for_nothing() -> None:
    for each in many_asked():
        check_nothing_is_left_to_demand(each)


def test_the_questions_are_about_debts() -> None:
    """So that the properties above say something."""
    reports = [each.report() for each in many_asked()]
    assert sum(bool(demands(report)) for report in reports) > 0.3 * len(reports)
    assert sum(report.totals.open_amount <= 0 for report in reports) > 0.1 * len(reports)
    assert sum(len(report.gave_way) for report in reports) > 10


def check_exclusions(policy: Policy, case: Case, as_of: datetime) -> None:
    """Of two actions that exclude each other only one is there, and what gave way says to which and why."""
    book, report = policy.book, policy.evaluate(case, as_of=as_of)
    debtor = policy._made_ready(as_of.date(), case.creditor.currency).projector.records(case, as_of).debtor
    yields_to = book.precedence.for_debtor(debtor).yields_to
    there = {each.action for each in report.recommendations}
    for action in there:
        assert not there & set(yields_to[action])
    assert not {"soft", "hard"} <= {book.action(action).stance for action in there}
    for each in report.gave_way:
        assert each.why
        assert each.to in there
        assert each.to in yields_to[each.recommendation.action]
        assert each.recommendation.debtor_id == case.debtor.id
        assert each.recommendation.action not in there


@steady(100)
@given(asked=asked())
def test_what_excludes_each_other_never_stands_together(asked: Asked) -> None:
    check_exclusions(policy(asked.rates), asked.case, asked.as_of)


def test_what_excludes_each_other_stands_together_for_none_of_many() -> None:
    for each in many_asked():
        check_exclusions(policy(each.rates), each.case, each.as_of)


@steady(100)
@given(book=rulebooks(max_rules=10), case=cases())
def test_nor_does_it_under_any_other_book(book: RuleBook, case: Case) -> None:
    check_exclusions(Policy(book, engine="plain"), case, AS_OF)


@steady(100)
@given(asked=asked())
def test_nothing_that_was_found_is_lost(asked: Asked) -> None:
    """Every action that a rule proposes is recommended, or gave way."""
    ready = policy(asked.rates)._made_ready(asked.as_of.date(), asked.case.creditor.currency)
    outcome = ready.engine.run(ready.projector.records(asked.case, asked.as_of))
    proposed = {(each.rule.rule.id, each.planned.effect.action) for each in outcome.proposals}
    report = asked.report()
    told = [*report.recommendations, *(each.recommendation for each in report.gave_way)]
    assert proposed == {(rule, each.action) for each in told for rule in (each.rule_id, *each.also)}
