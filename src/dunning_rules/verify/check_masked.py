"""MASKED: a rule that fires, and of which nothing ever stays."""

from __future__ import annotations

from functools import partial

import z3

from dunning_rules.engine.plan import PlannedConclusion, PlannedRecommendation, PlannedRule
from dunning_rules.errors import quote
from dunning_rules.language import ALWAYS
from dunning_rules.language.solver import Truth, both, choose, either, opposite
from dunning_rules.rules.precedence import Ranking
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.verify.inquiry import Inquiry
from dunning_rules.verify.replay import Replay
from dunning_rules.verify.space import Space


def check_masked(inquiry: Inquiry) -> None:
    """Find effects that another action, or a graver conclusion, always stands in the way of."""
    for planned in inquiry.rules:
        for effect in planned.recommendations:
            _check_action(inquiry, planned, effect)
        if planned.rule.scope != RECOMMENDATION:
            for conclusion in planned.conclusions:
                _check_conclusion(inquiry, planned, conclusion)


def _check_action(inquiry: Inquiry, planned: PlannedRule, effect: PlannedRecommendation) -> None:
    name, action = planned.rule.id, effect.effect.action
    if not any(ranking.yields_to[action] for ranking in inquiry.policy.book.precedence.rankings.values()):
        return

    def stays(found: Replay) -> bool:
        return any(each.rule == name and each.action == action for each in found.stays)

    verdict = inquiry.decide(lambda space: both(space.fires(planned), opposite(_is_lost(inquiry, space, action))), stays)
    if verdict == "impossible":
        winners = sorted({other for ranking in inquiry.policy.book.precedence.rankings.values() for other in ranking.yields_to[action]})
        message = f"whenever {quote(name)} advises {quote(action)}, it gives way to another action, one of {', '.join(winners)}"
        example = next((found for found in inquiry.search.found if found.fires(name)), None)
        inquiry.add("MASKED", [name], message, "turn the exclusion round, narrow the other rule, or leave this one out", certainty="proved", example=example)
    elif verdict == "undecided":
        inquiry.unknown([name], f"whether {quote(action)} of {quote(name)} ever stays")


def _is_lost(inquiry: Inquiry, space: Space, action: str) -> Truth:
    """Whether an action gives way, by the precedence that holds for the debtor."""
    precedence = inquiry.policy.book.precedence
    made = space.once("made actions", partial(_made, space))
    result: Truth = z3.BoolVal(False)  # noqa: FBT003 - the value is the point
    for answers, ranking in precedence.rankings.items():
        scope = space.world.vocabulary.scopes["debtor"]
        flags = [space.debtor.reader.term(scope.field(flag)) for flag in precedence.flags]
        truths = [both(flag.known, flag.value) for flag in flags]
        fits = both(*(truth if answer else opposite(truth) for truth, answer in zip(truths, answers, strict=True)))
        result = choose(fits, space.once(f"lost by {answers}", partial(_lost, ranking, made))[action], result)
    return result


def _made(space: Space) -> dict[str, Truth]:
    """Which actions are advised at all."""
    found: dict[str, list[Truth]] = {}
    for emitter, _, truth in space.recommended(ALWAYS):
        found.setdefault(emitter.effect.effect.action, []).append(truth)
    return {action: either(*truths) for action, truths in found.items()}


def _lost(ranking: Ranking, made: dict[str, Truth]) -> dict[str, Truth]:
    lost: dict[str, Truth] = {}
    for action in ranking.order:
        winners = [both(made[other], opposite(lost[other])) for other in ranking.yields_to[action] if other in made]
        lost[action] = either(*winners)
    return lost


def _check_conclusion(inquiry: Inquiry, planned: PlannedRule, conclusion: PlannedConclusion) -> None:
    if len(inquiry.world.concluders_of(conclusion.key)) == 1:
        return
    name = planned.rule.id

    def stays(found: Replay) -> bool:
        return any(key == conclusion.key and name in rules for (key, _), (_, rules) in found.concluded.items())

    verdict = inquiry.decide(lambda space: _holds_out(space, planned, conclusion), stays)
    if verdict == "impossible":
        message = f"whenever {quote(name)} concludes {quote(conclusion.key)}, another rule concludes a value that stands before its own"
        example = next((found for found in inquiry.search.found if found.fires(name)), None)
        inquiry.add("MASKED", [name], message, "widen its condition, narrow the others, or leave it out", certainty="proved", example=example)
    elif verdict == "undecided":
        inquiry.unknown([name], f"whether what {quote(name)} concludes ever stands")


def _holds_out(space: Space, planned: PlannedRule, conclusion: PlannedConclusion) -> Truth:
    """Whether the rule fires for a record of which the field has its value in the end."""
    found: list[Truth] = []
    scope = space.world.vocabulary.scopes[planned.rule.scope]
    for record, fires in space.looked_at(planned):
        final = record.reader.term(scope.field(conclusion.name))
        own = record.reader.term(conclusion.value) if conclusion.value is not None else final
        found.append(both(fires, own.known, final.value == own.value))
    return either(*found)
