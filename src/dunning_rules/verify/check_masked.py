"""MASKED: a rule that fires, and of which nothing ever stays."""

from __future__ import annotations

from dunning_rules.engine.plan import PlannedConclusion, PlannedRecommendation, PlannedRule
from dunning_rules.errors import quote
from dunning_rules.language.solver import Truth, both, either, opposite
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.verify.inquiry import Inquiry
from dunning_rules.verify.lost import is_lost
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

    verdict = inquiry.decide(lambda space: both(space.fires(planned), opposite(is_lost(inquiry.policy.book, space, action))), stays)
    if verdict == "impossible":
        winners = sorted({other for ranking in inquiry.policy.book.precedence.rankings.values() for other in ranking.yields_to[action]})
        message = f"whenever {quote(name)} advises {quote(action)}, it gives way to another action, one of {', '.join(winners)}"
        example = next((found for found in inquiry.search.found if found.fires(name)), None)
        inquiry.add(
            "MASKED",
            [name],
            message,
            "turn the exclusion round, narrow the other rule, or leave this one out",
            certainty="proved",
            example=example,
        )
    elif verdict == "undecided":
        inquiry.unknown([name], f"whether {quote(action)} of {quote(name)} ever stays")


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
        inquiry.add(
            "MASKED", [name], message, "widen its condition, narrow the others, or leave it out", certainty="proved", example=example
        )
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
