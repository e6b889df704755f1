"""What is advised: something for everyone who is overdue, no demand where nothing is owed, nothing that excludes another.

Each property is checked twice: on examples that Hypothesis shrinks, and on many more from seeds.
"""

from __future__ import annotations

from hypothesis import given

from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing import AS_OF, cases, rulebooks
from dunning_rules.testing.invariants import check_advised, check_exclusions, check_nothing_owed
from dunning_rules.testing.invariants.broken import demands
from tests.properties.common import Asked, asked, many_reports, policy, steady


@steady(100)
@given(asked=asked())
def test_every_debtor_that_is_overdue_gets_advice(asked: Asked) -> None:
    check_advised(asked.report())


def test_every_one_of_many_debtors_that_is_overdue_gets_advice() -> None:
    for each in many_reports():
        check_advised(each)


@steady(100)
@given(asked=asked())
def test_nothing_is_demanded_where_nothing_is_owed(asked: Asked) -> None:
    check_nothing_owed(asked.report())


def test_nothing_is_demanded_of_any_of_many_debtors_where_nothing_is_owed() -> None:
    for each in many_reports():
        check_nothing_owed(each)


def test_the_questions_are_about_debts() -> None:
    """So that the properties say something."""
    reports = many_reports()
    assert sum(bool(demands(report)) for report in reports) > 0.3 * len(reports)
    assert sum(report.totals.overdue_debtors for report in reports) > 0.3 * len(reports)
    assert sum(report.totals.open_amount <= 0 for report in reports) > 0.1 * len(reports)
    assert sum(len(report.gave_way) for report in reports) > 10


@steady(100)
@given(asked=asked())
def test_what_excludes_each_other_never_stands_together(asked: Asked) -> None:
    check_exclusions(asked.report(), policy().book)


def test_what_excludes_each_other_stands_together_for_none_of_many() -> None:
    for each in many_reports():
        check_exclusions(each, policy().book)


@steady(100)
@given(book=rulebooks(max_rules=10), case=cases())
def test_nor_does_it_under_any_other_book(book: RuleBook, case: Case) -> None:
    check_exclusions(Policy(book, engine="plain").evaluate(case, as_of=AS_OF), book)


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
