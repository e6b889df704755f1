"""NON_MONOTONE: older or larger, and yet milder. Two cases are compared that differ in one invoice only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dunning_rules.errors import quote
from dunning_rules.language import Const
from dunning_rules.language.solver import Truth, both
from dunning_rules.verify.counted import CountedSpace
from dunning_rules.verify.inquiry import Inquiry
from dunning_rules.verify.later import Change
from dunning_rules.verify.pair import CHANGES, FIRST, Pair
from dunning_rules.verify.replay import Replay
from dunning_rules.verify.search import ATTEMPTS
from dunning_rules.verify.world import DEBTOR, Emitter
from dunning_rules.vocabulary import VOCABULARY, Field

GRADES = ("invoice.collection_class", "debtor.risk_class")
"""Fields of the built-in vocabulary that may not fall where an invoice is older or larger."""
_MEND = "let what is older or larger weigh more, or accept it with a reason"
_URGENCY = VOCABULARY.scopes["recommendation"].field("urgency")


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    """Whether one thing falls.

    Attributes:
        names: what it is about.
        what: it, as messages have it.
        falls: the formula, for the two spaces.
        shows: whether two answers of the engine bear it out.
    """

    names: tuple[str, ...]
    what: str
    falls: Callable[[CountedSpace, CountedSpace], Truth]
    shows: Callable[[Replay, Replay], bool]


def check_monotone(inquiry: Inquiry) -> None:
    """Find grades and urgencies that fall where one invoice is older or larger and nothing else changes."""
    emitters = [each for each in inquiry.world.emitters if _can_fall(inquiry, each)]
    by_urgency: dict[tuple[str, str], list[Emitter]] = {}
    for each in emitters:
        by_urgency.setdefault((each.planned.rule.scope, each.effect.terms["urgency"].key), []).append(each)
    grades = _grades(inquiry)
    for change in CHANGES if grades or emitters else ():
        pair = Pair(inquiry, change)
        for field in grades:
            _check(inquiry, pair, _of_grade(field))
        for alike in by_urgency.values():
            # what never falls by itself need not be asked of each rule that is so urgent
            if pair.ask(_urgency_falls(alike[0], pair.now, pair.later)) is not None:
                for emitter in alike:
                    _check(inquiry, pair, _of_urgency(emitter))


def _check(inquiry: Inquiry, pair: Pair, question: _Question) -> None:
    truth = question.falls(pair.now, pair.later)
    answer = pair.ask(truth)
    for _ in range(ATTEMPTS):
        if answer is None:
            return
        found = pair.replayed() if answer == "found" else None
        if found is not None and question.shows(*found):
            _add(inquiry, pair.change, question, found)
            return
        if answer == "unknown":
            break
        answer = pair.ask(both(truth, pair.differs()))
    inquiry.unknown(question.names, f"whether {question.what} is milder where one invoice is {pair.change}")


def _add(inquiry: Inquiry, change: Change, question: _Question, found: tuple[Replay, Replay]) -> None:
    message = f"{question.what} is milder where one invoice is {change} and nothing else is different"
    inquiry.add("NON_MONOTONE", question.names, message, _MEND, example=found[0], other=found[1])


def _grades(inquiry: Inquiry) -> list[Field]:
    """Grades of the built-in vocabulary, and whatever a policy concludes that runs from mild to grave."""
    found: list[Field] = []
    for scope in (DEBTOR, "invoice"):
        for field in inquiry.world.vocabulary.scopes[scope].fields.values():
            own = VOCABULARY.scopes[scope].fields.get(field.ref.name) is not field
            graded = field.ref.key in GRADES or (own and field.merge == "greatest" and field.ref.type.ordered)
            if graded and inquiry.world.concluders(field.ref):
                found.append(field)
    return found


def _of_grade(field: Field) -> _Question:
    key, scope = field.ref.key, field.ref.scope
    order = field.ref.type.choices

    def falls(now: CountedSpace, later: CountedSpace) -> Truth:
        one, other = (space.first(scope).reader.term(field.ref) for space in (now, later))
        return both(one.known, other.known, one.value > other.value)

    def shows(now: Replay, later: Replay) -> bool:
        record = f"{scope}/{FIRST[scope]}"
        values = [each.concluded.get((key, record), (field.default, frozenset()))[0] for each in (now, later)]
        return None not in values and order.index(str(values[0])) > order.index(str(values[1]))

    return _Question((key,), quote(key), falls, shows)


def _can_fall(inquiry: Inquiry, emitter: Emitter) -> bool:
    """Whether its urgency is not always the same and follows no other advice, and it is advised for a debtor or an invoice."""
    urgency = emitter.effect.terms["urgency"]
    fixed = isinstance(urgency, Const) or inquiry.world.follows_advice(urgency)
    return not fixed and emitter.planned.rule.scope in FIRST and emitter.planned.rule.id not in inquiry.dead


def _of_urgency(emitter: Emitter) -> _Question:
    rule, action, scope = emitter.planned.rule.id, emitter.effect.effect.action, emitter.planned.rule.scope

    def falls(now: CountedSpace, later: CountedSpace) -> Truth:
        fire = [space.fires_for(emitter.planned, space.first(scope)) for space in (now, later)]
        return both(*fire, _urgency_falls(emitter, now, later))

    def shows(now: Replay, later: Replay) -> bool:
        one, other = (_urgency(each, rule, action, f"{scope}/{FIRST[scope]}") for each in (now, later))
        return one is not None and other is not None and one > other

    return _Question((rule,), f"{quote(action)} of {quote(rule)}", falls, shows)


def _urgency_falls(emitter: Emitter, now: CountedSpace, later: CountedSpace) -> Truth:
    frames = [(space, space.first(emitter.planned.rule.scope)) for space in (now, later)]
    one, other = (space.recommendation(emitter, frame).reader.term(_URGENCY).value for space, frame in frames)
    return one > other


def _urgency(found: Replay, rule: str, action: str, record: str) -> int | None:
    given = [each.urgency for each in (*found.stays, *found.gave_way) if (each.rule, each.action, each.record) == (rule, action, record)]
    return max(given, default=None)
