"""What each letter of the tips leads to is looked at by a constraint other than `Truthfulness`."""

from __future__ import annotations

from dataclasses import replace

from dunning_rules.guard.letters import TRUTHFULNESS, constraints_by_letter
from dunning_rules.policy import Policy
from dunning_rules.rules.constraint import CONSTRAINT_NAMES
from dunning_rules.tips import TIPS, standard_book


def test_every_letter_is_looked_at() -> None:
    table = constraints_by_letter(Policy(engine="plain").book)
    for letter, actions in table.items():
        for action, names in actions.items():
            print(f"{letter:8} {action:28} {', '.join(names)}")  # noqa: T201 - shown by `pytest -rP`
    assert set(table) == {rule.id.partition(".")[0] for tip in TIPS for rule in tip.rules}
    assert [(letter, action) for letter, actions in table.items() for action, names in actions.items() if not names] == []
    assert [letter for letter, actions in table.items() if not actions] == []


def test_every_constraint_looks_at_some_letter() -> None:
    table = constraints_by_letter(Policy(engine="plain").book)
    seen = {name for actions in table.values() for names in actions.values() for name in names}
    assert set(CONSTRAINT_NAMES) - seen == {TRUTHFULNESS, "ContactPlace"}  # no tip visits anybody at home


def test_without_constraints_only_the_hours_are_left() -> None:
    book = replace(standard_book(), constraints=())
    assert {name for actions in constraints_by_letter(book).values() for names in actions.values() for name in names} == {"ContactWindow"}
