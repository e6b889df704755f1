"""A debtor's life in any order: after every step holds what must always hold, on both engines."""

from __future__ import annotations

from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from dunning_rules.testing.life import DebtorLife

LIVES = 60
STEPS = 50


class BuiltIn(DebtorLife):
    """A life under the built-in rules; it counts its own steps."""

    steps = 0


def test_what_must_always_hold_does_after_every_step_of_a_life() -> None:
    run_state_machine_as_test(BuiltIn, settings=settings(max_examples=LIVES, stateful_step_count=STEPS, derandomize=True, database=None))
    assert BuiltIn.steps > 0.8 * LIVES * STEPS
