"""The letters of a rule book: what stands before the first dot of a rule's id, such as `tip-03b` of `tip-03b.remind`."""

from __future__ import annotations

from dunning_rules.rules.book import RuleBook


def letter_of(rule_id: str) -> str:
    """The letter to which a rule belongs; a rule without a dot is a letter of its own."""
    return rule_id.partition(".")[0]


def letters_of(book: RuleBook) -> dict[str, tuple[str, ...]]:
    """The ids of the rules of each letter, both in order."""
    found: dict[str, list[str]] = {}
    for rule in book.rules:
        found.setdefault(letter_of(rule.id), []).append(rule.id)
    return {letter: tuple(rules) for letter, rules in sorted(found.items())}


def rules_named(name: str, letters: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The rules that a name means: a letter's, or the one rule of that id."""
    return letters.get(name, (name,))
