"""How two rules fire, against each other."""

from __future__ import annotations

from dunning_rules.comparison.both import Answer, Both, Shows
from dunning_rules.comparison.joint import is_later
from dunning_rules.comparison.played import Played
from dunning_rules.engine.plan import PlannedRule
from dunning_rules.language.solver import Truth, both, either, opposite
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.verify.replay import Replay
from dunning_rules.verify.space import Space


def fires_only(question: Both, one: PlannedRule, other: PlannedRule | None, name: str, twin: str) -> Answer:
    """A case with a record for which one rule fires and the other does not.

    Args:
        question: both policies.
        one: the rule that fires.
        other: the rule of the other side that does not; `None` where there is none.
        name: the id of the one.
        twin: the id of the other.
    """
    against = other if other is not None and other.rule.scope == one.rule.scope else None

    def ask(space: Space) -> Truth:
        if against is None:
            return space.fires(one)
        found = (
            both(there, mine.reader.condition(one.when), opposite(theirs.reader.condition(against.when)))
            for mine, theirs, there in question.looked_at(space, one, against)
        )
        return either(*found)

    later = question.joint.new.planned(name if is_later(one) else twin).when if against is not None else None
    provable = later is None or not question.joint.difference.is_open(later)
    return question.decide(ask, _shows(one, name, twin if against is not None else ""), provable=provable)


def _shows(one: PlannedRule, name: str, twin: str) -> Shows:
    def shows(played: Played) -> str | None:
        mine, theirs = sides_of(played, one)
        alone = mine.fired.get(name, frozenset()) - theirs.fired.get(twin, frozenset())
        if one.rule.scope == RECOMMENDATION and twin:
            alone &= _advised(mine) & _advised(theirs)
        return min(alone, default=None)

    return shows


def sides_of(played: Played, one: PlannedRule) -> tuple[Replay, Replay]:
    """The answer of the side of a rule, and that of the other side."""
    return (played.new, played.old) if is_later(one) else (played.old, played.new)


def _advised(answer: Replay) -> frozenset[str]:
    """The recommendations that are made, as records."""
    advice = (*answer.stays, *answer.gave_way)
    return frozenset(f"{RECOMMENDATION}/{each.rule}/{each.action}/{each.record.partition('/')[2]}" for each in advice)
