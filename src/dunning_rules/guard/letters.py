"""Which constraints of the guard look at what each letter of a rule book leads to."""

from __future__ import annotations

from collections.abc import Mapping

from dunning_rules.guard.window import PERSONAL
from dunning_rules.rules.action import static_values
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.graph import rule_graph
from dunning_rules.rules.rule import Recommend
from dunning_rules.rules.strata import RECOMMENDATION, may_hold

TRUTHFULNESS = "Truthfulness"
"""It looks at every step, so it is not worth telling."""


def constraints_by_letter(book: RuleBook) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Letter -> action -> the names of the constraints that look at it, `Truthfulness` aside; all in order.

    The actions of a letter are those that its rules advise. Where they advise none: those that they set the hours of, else those of the
    rules that they feed.
    """
    advised = {rule.id: {effect.action for effect in rule.then if isinstance(effect, Recommend)} for rule in book.rules}
    for rule in book.rules:
        if rule.scope == RECOMMENDATION and not advised[rule.id]:
            advised[rule.id] = {each.id for each in book.actions if may_hold(rule.condition, static_values(each))}
    fed: dict[str, set[str]] = {}
    for edge in rule_graph(book):
        fed.setdefault(edge.source, set()).add(edge.target)
    letters: dict[str, set[str]] = {}
    for rule in book.rules:
        letters.setdefault(rule.id.partition(".")[0], set()).update(_actions(rule.id, advised, fed))
    looks = {action.id: _names(book, action.id) for action in book.actions}
    return {letter: {action: looks[action] for action in sorted(actions)} for letter, actions in sorted(letters.items())}


def _actions(rule: str, advised: Mapping[str, set[str]], fed: Mapping[str, set[str]]) -> set[str]:
    """What a rule leads to; the graph has no circle."""
    return advised[rule] or {action for target in fed.get(rule, ()) for action in _actions(target, advised, fed)}


def _names(book: RuleBook, action: str) -> tuple[str, ...]:
    values = static_values(book.action(action))
    found = {each.name for each in book.constraints if may_hold(each.applies, values)} - {TRUTHFULNESS}
    return tuple(sorted(found | ({"ContactWindow"} if values["channel"] in PERSONAL else set())))
