"""The order of what is given never matters, nor does who else is asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.result import Report
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing import AS_OF, cases, rulebooks
from dunning_rules.tips import standard_book
from tests.properties.common import MOMENTS, Asked, asked, standard, steady
from tests.properties.records import with_records


def shuffled(data: st.DataObject, case: Case) -> Case:
    return with_records(case, **{name: tuple(data.draw(st.permutations(getattr(case, name)))) for name in ("invoices", "visits", "events")})


def with_parts_in_another_order(data: st.DataObject, book: RuleBook) -> RuleBook:
    return replace(
        book,
        rules=tuple(data.draw(st.permutations(book.rules))),
        parameters=tuple(data.draw(st.permutations(book.parameters))),
        actions=tuple(data.draw(st.permutations(book.actions))),
        exclusions=tuple(data.draw(st.permutations(book.exclusions))),
    )


@steady(100)
@given(data=st.data(), asked=asked())
def test_the_order_of_the_records_does_not_matter(data: st.DataObject, asked: Asked) -> None:
    assert asked.report(shuffled(data, asked.case)).to_json() == asked.report().to_json()


@steady(20)
@given(data=st.data(), case=cases())
def test_the_order_of_the_built_in_rules_does_not_matter(data: st.DataObject, case: Case) -> None:
    book = with_parts_in_another_order(data, standard_book())
    assert book.digest == standard("plain").book.digest
    assert Policy(book, engine="plain").evaluate(case, as_of=AS_OF).to_json() == standard("plain").evaluate(case, as_of=AS_OF).to_json()


@steady(60)
@given(data=st.data(), book=rulebooks(), case=cases(max_invoices=3, max_events=5))
def test_the_order_of_any_rules_does_not_matter(data: st.DataObject, book: RuleBook, case: Case) -> None:
    other = with_parts_in_another_order(data, book)
    assert other.digest == book.digest
    one, two = (Policy(each, engine="plain").evaluate(case, as_of=AS_OF).to_json() for each in (book, other))
    assert one == two


def about(report: Report, debtor_ids: set[str]) -> list[object]:
    """All that is said of some debtors."""
    return [
        [each for each in report.recommendations if each.debtor_id in debtor_ids],
        [each for each in report.gave_way if each.recommendation.debtor_id in debtor_ids],
        [each for each in report.conclusions if each.debtor_id in debtor_ids],
    ]


@steady(50)
@given(data=st.data(), as_of=st.sampled_from(MOMENTS))
def test_another_debtor_changes_nothing_for_the_others(data: st.DataObject, as_of: datetime) -> None:
    some = [data.draw(cases(as_of=as_of, debtor_id=f"d{number}", max_invoices=3, max_events=5)) for number in range(3)]
    policy = standard("plain")
    alone = policy.evaluate_all(some[:2], as_of=as_of)
    together = policy.evaluate_all(data.draw(st.permutations(some)), as_of=as_of)
    assert together.totals.debtors == 3
    assert about(together, {"d0", "d1"}) == about(alone, {"d0", "d1"})
