"""What follows from a rule, before and now."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal, TypeAlias

import z3

from dunning_rules.comparison.both import Answer, Both
from dunning_rules.comparison.joint import plain_name
from dunning_rules.comparison.played import Played
from dunning_rules.engine.plan import PlannedRecommendation, PlannedRule
from dunning_rules.language import Kind, Node, Term, Type, Value
from dunning_rules.language.solver import Formula, Truth, both, either, opposite
from dunning_rules.language.types import SCORE
from dunning_rules.verify.replay import DETAILS, Replay
from dunning_rules.verify.space import Space, clamped

_URGENCY = "urgency"
Came: TypeAlias = Literal["added", "removed", "changed"]
_Read: TypeAlias = Callable[[Replay], dict[str, Value | None]]
"""By record, what was said of it."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A part of what follows from a rule that is built in another way, on one day.

    Attributes:
        effect: the action that is advised, or the field that is concluded.
        part: which part of it.
        came: whether all of it came or went, or changed as a whole; `None` where its values are compared.
        before: its term before.
        now: its term now.
        higher: where values are compared: whether it is ever higher, later or another one.
        lower: likewise, lower, earlier or missing.
    """

    effect: str
    part: str
    came: Came | None
    before: Term | None = None
    now: Term | None = None
    higher: Answer = "impossible"
    lower: Answer = "impossible"


def effects_of(question: Both, old: PlannedRule, new: PlannedRule) -> Iterator[Effect]:
    """What follows from a rule in another way than before.

    Args:
        question: both policies.
        old: the rule of the earlier policy, in the world of both.
        new: that of the later one.
    """
    yield from _advice(question, old, new)
    yield from _conclusions(question, old, new)


def _advice(question: Both, old: PlannedRule, new: PlannedRule) -> Iterator[Effect]:
    for action in sorted({each.effect.action for rule in (old, new) for each in rule.recommendations}):
        sides = ([each for each in rule.recommendations if each.effect.action == action] for rule in (old, new))
        for one, other in zip_longest(*sides):
            if one is None or other is None:
                yield Effect(action, "action", "removed" if other is None else "added")
                continue
            for name in (_URGENCY, *DETAILS):
                before, now = one.terms.get(name), other.terms.get(name)
                if not question.is_alike(before, now):
                    yield _compared(question, (old, new), (before, now), action, name)
            if _claims(one) != _claims(other):
                yield Effect(action, "claims", "changed")


def _compared(
    question: Both, rules: tuple[PlannedRule, PlannedRule], terms: tuple[Term | None, Term | None], action: str, name: str
) -> Effect:
    before, now = terms
    if before is None or now is None:
        return Effect(action, name, "added" if before is None else "removed", before, now)
    reads = (_reader_of_advice(rules[0], action, name), _reader_of_advice(rules[1], action, name))
    answers = _values(question, rules, (before, now), reads)
    return Effect(action, name, None, before, now, *answers)


def _conclusions(question: Both, old: PlannedRule, new: PlannedRule) -> Iterator[Effect]:
    sides = [{plain_name(each.key): each for each in rule.conclusions} for rule in (old, new)]
    for key in sorted({*sides[0], *sides[1]}):
        one, other = (side.get(key) for side in sides)
        if one is None or other is None or one.value is None or other.value is None:
            yield Effect(key, "conclusion", "removed" if other is None else "added")
        elif not question.is_alike(one.value, other.value):
            reads = (_reader_of_conclusion(old, key), _reader_of_conclusion(new, key))
            answers = _values(question, (old, new), (one.value, other.value), reads)
            yield Effect(key, "value", None, one.value, other.value, *answers)


def _values(
    question: Both, rules: tuple[PlannedRule, PlannedRule], terms: tuple[Term, Term], reads: tuple[_Read, _Read]
) -> tuple[Answer, Answer]:
    """Whether a value is ever higher where both rules fire, and whether it is ever lower. What has no order is only another one."""
    kind = terms[0].type
    # how urgent other advice is, only cases tell: proofs know whether it is given
    follows = any(question.joint.world.follows_advice(term) for term in terms)
    provable = not follows and not question.joint.difference.is_open(question.joint.new.planned(plain_name(rules[1].rule.id)).when)

    def ever(fits: Callable[[Formula, Formula], Truth], is_so: Callable[[Value | None, Value | None], bool]) -> Answer:
        return question.decide(_asked(question, rules, terms, fits), _shown(reads, is_so), provable=provable)

    if not is_ranked(kind):
        return ever(_differs, lambda old, new: old != new), "impossible"
    rank = _rank(kind)

    def is_more(one: Value | None, other: Value | None) -> bool:
        return one is not None and (other is None or rank(one) > rank(other))

    return ever(lambda old, new: _exceeds(new, old), lambda old, new: is_more(new, old)), ever(_exceeds, is_more)


def is_ranked(kind: Type) -> bool:
    """Whether of two values of a type one is the higher."""
    return kind.is_numeric or kind.ordered


def _rank(kind: Type) -> Callable[[Value], int]:
    return (lambda value: kind.choices.index(str(value))) if kind.kind is Kind.CHOICE else int


def _asked(
    question: Both, rules: tuple[PlannedRule, PlannedRule], terms: tuple[Term, Term], fits: Callable[[Formula, Formula], Truth]
) -> Callable[[Space], Truth]:
    def ask(space: Space) -> Truth:
        found: list[Truth] = []
        for mine, theirs, there in question.looked_at(space, *rules):
            fire = both(there, mine.reader.condition(rules[0].when), theirs.reader.condition(rules[1].when))
            values = (_limited(frame.reader.term(term)) for frame, term in ((mine, terms[0]), (theirs, terms[1])))
            found.append(both(fire, fits(*values)))
        return either(*found)

    def _limited(value: Formula) -> Formula:
        return clamped(value) if terms[0].type == SCORE else value

    return ask


def _shown(reads: tuple[_Read, _Read], fits: Callable[[Value | None, Value | None], bool]) -> Callable[[Played], str | None]:
    def shows(played: Played) -> str | None:
        old, new = reads[0](played.old), reads[1](played.new)
        return min((record for record in old.keys() & new.keys() if fits(old[record], new[record])), default=None)

    return shows


def _exceeds(one: Formula, other: Formula) -> Truth:
    return both(one.known, either(opposite(other.known), one.value > other.value))


def _differs(one: Formula, other: Formula) -> Truth:
    return either(
        both(one.known, opposite(other.known)),
        both(other.known, opposite(one.known)),
        both(one.known, other.known, z3.Not(one.value == other.value)),
    )


def _reader_of_advice(planned: PlannedRule, action: str, name: str) -> _Read:
    wanted = plain_name(planned.rule.id), action

    def read(answer: Replay) -> dict[str, Value | None]:
        advice = (each for each in (*answer.stays, *answer.gave_way) if (each.rule, each.action) == wanted)
        return {each.record: each.urgency if name == _URGENCY else each.details[name] for each in advice}

    return read


def _reader_of_conclusion(planned: PlannedRule, key: str) -> _Read:
    wanted = plain_name(planned.rule.id), key
    return lambda answer: {record: value for (name, record, field), value in answer.said.items() if (name, field) == wanted}


def _claims(effect: PlannedRecommendation) -> list[tuple[str, str | None, str]]:
    shown = effect.shown or (None,) * len(effect.effect.claims)
    return [(claim.text.en, claim.needs, _key(each)) for claim, each in zip(effect.effect.claims, shown, strict=True)]


def _key(tree: Node | None) -> str:
    return "" if tree is None else tree.key
