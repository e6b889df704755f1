"""CONTRADICTION between actions: two that exclude each other stand together, and it is not declared which of them gives way."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from dunning_rules.engine.plan import PlannedRule
from dunning_rules.errors import quote
from dunning_rules.language import Term
from dunning_rules.language.solver import Truth, both, either, opposite
from dunning_rules.rules.action import Action
from dunning_rules.rules.opposite import opposite_of
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.verify.inquiry import Inquiry
from dunning_rules.verify.lost import is_lost
from dunning_rules.verify.replay import Replay
from dunning_rules.verify.space import Space
from dunning_rules.verify.world import Emitter


def check_contradiction(inquiry: Inquiry) -> None:
    """Find actions that exclude each other, deadlines before the day, and windows without a minute."""
    by_action: dict[str, list[Emitter]] = {}
    for emitter in inquiry.world.emitters:
        if emitter.planned.rule.id not in inquiry.dead:
            by_action.setdefault(emitter.effect.effect.action, []).append(emitter)
            _check_days(inquiry, emitter)
    for one, other, why in _opposites(inquiry, list(by_action)):
        for mine in by_action[one]:
            for theirs in by_action[other]:
                _check_pair(inquiry, mine, theirs, why)
    _check_windows(inquiry)


def _opposites(inquiry: Inquiry, actions: list[str]) -> Iterator[tuple[str, str, str]]:
    book = inquiry.policy.book
    for one, other in combinations(sorted(actions), 2):
        why = opposite_of(book.action(one), book.action(other))
        if why and not _is_settled(inquiry, book.action(one), book.action(other)):
            yield one, other, why


def _is_settled(inquiry: Inquiry, one: Action, other: Action) -> bool:
    rankings = inquiry.policy.book.precedence.rankings.values()
    return all(other.id in each.yields_to[one.id] or one.id in each.yields_to[other.id] for each in rankings)


def _check_pair(inquiry: Inquiry, mine: Emitter, theirs: Emitter, why: str) -> None:
    rules = mine.planned.rule.id, theirs.planned.rule.id
    actions = mine.effect.effect.action, theirs.effect.effect.action

    def stand(found: Replay) -> bool:
        return all(
            any(each.rule == rule and each.action == action for each in found.stays) for rule, action in zip(rules, actions, strict=True)
        )

    def ask(space: Space) -> Truth:
        book = inquiry.policy.book
        return both(_occurs(space, mine), _occurs(space, theirs), *(opposite(is_lost(book, space, action)) for action in actions))

    verdict = inquiry.decide(ask, stand)
    if isinstance(verdict, Replay):
        message = f"{quote(actions[0])} and {quote(actions[1])} exclude each other ({why}), and nothing says which of them gives way"
        mend = "declare an `Exclusion`, or let only one of the rules fire"
        inquiry.add("CONTRADICTION", sorted(set(rules)), message, mend, example=verdict)
    elif verdict == "undecided":
        inquiry.unknown(sorted(set(rules)), f"whether {quote(actions[0])} and {quote(actions[1])} ever stand together")


def _occurs(space: Space, emitter: Emitter) -> Truth:
    return either(*(fires for _, fires in space.occasions(emitter.planned, among=True)))


def _check_days(inquiry: Inquiry, emitter: Emitter) -> None:
    """Whether the advice is for a day after its own deadline."""
    terms, rule = emitter.effect.terms, emitter.planned.rule.id
    if "on" not in terms or "deadline" not in terms:
        return

    def is_late(space: Space) -> Truth:
        found: list[Truth] = []
        for record, fires in space.looked_at(emitter.planned):
            on, deadline = (record.reader.term(terms[name]) for name in ("on", "deadline"))
            found.append(both(fires, on.known, deadline.known, on.value > deadline.value))
        return either(*found)

    def shows(found: Replay) -> bool:
        given = (*found.report.recommendations, *(each.recommendation for each in found.report.gave_way))
        action = emitter.effect.effect.action
        return any(
            each.rule_id == rule and each.action == action and each.on is not None and each.deadline is not None and each.on > each.deadline
            for each in given
        )

    verdict = inquiry.decide(is_late, shows)
    if isinstance(verdict, Replay):
        message = f"{quote(rule)} advises {quote(emitter.effect.effect.action)} for a day after its own deadline"
        inquiry.add("CONTRADICTION", [rule], message, "let the deadline lie behind the day", example=verdict)
    elif verdict == "undecided":
        inquiry.unknown([rule], f"whether {quote(rule)} advises a day after its own deadline")


def _check_windows(inquiry: Inquiry) -> None:
    """Whether the hours that rules conclude for one recommendation leave no minute."""
    fields = inquiry.world.vocabulary.scopes[RECOMMENDATION]
    start, end = fields.field("window_start"), fields.field("window_end")
    for one in inquiry.world.concluders(start):
        for other in inquiry.world.concluders(end):
            low = next(each.value for each in one.conclusions if each.key == start.key)
            high = next(each.value for each in other.conclusions if each.key == end.key)
            if low is not None and high is not None:
                _check_window(inquiry, (one, low), (other, high))


def _check_window(inquiry: Inquiry, one: tuple[PlannedRule, Term], other: tuple[PlannedRule, Term]) -> None:
    rules = sorted({one[0].rule.id, other[0].rule.id})

    def is_empty(space: Space) -> Truth:
        found: list[Truth] = []
        for record, fires in space.looked_at(one[0]):
            low, high = record.reader.term(one[1]), record.reader.term(other[1])
            found.append(both(fires, space.fires_for(other[0], record), low.known, high.known, low.value >= high.value))
        return either(*found)

    def shows(found: Replay) -> bool:
        keys = [f"{RECOMMENDATION}.{name}" for name in ("window_start", "window_end")]
        records = {record for key, record in found.concluded if key == keys[0]} & {
            record for key, record in found.concluded if key == keys[1]
        }
        return any(int(found.concluded[keys[0], each][0]) >= int(found.concluded[keys[1], each][0]) for each in records)

    verdict = inquiry.decide(is_empty, shows)
    if isinstance(verdict, Replay):
        message = f"{' and '.join(map(quote, rules))} leave no minute of the day: not before a time that is not before the end"
        inquiry.add("CONTRADICTION", rules, message, "let the window begin before it ends", example=verdict)
    elif verdict == "undecided":
        inquiry.unknown(rules, "whether the hours that they ask for leave a minute")
