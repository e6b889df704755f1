"""Which action gives way to which: the declared pairs, and hard over soft."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dunning_rules.errors import BookError
from dunning_rules.language import Wording
from dunning_rules.rules.action import HARD_OVER_SOFT, Action, Exclusion
from dunning_rules.rules.catalogue import ACTIONS, EXCLUSIONS
from dunning_rules.rules.precedence import Precedence
from tests.cases import an_action

WHY = Wording("this one stays", "此项为准")
HARD = an_action("HARD", stance="hard")
HARDER = an_action("HARDER", stance="hard")
SOFT = an_action("SOFT", stance="soft")
SOFTER = an_action("SOFTER", stance="soft")
NEUTRAL = an_action("NEUTRAL")


def yields(precedence: Precedence) -> dict[str, dict[str, Wording]]:
    return {action: dict(others) for action, others in precedence.yields_to.items() if others}


def test_without_stances_and_pairs_nothing_gives_way() -> None:
    assert yields(Precedence((NEUTRAL, an_action("B")), ())) == {}


def test_any_soft_action_gives_way_to_any_hard_one() -> None:
    found = yields(Precedence((HARD, HARDER, SOFT, SOFTER, NEUTRAL), ()))
    both = {"HARD": HARD_OVER_SOFT, "HARDER": HARD_OVER_SOFT}
    assert found == {"SOFT": both, "SOFTER": both}


def test_a_declared_pair_gives_its_own_reason() -> None:
    found = yields(Precedence((HARD, SOFT), (Exclusion("HARD", "SOFT", WHY),)))
    assert found == {"SOFT": {"HARD": WHY}}


def test_a_declared_reversal_lets_the_soft_one_stay() -> None:
    found = yields(Precedence((HARD, HARDER, SOFT), (Exclusion("SOFT", "HARD", WHY),)))
    assert found == {"HARD": {"SOFT": WHY}, "SOFT": {"HARDER": HARD_OVER_SOFT}}


def test_neutral_actions_may_be_declared_too() -> None:
    found = yields(Precedence((NEUTRAL, SOFT), (Exclusion("SOFT", "NEUTRAL", WHY),)))
    assert found == {"NEUTRAL": {"SOFT": WHY}}


def test_each_action_comes_after_those_to_which_it_gives_way() -> None:
    chain = tuple(an_action(name) for name in "DCBA")
    pairs = tuple(Exclusion(stays, gives, WHY) for stays, gives in pairwise("ABCD"))
    assert Precedence(chain, pairs).order == ("A", "B", "C", "D")


def test_a_circle_through_hard_and_soft_is_an_error() -> None:
    pairs = (Exclusion("SOFT", "NEUTRAL", WHY), Exclusion("NEUTRAL", "HARD", WHY))
    with pytest.raises(BookError, match="actions give way to each other in a circle"):
        Precedence((HARD, SOFT, NEUTRAL), pairs)


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_of_the_actions_and_pairs_does_not_matter(turned: bool) -> None:  # noqa: FBT001 - a column of the table
    step = -1 if turned else 1
    precedence = Precedence(ACTIONS[::step], EXCLUSIONS[::step])
    straight = Precedence(ACTIONS, EXCLUSIONS)
    assert precedence.order == straight.order
    assert [list(each) for each in precedence.yields_to.values()] == [list(each) for each in straight.yields_to.values()]


def test_the_built_in_hard_and_soft_actions_never_stand_together() -> None:
    by_stance: dict[str, list[Action]] = {"hard": [], "soft": [], "neutral": []}
    for action in ACTIONS:
        by_stance[action.stance].append(action)
    precedence = Precedence(ACTIONS, EXCLUSIONS)
    assert by_stance["hard"]
    assert by_stance["soft"]
    for hard in by_stance["hard"]:
        for soft in by_stance["soft"]:
            assert hard.id in precedence.yields_to[soft.id] or soft.id in precedence.yields_to[hard.id]
