"""A space in which aggregates are variables: what is refuted there holds of no case, however many records it has."""

from __future__ import annotations

import z3

from dunning_rules.engine.plan import PlannedRule
from dunning_rules.language import ALWAYS, Aggregate
from dunning_rules.language.solver import YES, Formula, Truth, either, sort_of
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.verify.frame import Frame
from dunning_rules.verify.group import Group
from dunning_rules.verify.space import Space
from dunning_rules.verify.world import DEBTOR, World, fires_for_some


class FreeSpace(Space):
    """The records that are looked at, and aggregates as variables."""

    def __init__(self, world: World, *, relating: bool = True) -> None:
        """Begin with the debtor.

        Args:
            world: what stands behind it.
            relating: whether aggregates are brought into relation with each other; proofs of such relations do without.
        """
        super().__init__(world)
        self.relating = relating
        self.members: dict[str, list[tuple[Frame, Truth]]] = {}
        self._records: dict[str, Frame] = {}
        self._groups: dict[tuple[str, str, str | None], Group] = {}

    def bare(self) -> FreeSpace:
        """A space of its own for the proof of a relation."""
        return FreeSpace(self.world, relating=False)

    def records(self, scope: str) -> list[tuple[Frame, Truth]]:
        """One record of the scope, which stands for any."""
        return [(self.record(scope), YES)]

    def record(self, scope: str) -> Frame:
        """The record of a scope that is looked at."""
        if scope not in self._records:
            self._records[scope] = Frame(self, scope, scope, self.debtor)
            self._include(self._records[scope], YES)
        return self._records[scope]

    def occasions(self, planned: PlannedRule, *, among: bool = False) -> list[tuple[Frame, Truth]]:
        """The debtor, or one record that stands for those for which the rule fires; `among` the others, it is counted with them."""
        if planned.rule.scope == DEBTOR:
            return super().occasions(planned)
        return self.once(f"occasions {among} {planned.rule.id}", lambda: self._occasions(planned, among=among))

    def _occasions(self, planned: PlannedRule, *, among: bool) -> list[tuple[Frame, Truth]]:
        some = self.debtor.reader.term(fires_for_some(planned)).value
        record = Frame(self, planned.rule.scope, f"{planned.rule.scope} of {planned.rule.id}", self.debtor)
        self.assume(z3.Implies(some, self.fires_for(planned, record)))
        if among:
            self._include(record, some)
        return [(record, some)]

    def _include(self, record: Frame, there: Truth) -> None:
        """A record that is there comes to be looked at: it is among those that are counted."""
        self.members.setdefault(record.scope, []).append((record, there))
        for group in list(self._groups.values()):
            if group.scope == record.scope:
                group.includes(record, there)

    def aggregate(self, aggregate: Aggregate, home: Frame) -> Formula:
        """A variable that stands in the relations of its group."""
        if aggregate.scope == RECOMMENDATION:
            return self._of_recommendations(aggregate)
        key = (home.tag, aggregate.scope, aggregate.link)
        if key not in self._groups:
            self._groups[key] = Group(self, home, aggregate.scope, aggregate.link)
        return self._groups[key].formula(aggregate)

    def groups(self) -> list[Group]:
        """The aggregates of the debtor that were asked for."""
        return [group for (tag, _, _), group in self._groups.items() if tag == DEBTOR]

    def refine(self, model: z3.ModelRef) -> bool:
        """Take in what holds of aggregates, and what `model` is against; whether there is anything new."""
        groups = list(self._groups.values())
        related = [group.relate(model) for group in groups]
        borne_out = () if any(related) else [group.bear_out(model) for group in groups]
        return any(related) or any(borne_out)

    def _of_recommendations(self, aggregate: Aggregate) -> Formula:
        made = self.recommended(aggregate.where)
        any_made = either(*(truth for _, _, truth in made))
        left = [each for _, each in self.world.emitting(aggregate.where)]
        if any(each.key != ALWAYS.key for each in left):  # of those that are made, another than the one looked at may count
            any_made = z3.Bool(f"#{self.fresh('some')}")
        if aggregate.operation == "exists":
            return Formula(any_made, YES)
        value = z3.Const(f"#{self.fresh(aggregate.operation)}", sort_of(aggregate.type))
        if aggregate.operation in {"count", "sum"}:
            if aggregate.operation == "count":
                self.assume(z3.And(value >= 0, any_made == (value >= 1)))
            return Formula(value, YES)
        return Formula(value, any_made)
