"""The state machine checks the policy that it is given."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from dunning_rules.errors import InvariantError
from dunning_rules.language import as_term
from dunning_rules.language.types import SCORE
from dunning_rules.policy import Policy
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.testing.life import DebtorLife
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import debtor
from tests.cases import TEXT

SHORT = settings(max_examples=15, stateful_step_count=30, derandomize=True, database=None)
FIRST = settings(SHORT, max_examples=400, phases=(Phase.generate,))
"""To the first counterexample, which is not shrunk."""


def with_rule(rule: Rule) -> RuleBook:
    book = standard_book()
    return replace(book, rules=(*book.rules, rule))


class Sound(DebtorLife):
    """The built-in rules."""

    steps = 0


class Greedy(DebtorLife):
    """A rule that demands payment of everybody who ordered."""

    policy: ClassVar[Policy | None] = Policy(
        with_rule(Rule("ours.greedy", debtor.has_open_order, (Recommend("CONTACT_NOW", as_term(50, SCORE)),), TEXT)), engine="plain"
    )


class Split(DebtorLife):
    """Another book on the other engine."""

    policy: ClassVar[Policy | None] = Policy(engine="plain")
    other_policy: ClassVar[Policy | None] = Policy(engine="plain", parameters={"call_from": 900})
    steps = 0


@pytest.mark.bulk
def test_a_life_under_the_built_in_rules() -> None:
    run_state_machine_as_test(Sound, settings=SHORT)
    assert Sound.steps > 200


def test_a_demand_of_a_debtor_who_owes_nothing_is_found() -> None:
    with pytest.raises(InvariantError, match=r"nothing is owed, and payment is demanded: `CONTACT_NOW` by `ours.greedy`"):
        run_state_machine_as_test(Greedy, settings=FIRST)


def test_engines_that_differ_are_found() -> None:
    with pytest.raises(InvariantError, match="the engines are"):
        run_state_machine_as_test(Split, settings=FIRST)
