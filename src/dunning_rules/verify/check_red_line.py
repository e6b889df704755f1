"""RED_LINE: advice that crosses a red line whenever it is given, or one that gets past the guard."""

from __future__ import annotations

from collections.abc import Iterable

from dunning_rules.engine.plan import PlannedConstraint
from dunning_rules.errors import quote
from dunning_rules.language import Const
from dunning_rules.language.fold import NEVER, fold
from dunning_rules.language.solver import Truth, both, either, opposite
from dunning_rules.result import Recommendation
from dunning_rules.rules.constraint import CHANGEABLE
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.verify.inquiry import Inquiry
from dunning_rules.verify.replay import Replay
from dunning_rules.verify.space import Space
from dunning_rules.verify.world import Emitter
from dunning_rules.vocabulary.steps import CONTACT_CHANNELS


def check_red_line(inquiry: Inquiry) -> None:
    """Find advice that the guard has to stop in every case, and any that it should have stopped and did not."""
    lines = [each for each in inquiry.world.plan.constraints if each.constraint.red_line]
    inquiry.search.attests = True  # what nobody attests is never said, whatever the rule
    for emitter in inquiry.world.emitters:
        if emitter.planned.rule.id not in inquiry.dead:
            _check(inquiry, emitter, [each for each in lines if fold(each.applies, RECOMMENDATION, emitter.effect.begins).key != NEVER.key])
    inquiry.search.attests = False
    _check_guard(inquiry, lines)


def _check(inquiry: Inquiry, emitter: Emitter, lines: list[PlannedConstraint]) -> None:
    if not lines:
        return
    rule, action = emitter.planned.rule.id, emitter.effect.effect.action
    ids = {each.constraint.id for each in lines}

    def passes(space: Space) -> Truth:
        made: list[Truth] = []
        for record, fires in space.looked_at(emitter.planned):
            reader = space.recommendation(emitter, record).reader
            crossed = either(*(both(reader.condition(each.applies), opposite(reader.condition(each.permitted))) for each in lines))
            made.append(both(fires, opposite(crossed)))
        return either(*made)

    def is_clean(found: Replay) -> bool:
        return any(not ids & {each.constraint for each in advice.findings} for advice in _given(found, rule, action))

    verdict = inquiry.decide(passes, is_clean)
    if verdict == "impossible":
        example = inquiry.find(lambda space: space.fires(emitter.planned), lambda found: bool(_given(found, rule, action)))
        crossed = sorted({each.constraint for advice in _given(example, rule, action) for each in advice.findings} & ids)
        message = f"whenever {quote(rule)} advises {quote(action)}, it crosses a red line ({', '.join(crossed)}): the guard has to stop it"
        mend = "advise a lawful step, or do so only where it is lawful"
        inquiry.add("RED_LINE", [rule], message, mend, certainty="proved", example=example)
    elif verdict == "undecided":
        inquiry.unknown([rule], f"whether {quote(action)} of {quote(rule)} is ever lawful")


def _given(found: Replay | None, rule: str, action: str) -> list[Recommendation]:
    if found is None or not found.fires(rule):
        return []
    given = (*found.report.recommendations, *(each.recommendation for each in found.report.gave_way))
    return [each for each in given if each.action == action and rule in {each.rule_id, *each.also}]


def _check_guard(inquiry: Inquiry, lines: Iterable[PlannedConstraint]) -> None:
    """In all cases that were found: whether what the guard lets pass is what no red line forbids outright."""
    absolute = [each for each in lines if each.permitted.key == NEVER.key]
    for found in inquiry.search.found:
        for advice in found.report.recommendations:
            if advice.verdict == "vetoed":
                continue
            form = {name: getattr(advice, name) for name in CHANGEABLE}
            settled = {**form, "is_contact": advice.channel in CONTACT_CHANNELS, "demands_payment": advice.demands_payment}
            crossed = [each.constraint.id for each in absolute if _holds(each, settled)]
            if crossed:
                message = (
                    f"{quote(advice.action)} of {quote(advice.rule_id)} gets past the guard, and crosses a red line ({', '.join(crossed)})"
                )
                inquiry.add("RED_LINE", [advice.rule_id], message, "add a constraint that stops it", example=found)


def _holds(each: PlannedConstraint, settled: dict[str, str | bool]) -> bool:
    left = fold(each.applies, RECOMMENDATION, settled)
    return left.key != NEVER.key and not any(isinstance(node, Const) for node in left.walk())
