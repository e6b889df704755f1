"""Questions about both policies: a case of which something holds, else whether there is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from dunning_rules.comparison.joint import Joint, is_later, later
from dunning_rules.comparison.played import Played, play_both
from dunning_rules.comparison.report import Witness
from dunning_rules.engine.plan import PlannedRule
from dunning_rules.language import Node
from dunning_rules.language.fold import NEVER, fold
from dunning_rules.language.solver import YES, Truth, both
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.verify.frame import Frame
from dunning_rules.verify.prove import is_impossible
from dunning_rules.verify.search import Search
from dunning_rules.verify.space import Space
from dunning_rules.verify.world import DEBTOR, Emitter

Ask: TypeAlias = Callable[[Space], Truth]
Shows: TypeAlias = Callable[[Played], str | None]
"""The record by which a case shows it; `None` where it does not."""
Answer: TypeAlias = Witness | Literal["impossible", "undecided"]


class Both:
    """Two policies on one day.

    Attributes:
        joint: the policies.
        search: finds cases.
    """

    def __init__(self, joint: Joint) -> None:
        """Prepare."""
        self.joint = joint
        self.search = Search(joint.world, play_both(joint.old.policy, joint.new.policy))
        self._twins: list[tuple[Emitter, Emitter]] | None = None

    def decide(self, ask: Ask, shows: Shows, *, provable: bool = True) -> Answer:
        """A case of which something holds; else whether there is none, of whatever size.

        Args:
            ask: gives the formula in a space.
            shows: the record by which the answers of both policies bear it out.
            provable: whether it is worth while to look for a proof.
        """
        found = self.search.find(ask, lambda played: shows(played) is not None)
        if found is not None:
            smaller = found.smallest(lambda played: shows(played) is not None)
            record = shows(smaller)
            assert record is not None  # noqa: S101 - it was asked above
            return smaller.witness(record)
        return "impossible" if provable and is_impossible(self.joint.world, ask) else "undecided"

    def is_alike(self, one: Node | None, other: Node | None) -> bool:
        """Whether two trees of the world of both, an earlier one and a later one, are built alike of things that are the same."""
        if one is None or other is None:
            return one is other
        # what is another thing has another name, but for what each recommendation brings along
        return one.key == other.key and not self.joint.difference.is_other(other)

    def fire_alike(self, name: str, twin: str) -> bool:
        """Whether a rule of the earlier policy and one of the later have conditions that are built alike of things that are the same."""
        one, other = self.joint.old.planned(name), self.joint.new.planned(twin)
        return one.when.key == other.when.key and not self.joint.difference.is_other(other.when)

    def looked_at(self, space: Space, one: PlannedRule, other: PlannedRule) -> list[tuple[Frame, Frame, Truth]]:
        """The records at which two rules of the two sides look, one by one, each with whether it is there for both.

        Of recommendations, that are those that both sides make, by the same rule for the same record.
        """
        scope = one.rule.scope
        if scope != RECOMMENDATION:
            return [(record, record, there) for record, there in _records(space, scope)]
        found: list[tuple[Frame, Frame, Truth]] = []
        for twins in self.twins():
            mine, theirs = twins if is_later(one) is is_later(twins[0].planned) else twins[::-1]
            if all(fold(rule.when, RECOMMENDATION, each.effect.begins).key == NEVER.key for rule, each in ((one, mine), (other, theirs))):
                continue
            for record, there in _records(space, mine.planned.rule.scope):
                made = both(there, *(space.fires_for(each.planned, record) for each in (mine, theirs)))
                found.append((_advised(space, mine, record), _advised(space, theirs, record), made))
        return found

    def twins(self) -> list[tuple[Emitter, Emitter]]:
        """The recommendations that both sides make, by the same rule: the earlier one, and the later one."""
        if self._twins is None:
            earlier, after = (
                {
                    (each.planned.rule.id, each.effect.effect.action): each
                    for each in self.joint.world.emitters
                    if is_later(each.planned) is late
                }
                for late in (False, True)
            )
            self._twins = [(each, after[key]) for (name, action), each in earlier.items() if (key := (later(name), action)) in after]
        return self._twins


def _records(space: Space, scope: str) -> list[tuple[Frame, Truth]]:
    return [(space.debtor, YES)] if scope == DEBTOR else space.records(scope)


def _advised(space: Space, emitter: Emitter, record: Frame) -> Frame:
    key = f"advised {emitter.planned.rule.id}/{emitter.effect.effect.action}/{record.tag}"
    return space.once(key, lambda: space.recommendation(emitter, record))
