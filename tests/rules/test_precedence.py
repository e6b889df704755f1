"""Which action gives way to which: the declared pairs, and hard over soft."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dunning_rules.errors import BookError
from dunning_rules.language import Ref, Wording
from dunning_rules.rules.action import HARD_OVER_SOFT, Action, Exclusion
from dunning_rules.rules.catalogue import ACTIONS, EXCLUSIONS
from dunning_rules.rules.precedence import MOST_FLAGS, Precedence
from dunning_rules.vocabulary import debtor, invoice
from tests.cases import an_action

WHY = Wording("this one stays", "此项为准")
HARD = an_action("HARD", stance="hard")
HARDER = an_action("HARDER", stance="hard")
SOFT = an_action("SOFT", stance="soft")
SOFTER = an_action("SOFTER", stance="soft")
NEUTRAL = an_action("NEUTRAL")
WHY_TURNED = Wording("that one stays", "彼项为准")
SHELVED = {"is_shelved": True}
TURNED = Exclusion("HARD", "NEUTRAL", WHY, unless=debtor.is_shelved, why_turned=WHY_TURNED)


def yields(precedence: Precedence, **flags: bool | None) -> dict[str, dict[str, Wording]]:
    ranking = precedence.for_debtor(flags)
    return {action: dict(others) for action, others in ranking.yields_to.items() if others}


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
    assert Precedence(chain, pairs).for_debtor({}).order == ("A", "B", "C", "D")


def test_a_circle_through_hard_and_soft_is_an_error() -> None:
    pairs = (Exclusion("SOFT", "NEUTRAL", WHY), Exclusion("NEUTRAL", "HARD", WHY))
    with pytest.raises(BookError, match="actions give way to each other in a circle"):
        Precedence((HARD, SOFT, NEUTRAL), pairs)


@pytest.mark.parametrize("turned", [False, True])
def test_the_order_of_the_actions_and_pairs_does_not_matter(turned: bool) -> None:  # noqa: FBT001 - a column of the table
    step = -1 if turned else 1
    precedence = Precedence(ACTIONS[::step], EXCLUSIONS[::step]).for_debtor(SHELVED)
    straight = Precedence(ACTIONS, EXCLUSIONS).for_debtor(SHELVED)
    assert precedence.order == straight.order
    assert [list(each) for each in precedence.yields_to.values()] == [list(each) for each in straight.yields_to.values()]


def test_the_built_in_hard_and_soft_actions_never_stand_together() -> None:
    by_stance: dict[str, list[Action]] = {"hard": [], "soft": [], "neutral": []}
    for action in ACTIONS:
        by_stance[action.stance].append(action)
    precedence = Precedence(ACTIONS, EXCLUSIONS).for_debtor(SHELVED)
    assert by_stance["hard"]
    assert by_stance["soft"]
    for hard in by_stance["hard"]:
        for soft in by_stance["soft"]:
            assert hard.id in precedence.yields_to[soft.id] or soft.id in precedence.yields_to[hard.id]


@pytest.mark.parametrize(
    ("answer", "found"),
    [(True, {"HARD": {"NEUTRAL": WHY_TURNED}}), (False, {"NEUTRAL": {"HARD": WHY}}), (None, {"NEUTRAL": {"HARD": WHY}})],
)
def test_a_flag_of_the_debtor_turns_a_pair_round(answer: bool | None, found: object) -> None:  # noqa: FBT001 - a column of the table
    assert yields(Precedence((HARD, NEUTRAL), (TURNED,)), is_shelved=answer) == found


def test_a_turned_pair_of_hard_and_soft_lets_the_soft_one_stay() -> None:
    pair = Exclusion("HARD", "SOFT", WHY, unless=debtor.is_shelved, why_turned=WHY_TURNED)
    precedence = Precedence((HARD, SOFT), (pair,))
    assert yields(precedence, is_shelved=True) == {"HARD": {"SOFT": WHY_TURNED}}
    assert yields(precedence, is_shelved=False) == {"SOFT": {"HARD": WHY}}


def test_each_of_several_flags_turns_its_own_pair() -> None:
    other = Exclusion("B", "C", WHY, unless=debtor.is_blocked, why_turned=WHY_TURNED)
    precedence = Precedence((HARD, NEUTRAL, an_action("B"), an_action("C")), (TURNED, other))
    assert yields(precedence, is_shelved=False, is_blocked=True) == {"NEUTRAL": {"HARD": WHY}, "B": {"C": WHY_TURNED}}
    assert yields(precedence, is_shelved=True, is_blocked=False) == {"HARD": {"NEUTRAL": WHY_TURNED}, "C": {"B": WHY}}


def test_a_circle_that_only_a_flag_closes_is_an_error_too() -> None:
    actions = tuple(an_action(name) for name in "ABC")
    pairs = (
        *(Exclusion(stays, gives, WHY) for stays, gives in pairwise("ABC")),
        Exclusion("A", "C", WHY, unless=debtor.is_shelved, why_turned=WHY_TURNED),
    )
    with pytest.raises(BookError, match="actions give way to each other in a circle"):
        Precedence(actions, pairs)


def test_two_actions_of_which_each_is_to_stay_are_an_error() -> None:
    with pytest.raises(BookError, match="actions give way to each other in a circle"):
        Precedence((HARD, NEUTRAL), (TURNED, Exclusion("NEUTRAL", "HARD", WHY)))


def test_too_many_flags_are_an_error() -> None:
    names = ("is_blocked", "is_shelved", "is_overdue", "is_large", "is_closing", "in_hardship", "is_insolvent")
    assert len(names) == MOST_FLAGS + 1
    pairs = tuple(Exclusion("HARD", name, WHY, unless=debtor.field(name), why_turned=WHY_TURNED) for name in names)
    with pytest.raises(BookError, match="pairs of actions are turned round by 7 flags"):
        Precedence((HARD, *(an_action(name) for name in names)), pairs)


def test_a_flag_without_a_reason_of_its_own_is_an_error() -> None:
    for changes in ({"unless": debtor.is_shelved}, {"why_turned": WHY}):
        with pytest.raises(BookError, match="`A` over `B`: `unless` and `why_turned` go together"):
            Exclusion("A", "B", WHY, **changes)


@pytest.mark.parametrize("field", [debtor.open_amount, invoice.is_open])
def test_only_a_flag_of_the_debtor_turns_a_pair(field: Ref) -> None:
    with pytest.raises(BookError, match="is not a flag of the debtor"):
        Exclusion("A", "B", WHY, unless=field, why_turned=WHY_TURNED)


def test_cash_only_gives_way_to_no_new_business_unless_the_debt_is_shelved() -> None:
    precedence = Precedence(ACTIONS, EXCLUSIONS)
    for shelved, yields_to in ((False, ("CASH_ONLY_SUPPLY", "DEFER_NEW_BUSINESS")), (True, ("DEFER_NEW_BUSINESS", "CASH_ONLY_SUPPLY"))):
        gives, stays = yields_to
        ranking = precedence.for_debtor({"is_shelved": shelved})
        assert stays in ranking.yields_to[gives]
        assert gives not in ranking.yields_to[stays]


NEVER_TOGETHER = (
    ("DEFER_NEW_BUSINESS", "OFFER_PROMOTION_SUPPORT"),
    ("CASH_ONLY_SUPPLY", "DEFER_NEW_BUSINESS"),
    ("START_LITIGATION", "OFFER_INSTALMENT_PLAN"),
    ("START_LITIGATION", "EXPLAIN_AND_COMMEND"),
    ("PROTEST_SHORTFALL", "GRANT_SHORT_GRACE"),
    ("CLOSE_VISIT", "INSIST_ON_PAYMENT_TODAY"),
    ("SET_OFF_FINAL_SHIPMENT", "CASH_ONLY_SUPPLY"),
    ("RESUME_COLLECTION", "CASH_ONLY_SUPPLY"),
)


@pytest.mark.parametrize("shelved", [False, True])
@pytest.mark.parametrize(("one", "other"), NEVER_TOGETHER)
def test_what_may_never_stand_together_is_decided(one: str, other: str, shelved: bool) -> None:  # noqa: FBT001 - a column of the table
    yields_to = Precedence(ACTIONS, EXCLUSIONS).for_debtor({"is_shelved": shelved}).yields_to
    assert (one in yields_to[other]) is not (other in yields_to[one])
