"""Rules on recommendations, in columns: what they read of a step, and what they advise because of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dunning_rules.engine.columns.bounds import _Worst
from dunning_rules.engine.columns.parts import Concluded, leaf_needs, needs_of
from dunning_rules.language import Param, Wording, outer
from dunning_rules.language.types import MONEY
from dunning_rules.policy import Policy
from dunning_rules.rules.rule import Conclude, Recommend, Rule
from dunning_rules.testing import sample_cases
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import debtor, event, recommendation
from tests.differential.bulk import MOMENTS
from tests.differential.columns_agreement import differences

_WHY = Wording(en="because", zh="因为")
_CASES = list(sample_cases(41, 60, as_of=MOMENTS[0], currencies=("EUR",)))


def test_what_rules_read_of_steps() -> None:
    first = recommendation.id == f"tip-17.treat-demand/APPLY_CLASS_TREATMENT/{_CASES[0].debtor.id}"
    treatment = recommendation.action == "APPLY_CLASS_TREATMENT"
    book = standard_book()
    rules = (
        Rule(
            "zz-a",
            (recommendation.action == "APPLY_CLASS_TREATMENT") & (recommendation.age_days <= 0),
            (Recommend("CONTACT_NOW", 10),),
            _WHY,
        ),
        Rule("zz-b", (recommendation.tip == 17) & (debtor.overdue_amount > 0), (Conclude.that(recommendation.working_day),), _WHY),
        Rule("zz-c", treatment & first, (Recommend("MONITOR_FUNDS", 5),), _WHY),
    )
    found = differences(replace(book, rules=(*book.rules, *rules)), _CASES, MOMENTS[0])
    assert found == (60, [])


def test_a_tree_that_no_reader_knows_has_no_bounds() -> None:
    plan = Policy(engine="plain")._made_ready(MOMENTS[0].date(), "EUR").plan
    bounds = _Worst(plan, {})
    with pytest.raises(NotImplementedError):
        bounds._bound(Param("large_amount", MONEY), "debtor")


def test_what_an_aggregate_asks_of_the_record_that_asks_is_no_column_of_the_child() -> None:
    assert leaf_needs(event.happened_on > outer(event.happened_on), "event") == [("event", "happened_on")]


def test_what_rules_conclude_needs_nothing() -> None:
    plan = Policy(engine="plain")._made_ready(MOMENTS[0].date(), "EUR").plan
    assert needs_of(Concluded(plan.concluded["debtor"][0]), "debtor") == []
