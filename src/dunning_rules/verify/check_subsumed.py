"""SUBSUMED: a rule that adds nothing to another one, which fires wherever it does."""

from __future__ import annotations

from itertools import permutations

from dunning_rules.engine.plan import PlannedRecommendation, PlannedRule
from dunning_rules.errors import quote
from dunning_rules.language.solver import Truth, both, either, opposite
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.verify.frame import Frame
from dunning_rules.verify.inquiry import Inquiry
from dunning_rules.verify.replay import Replay
from dunning_rules.verify.space import Space

_DETAILS = ("on", "start", "deadline", "names_day", "amount")


def check_subsumed(inquiry: Inquiry) -> None:
    """Find rules all effects of which another rule has, too, wherever they fire."""
    masked = {name for finding in inquiry.findings if finding.kind == "MASKED" for name in finding.names}
    rules = [each for each in inquiry.rules if each.rule.scope != RECOMMENDATION and each.rule.id not in masked]
    done: set[str] = set()
    for one, other in permutations(rules, 2):
        if one.rule.id in done or one.rule.scope != other.rule.scope or not _has_effects_of(other, one):
            continue
        if _check(inquiry, one, other):
            done.update((one.rule.id, other.rule.id))


def _check(inquiry: Inquiry, one: PlannedRule, other: PlannedRule) -> bool:
    name, by = one.rule.id, other.rule.id

    def ask(space: Space) -> Truth:
        return either(*(both(fires, opposite(_is_covered(space, one, other, record))) for record, fires in space.looked_at(one)))

    def is_alone(found: Replay) -> bool:
        lonely = found.fired.get(name, frozenset()) - found.fired.get(by, frozenset())
        return bool(lonely) or _is_more_urgent(found, name, by)

    verdict = inquiry.decide(ask, is_alone)
    if verdict == "impossible":
        example = inquiry.search.find(lambda space: space.fires(one), lambda found: bool(found.fire_together(name, by)))
        message = f"wherever {quote(name)} fires, {quote(by)} fires, too, with the same effect: it adds nothing"
        mend = "leave one of the two out, or let them ask for different things"
        inquiry.add("SUBSUMED", [name, by], message, mend, certainty="proved", example=example)
        return True
    if verdict == "undecided":
        inquiry.unknown([name, by], f"whether {quote(by)} fires wherever {quote(name)} does")
    return False


def _is_covered(space: Space, one: PlannedRule, other: PlannedRule, record: Frame) -> Truth:
    covered = space.fires_for(other, record)
    for effect in one.recommendations:
        twin = next(each for each in other.recommendations if _is_same(effect, each))
        urgencies = [record.reader.term(each.terms["urgency"]).value for each in (effect, twin)]
        covered = both(covered, urgencies[0] <= urgencies[1])
    return covered


def _is_more_urgent(found: Replay, name: str, by: str) -> bool:
    """Whether a recommendation of the first is more urgent than the same one of the other."""
    advice = (*found.stays, *found.gave_way)
    others = {(each.action, each.record): each.urgency for each in advice if each.rule == by}
    return any(each.urgency > others.get((each.action, each.record), each.urgency) for each in advice if each.rule == name)


def _has_effects_of(other: PlannedRule, one: PlannedRule) -> bool:
    """Whether each effect of `one` is one of `other`, apart from how urgent it is."""
    concluded = {(each.key, each.value.key) for each in other.conclusions if each.value is not None}
    return all(any(_is_same(effect, each) for each in other.recommendations) for effect in one.recommendations) and all(
        each.value is not None and (each.key, each.value.key) in concluded for each in one.conclusions
    )


def _is_same(effect: PlannedRecommendation, other: PlannedRecommendation) -> bool:
    if effect.effect.action != other.effect.action or len(effect.claims) > len(other.claims):
        return False
    one, two = ([each.terms[name].key if name in each.terms else "" for name in _DETAILS] for each in (effect, other))
    return one == two
