"""The order of what is given never matters, nor does who else is asked about."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing import AS_OF, cases, rulebooks
from dunning_rules.testing.invariants import check_order, check_order_of_rules, check_unrelated
from dunning_rules.tips import standard_book
from tests.properties.common import MOMENTS, Asked, asked, many_asked, policy, standard, steady

SEEDS = st.integers(0, 2**32)
ON_PLAIN = partial(Policy, engine="plain")


@steady(100)
@given(seed=SEEDS, asked=asked())
def test_the_order_of_the_records_does_not_matter(seed: int, asked: Asked) -> None:
    check_order(policy(asked.rates), asked.case, as_of=asked.as_of, seed=seed)


def test_the_order_of_the_records_of_many_does_not_matter() -> None:
    for seed, each in enumerate(many_asked()):
        check_order(policy(each.rates), each.case, as_of=each.as_of, seed=seed)


@steady(20)
@given(seed=SEEDS, case=cases())
def test_the_order_of_the_built_in_rules_does_not_matter(seed: int, case: Case) -> None:
    check_order_of_rules(standard_book(), case, as_of=AS_OF, seed=seed, make=ON_PLAIN)


@steady(60)
@given(seed=SEEDS, book=rulebooks(), case=cases(max_invoices=3, max_events=5))
def test_the_order_of_any_rules_does_not_matter(seed: int, book: RuleBook, case: Case) -> None:
    check_order_of_rules(book, case, as_of=AS_OF, seed=seed, make=ON_PLAIN)


@steady(50)
@given(data=st.data(), as_of=st.sampled_from(MOMENTS))
def test_another_debtor_changes_nothing_for_the_others(data: st.DataObject, as_of: datetime) -> None:
    one, other = (data.draw(cases(as_of=as_of, debtor_id=name, max_invoices=3, max_events=5)) for name in ("d0", "d1"))
    check_unrelated(standard("plain"), one, other, as_of=as_of)


def test_another_of_many_debtors_changes_nothing() -> None:
    some = [each for each in many_asked()[::4] if each.as_of == AS_OF and not each.rates]
    pairs = [pair for pair in pairwise(some) if pair[0].case.creditor.currency == pair[1].case.creditor.currency]
    assert len(pairs) > 40
    for one, other in pairs:
        if one.case.debtor.id != other.case.debtor.id:
            check_unrelated(standard("plain"), one.case, other.case, as_of=AS_OF)
