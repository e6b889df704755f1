"""A report explains itself: its facts hold again, and its JSON is the same report."""

from __future__ import annotations

from hypothesis import given

from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.result import Report
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing import AS_OF, cases, rulebooks
from dunning_rules.testing.invariants import check_facts
from tests.properties.common import Asked, asked, many_reports, policy, steady


@steady(100)
@given(asked=asked())
def test_what_is_recommended_and_concluded_follows_from_its_facts(asked: Asked) -> None:
    check_facts(asked.report(), policy().book)


def test_what_is_recommended_and_concluded_of_many_follows_from_its_facts() -> None:
    reports = many_reports()
    assert sum(len(report.recommendations) for report in reports) > 2_000
    assert sum(len(report.conclusions) for report in reports) > 2_000
    for report in reports:
        check_facts(report, policy().book)


@steady(100)
@given(book=rulebooks(), case=cases(max_invoices=3, max_events=5))
def test_so_it_does_under_any_other_book(book: RuleBook, case: Case) -> None:
    check_facts(Policy(book, engine="plain").evaluate(case, as_of=AS_OF), book)


@steady(100)
@given(asked=asked())
def test_a_report_read_from_its_json_is_the_same(asked: Asked) -> None:
    report = asked.report()
    text = report.to_json()
    again = Report.from_json(text)
    assert again == report
    assert again.to_json() == text
    assert asked.report().to_json() == text
