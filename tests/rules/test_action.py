"""Actions: which of them reach the debtor."""

from __future__ import annotations

import re

import pytest

from dunning_rules.rules.catalogue import ACTIONS
from dunning_rules.tips import standard_book
from tests.cases import an_action


@pytest.mark.parametrize(
    ("channel", "is_contact"),
    [("call", True), ("message", True), ("email", True), ("letter", True), ("visit", True), ("court", False), ("internal", False)],
)
def test_a_contact_reaches_the_debtor(channel: str, is_contact: bool) -> None:  # noqa: FBT001 - a column of the table
    assert an_action("ACT", channel=channel).is_contact is is_contact


def test_every_built_in_action_has_an_id_and_a_task_in_both_languages() -> None:
    for action in ACTIONS:
        assert re.fullmatch(r"[A-Z]+(_[A-Z]+)*", action.id)
        assert action.task.en
        assert re.search(r"[\u4e00-\u9fff]", action.task.zh), action.id


def test_every_built_in_action_is_advised_by_a_rule() -> None:
    book = standard_book()
    advised = {effect.action for rule in book.rules for effect in rule.then if hasattr(effect, "action")}
    assert advised == {action.id for action in book.actions}


def test_what_stays_inside_asks_the_debtor_for_nothing() -> None:
    assert [action.id for action in ACTIONS if action.channel == "internal" and action.demands_payment] == []
