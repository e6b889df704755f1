"""Actions that exclude each other by what they are."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from dunning_rules.rules.action import Action
from dunning_rules.rules.catalogue import ACTIONS
from dunning_rules.rules.opposite import opposite_of

BY_NAME = {each.id: each for each in ACTIONS}
CALL = BY_NAME["CONTACT_NOW"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (replace(CALL, tone="warm"), replace(CALL, tone="firm")),
        (replace(CALL, tone="threatening"), replace(CALL, tone="warm")),
        (replace(CALL, measure="withhold"), replace(CALL, measure="set_off")),
        (replace(CALL, measure="charge_interest"), replace(CALL, measure="announce_interest")),
        (replace(CALL, measure="return_of_goods"), replace(CALL, measure="take_goods")),
    ],
)
def test_they_exclude_each_other_either_way(one: Action, other: Action) -> None:
    assert opposite_of(one, other)
    assert opposite_of(one, other) == opposite_of(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (replace(CALL, tone="warm"), replace(CALL, tone="neutral")),
        (replace(CALL, tone="warm"), replace(CALL, tone="firm", channel="letter")),
        (replace(CALL, tone="warm"), replace(CALL, tone="firm", audience="debtor")),
        (replace(CALL, measure="withhold"), replace(CALL, measure="withhold")),
        (BY_NAME["MONITOR_FUNDS"], BY_NAME["RAISE_RISK"]),
    ],
)
def test_they_go_together(one: Action, other: Action) -> None:
    assert opposite_of(one, other) == ""


def test_no_action_excludes_itself() -> None:
    assert not any(opposite_of(one, other) for one, other in product(ACTIONS, repeat=2) if one is other)
