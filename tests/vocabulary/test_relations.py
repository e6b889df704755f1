"""What is said to hold of every record holds of every random one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dunning_rules.engine.accrued import Accruals
from dunning_rules.engine.money import Money
from dunning_rules.engine.plain import PlainEngine
from dunning_rules.engine.plan import make_plan
from dunning_rules.engine.records import Projector
from dunning_rules.language import Wording
from dunning_rules.language.grammar import All
from dunning_rules.language.plain import read_condition
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.testing import pools
from dunning_rules.testing.samples import sample_cases
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary.relations import RELATIONS


@pytest.mark.parametrize("seed", range(3))
def test_every_relation_holds_of_every_record(seed: int) -> None:
    book = standard_book()
    # fields that no rule reads are in no plan
    reading = tuple(
        Rule(f"z.{scope}", All(found), (Recommend("CONTACT_NOW", 1),), Wording("x", "x"))
        for scope, found in RELATIONS.items()
        if scope != "recommendation"
    )
    plan = make_plan(replace(book, rules=(*book.rules, *reading)), pools.AS_OF.date(), 2)
    projector = Projector(plan, Money("EUR", (), pools.AS_OF.date()), Accruals())
    readers = {scope: [(each.key, read_condition(each, scope)) for each in found] for scope, found in RELATIONS.items()}
    looked_at = dict.fromkeys(RELATIONS, 0)
    for case in sample_cases(seed, 400):
        outcome = PlainEngine(plan).run(projector.records(case, pools.AS_OF))
        for scope, found in readers.items():
            for record in outcome.records.by_scope[scope]:
                looked_at[scope] += 1
                for key, holds in found:
                    assert holds(record), (key, dict(record))
    assert all(looked_at.values())
