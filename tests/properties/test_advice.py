"""What is advised: something for everyone who is overdue, no demand where nothing is owed, nothing that excludes another."""

from __future__ import annotations

from hypothesis import given

from dunning_rules.policy import Policy
from dunning_rules.result import Recommendation, Report
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing import AS_OF, cases, rulebooks
from dunning_rules.models import Case
from tests.properties.common import Asked, asked, policy, steady
from tests.properties.records import all_paid


def demands(report: Report) -> dict[tuple[str, str], Recommendation]:
    """What asks for money, by action and record."""
    return {(each.action, each.record): each for each in report.recommendations if each.demands_payment}


@steady(500)
@given(asked=asked())
def test_every_debtor_that_is_overdue_gets_advice(asked: Asked) -> None:
    report = asked.report()
    assert report.totals.overdue_debtors == 0 or report.recommendations


@steady(500)
@given(asked=asked())
def test_nothing_is_demanded_where_nothing_is_owed(asked: Asked) -> None:
    report = asked.report()
    assert report.totals.open_amount > 0 or not demands(report)


@steady(500)
@given(asked=asked())
def test_who_pays_everything_is_asked_for_nothing(asked: Asked) -> None:
    paid = asked.report(all_paid(asked.case, asked.as_of))
    assert paid.totals.open_amount <= 0
    assert not demands(paid)


def check_exclusions(book: RuleBook, case: Case, report: Report) -> None:
    """Of two actions that exclude each other only one is there, and what gave way says to which and why."""
    there = {each.action for each in report.recommendations}
    for action in there:
        assert not there & set(book.precedence.yields_to[action]), action
    assert len({book.action(action).stance for action in there} - {"neutral"}) < 2 or _declared_otherwise(book, there)
    for each in report.gave_way:
        assert each.why
        assert each.to in there
        assert each.to in book.precedence.yields_to[each.recommendation.action]
        assert each.recommendation.debtor_id == case.debtor.id
        assert each.recommendation.action not in there


def _declared_otherwise(book: RuleBook, there: set[str]) -> bool:
    return False


@steady(300)
@given(asked=asked())
def test_what_excludes_each_other_never_stands_together(asked: Asked) -> None:
    check_exclusions(policy().book, asked.case, asked.report())


@steady(150)
@given(book=rulebooks(max_rules=10), case=cases())
def test_nor_does_it_under_any_other_book(book: RuleBook, case: Case) -> None:
    check_exclusions(book, case, Policy(book, engine="plain").evaluate(case, as_of=AS_OF))
