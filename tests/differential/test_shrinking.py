"""The same with Hypothesis: few examples, but a counterexample is shrunk until it can be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing import AS_OF, cases, exchange_rates, rulebooks
from tests.differential.agreement import compare, needs_durable, reported
from tests.differential.bulk import BOOKS, CASES, SHARDS
from tests.properties.common import steady

CURRENCIES = ("EUR", "JPY", "USD")


def described(book: RuleBook) -> str:
    return "\n".join(
        f"{rule.id}: {rule.condition.key} -> {[term.key for effect in rule.then for term in effect.terms()]}" for rule in book.rules
    )


@needs_durable
@steady(150)
@given(book=rulebooks(), some=st.lists(cases(max_invoices=3, max_visits=1, max_events=5), min_size=1, max_size=3))
def test_both_engines_find_the_same(book: RuleBook, some: list[Case]) -> None:
    tally = compare(book, some, AS_OF)
    assert not tally.mismatches, f"{tally}\n{described(book)}"


@needs_durable
@steady(50)
@given(data=st.data(), book=rulebooks(max_rules=4))
def test_both_engines_give_the_reported_in_several_currencies(data: st.DataObject, book: RuleBook) -> None:
    case = data.draw(cases(max_invoices=3, max_events=5, currencies=CURRENCIES))
    rates = data.draw(exchange_rates(CURRENCIES))
    plain, durable = (reported(Policy(book, engine=name, rates=rates), case, AS_OF) for name in ("plain", "durable"))
    assert plain == durable
    assert plain.to_json() == durable.to_json()


def test_the_bulk_reaches_its_figures() -> None:
    assert SHARDS * BOOKS >= 2_000
    assert SHARDS * BOOKS * CASES >= 50_000
