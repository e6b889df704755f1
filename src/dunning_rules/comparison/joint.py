"""Two policies in one world, so that one question can be asked of both for the same case.

What is the same under both stands in it once. What is another thing under the later one stands beside that of the earlier one, under a
name of its own; and each side sees only its own recommendations.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar, cast

from dunning_rules.comparison.currencies import two_currencies
from dunning_rules.comparison.difference import Difference
from dunning_rules.engine.plan import Plan, PlannedConclusion, PlannedRecommendation, PlannedRule
from dunning_rules.language import Aggregate, Condition, Node, Ref, Term, Wording, choice
from dunning_rules.policy import Policy
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.verify.world import World, world_of
from dunning_rules.vocabulary import Field, Scope, Vocabulary

OLD, NEW = "old", "new"
_SIDE = Field(Ref(RECOMMENDATION, "side of a comparison", choice(OLD, NEW), may_miss=False), Wording("side", "一方"), source="side")
_Tree = TypeVar("_Tree", bound=Node)


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One of the two policies on the day.

    Attributes:
        policy: the policy.
        alone: the world of it alone.
        rules: its rules by id, as they stand in the world of both.
    """

    policy: Policy
    alone: World
    rules: Mapping[str, PlannedRule]

    def planned(self, name: str) -> PlannedRule:
        """A rule as it stands in the world of this policy alone."""
        return next(each for each in self.alone.rules if each.rule.id == name)


@dataclass(frozen=True, slots=True, eq=False)
class Joint:
    """Both policies on one day.

    Attributes:
        day: the day.
        world: both of them.
        old: the earlier one.
        new: the later one.
        difference: what is another thing under the later one.
    """

    day: date
    world: World
    old: Side
    new: Side
    difference: Difference


_LATER = " (new)"


def later(name: str) -> str:
    """How a rule of the later policy is called in the world of both."""
    return f"{name}{_LATER}"


def plain_name(name: str) -> str:
    """How it is called in the policy that it is from."""
    return name.removesuffix(_LATER)


def is_later(planned: PlannedRule) -> bool:
    """Whether a rule of the world of both is the later policy's."""
    return planned.rule.id.endswith(_LATER)


def join(old: Policy, new: Policy, day: date) -> Joint:
    """Both policies in one world.

    Raises:
        CaseError: they report in two currencies.
    """
    currencies = sorted({each.currency for each in (old, new) if each.currency is not None})
    if len(currencies) > 1:
        raise two_currencies(*currencies)
    currency = next(iter(currencies), None)
    before, after = (world_of(each, day, currency) for each in (old, new))
    difference = Difference(before, after, same_interest=old.settings["interest"] == new.settings["interest"])
    renamed = {key: later(key.partition(".")[2]) for key in sorted(difference.fields) if not _stands_for_advice(after, key)}
    first, second = _Writer(OLD, {}, None), _Writer(NEW, renamed, difference)
    rules = {
        OLD: {each.rule.id: first.rule(each, each.order) for each in before.rules},
        NEW: {each.rule.id: second.rule(each, len(before.rules) + each.order) for each in after.rules},
    }
    pruned = (_without_twins(each, renamed.values()) for each in rules[NEW].values())
    plan = Plan(({"": (*rules[OLD].values(), *pruned)},), {}, {}, before.plan.digits, (), before.plan.values)
    world = World(plan, _vocabulary(before, after, first, second), day, before.currency)
    return Joint(day, world, Side(old, before, rules[OLD]), Side(new, after, rules[NEW]), difference)


def _stands_for_advice(world: World, key: str) -> bool:
    """Whether a field is what each recommendation brings along: both sides bring their own."""
    return key.startswith(f"{RECOMMENDATION}.") and world.vocabulary.named(key).source is not None


def _without_twins(planned: PlannedRule, names: Collection[str]) -> PlannedRule:
    """A later rule without what it concludes as the earlier policy does: that stands in the world already."""
    return replace(
        planned, conclusions=tuple(each for each in planned.conclusions if each.name in names or planned.rule.scope == RECOMMENDATION)
    )


def _vocabulary(before: World, after: World, first: _Writer, second: _Writer) -> Vocabulary:
    scopes: list[Scope] = []
    for name, scope in before.vocabulary.scopes.items():
        joined = Scope(name, scope.label)
        for world, writer in ((before, first), (after, second)):
            for field in world.vocabulary.scopes[name].fields.values():
                ref = writer.tree(field.ref)
                if ref.name not in joined.fields:
                    term = world.definition(field.ref)
                    joined.add(replace(field, ref=ref, definition=None if term is None else writer.tree(term)))
        scopes.append(joined)
    next(each for each in scopes if each.scope_name == RECOMMENDATION).add(_SIDE)
    return Vocabulary(tuple(scopes))


class _Writer:
    """Writes the trees of one side for the world of both."""

    def __init__(self, side: str, renamed: Mapping[str, str], difference: Difference | None) -> None:
        self._side = side
        self._renamed = renamed
        self._difference = difference

    def tree(self, tree: _Tree) -> _Tree:
        """A tree of this side."""
        return cast("_Tree", self._changed(tree))

    def rule(self, planned: PlannedRule, order: int) -> PlannedRule:
        """A rule of this side, which looks at its recommendations only."""
        when = self.tree(planned.when)
        if planned.rule.scope == RECOMMENDATION:
            when = when & (_SIDE.ref == self._side)
        return replace(
            planned,
            order=order,
            rule=planned.rule if self._side == OLD else replace(planned.rule, id=later(planned.rule.id)),
            when=when,
            conclusions=tuple(map(self._conclusion, planned.conclusions)),
            recommendations=tuple(map(self._recommendation, planned.recommendations)),
        )

    def _conclusion(self, planned: PlannedConclusion) -> PlannedConclusion:
        name = self._renamed.get(planned.key, planned.name)
        value = None if planned.value is None else self.tree(planned.value)
        return replace(planned, name=name, key=f"{planned.key.partition('.')[0]}.{name}", value=value)

    def _recommendation(self, planned: PlannedRecommendation) -> PlannedRecommendation:
        terms: dict[str, Term] = {name: self.tree(term) for name, term in planned.terms.items()}
        shown: tuple[Condition | None, ...] = tuple(None if each is None else self.tree(each) for each in planned.shown)
        side = {_SIDE.ref.name: self._side}
        return replace(planned, static={**planned.static, **side}, begins={**planned.begins, **side}, terms=terms, shown=shown)

    def _changed(self, node: Node) -> Node:
        if isinstance(node, Ref):
            return replace(node, name=self._renamed[node.key]) if node.key in self._renamed else node
        found = node.map(self._changed)
        if isinstance(node, Aggregate) and isinstance(found, Aggregate):
            link = None if node.link is None else self._renamed.get(f"{node.scope}.{node.link}", node.link)
            if node.scope == RECOMMENDATION:
                return replace(found, link=link, where=found.where & (_SIDE.ref == self._seen(node)))
            return found if link == node.link else replace(found, link=link)
        return found

    def _seen(self, aggregate: Aggregate) -> str:
        """Whose recommendations an aggregate looks at; where both have the same, those of the earlier policy stand for both."""
        shared = self._difference is not None and not self._difference.is_other_advice(aggregate)
        return OLD if shared else self._side
