"""OVERLAP and CONTRADICTION: rules that fire for the same record and do not say the same."""

from __future__ import annotations

from itertools import combinations

import z3

from dunning_rules.engine.plan import PlannedConclusion, PlannedRule
from dunning_rules.errors import quote
from dunning_rules.language import Const, Kind
from dunning_rules.language.solver import NO, Truth, both, either
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.verify.inquiry import Inquiry
from dunning_rules.verify.replay import Replay
from dunning_rules.verify.space import Space


def check_overlap(inquiry: Inquiry) -> None:
    """Find pairs of rules that give different values to one field of one record, or advise the same action for it."""
    told = {frozenset(each.names) for each in inquiry.findings if each.kind == "SUBSUMED"}
    for one, other in combinations(inquiry.rules, 2):
        if one.rule.scope != other.rule.scope or one.rule.scope == RECOMMENDATION or {one.rule.id, other.rule.id} in told:
            continue
        shared = sorted({each.effect.action for each in one.recommendations} & {each.effect.action for each in other.recommendations})
        if shared:
            _check_actions(inquiry, one, other, shared[0])
        for mine in one.conclusions:
            for theirs in other.conclusions:
                if mine.key == theirs.key and not _is_same(mine, theirs):
                    _check_values(inquiry, one, other, (mine, theirs))


def _is_same(one: PlannedConclusion, other: PlannedConclusion) -> bool:
    return one.value is not None and other.value is not None and one.value.key == other.value.key


def _check_actions(inquiry: Inquiry, one: PlannedRule, other: PlannedRule, action: str) -> None:
    names = [one.rule.id, other.rule.id]
    verdict = inquiry.decide(lambda space: _meet(space, one, other), lambda found: bool(found.fire_together(*names)))
    if isinstance(verdict, Replay):
        message = f"both advise {quote(action)} for the same {one.rule.scope}: only the more urgent one is told, the other stands beside it"
        inquiry.add("OVERLAP", names, message, "let only one of them fire, or accept it with a reason", example=verdict)
    elif verdict == "undecided":
        inquiry.unknown(names, f"whether both advise {quote(action)} for the same {one.rule.scope}")


def _check_values(inquiry: Inquiry, one: PlannedRule, other: PlannedRule, pair: tuple[PlannedConclusion, PlannedConclusion]) -> None:
    names = [one.rule.id, other.rule.id]
    key = pair[0].key
    field = inquiry.world.vocabulary.named(key)
    ranked = field.ref.type.is_numeric or field.ref.type.ordered or field.ref.type.kind is Kind.FLAG

    fixed = all(isinstance(each.value, Const) for each in pair)  # what is not may be the same in the cases that there are
    verdict = inquiry.decide(
        lambda space: _differ(space, one, other, pair), lambda found: bool(found.fire_together(*names)), anew=not fixed
    )
    if isinstance(verdict, Replay) and ranked:
        message = f"both conclude {quote(key)} of the same {one.rule.scope}, with different values: the {_which(field.merge)} one stays"
        inquiry.add("OVERLAP", names, message, "let only one of them fire, or accept it with a reason", example=verdict)
    elif isinstance(verdict, Replay):
        message = (
            f"both conclude {quote(key)} of the same {one.rule.scope}, with different values, of which neither stands before the other"
        )
        inquiry.add("CONTRADICTION", names, message, "let only one of them fire, or give the values an order", example=verdict)
    elif verdict == "undecided":
        inquiry.unknown(names, f"whether both conclude {quote(key)} of the same {one.rule.scope}")


def _which(merge: str | None) -> str:
    return "least" if merge == "least" else "graver or greater"


def _meet(space: Space, one: PlannedRule, other: PlannedRule) -> Truth:
    return either(*(both(fires, space.fires_for(other, record)) for record, fires in space.looked_at(one)))


def _differ(space: Space, one: PlannedRule, other: PlannedRule, pair: tuple[PlannedConclusion, PlannedConclusion]) -> Truth:
    found: list[Truth] = []
    for record, fires in space.looked_at(one):
        mine, theirs = (record.reader.term(each.value) if each.value is not None else None for each in pair)
        if mine is None or theirs is None:
            return NO
        differ = both(mine.known, theirs.known, z3.Not(mine.value == theirs.value))
        found.append(both(fires, space.fires_for(other, record), differ))
    return either(*found)
