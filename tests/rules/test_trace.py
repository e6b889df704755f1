"""What a step leaves is said with its action."""

from __future__ import annotations

import pytest

from dunning_rules.errors import BookError
from dunning_rules.rules import Trace
from dunning_rules.rules.catalogue import ACTIONS


@pytest.mark.parametrize(
    "wrong",
    [{"notice": "postcard"}, {"measure": "shouting"}, {"change": "paid"}, {"level": 1}, {"notice": "reminder", "level": 100}],
)
def test_a_trace_that_no_event_can_be_made_of(wrong: dict[str, str]) -> None:
    with pytest.raises(BookError):
        Trace(**wrong)  # type: ignore[arg-type]


def test_a_level_goes_with_a_notice() -> None:
    assert Trace(notice="reminder", level=0).level == 0


def test_every_letter_that_demands_payment_leaves_a_notice() -> None:
    letters = [action for action in ACTIONS if action.channel == "letter" and action.demands_payment]
    assert {action.id: action.leaves.notice for action in letters} == {
        "CHARGE_INTEREST": "demand",
        "SEND_FIRM_DEMAND": "demand",
        "SEND_INTEREST_NOTICE": "interest_notice",
    }


def test_no_notice_is_left_by_a_step_that_reaches_nobody() -> None:
    assert all(action.is_contact for action in ACTIONS if action.leaves.notice is not None)
