"""Which constraints look at a shape of step, and what they ask of it: what stands fast is decided once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import polars as pl

from dunning_rules.engine.plan import Plan, PlannedConstraint
from dunning_rules.frames.shapes import Shape
from dunning_rules.guard.verdict import SEVERITY
from dunning_rules.language import ALWAYS, Condition, Term, Value
from dunning_rules.language.columns import ColumnReader, column_of, leaves_of
from dunning_rules.language.fold import NEVER, fold, inline, settle
from dunning_rules.rules.constraint import EVERYWHERE, RECOMMENDATION
from dunning_rules.rules.strata import may_hold

IN_PACK = "@in."
"""What the name of a column begins with that says whether a pack holds for the debtor of a step."""


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """A constraint that may be broken by steps of one shape.

    Attributes:
        constraint: it.
        number: its place among the constraints of the plan.
        broken: whether a step breaks it.
        amount: the money that its lawful form asks for instead.
        on: the day before which its lawful form may not be done.
        columns: what these read.
    """

    constraint: PlannedConstraint
    number: int
    broken: pl.Expr
    amount: pl.Expr | None
    on: pl.Expr | None
    columns: tuple[str, ...]

    @property
    def severity(self) -> int:
        """How grave it is to break it."""
        return SEVERITY[self.constraint.constraint.effect]

    @property
    def rewrites(self) -> bool:
        """Whether it has a lawful form."""
        return self.constraint.constraint.effect == "rewrite"


class Demands:
    """Finds the demands on shapes, for one plan."""

    def __init__(self, plan: Plan, statics: Mapping[str, Mapping[str, Value]], number: type[pl.DataType]) -> None:
        """Prepare.

        Args:
            plan: where the constraints stand.
            statics: what each action has fast, by its id.
            number: how numbers are kept.
        """
        definitions = plan.definitions.get(RECOMMENDATION, {})
        self._trees = [_Trees.of(each, definitions) for each in plan.constraints]
        self._constraints = plan.constraints
        self._statics = statics
        self._reader = ColumnReader(RECOMMENDATION, number)
        self._known: dict[tuple[object, ...], tuple[Demand, ...]] = {}

    def on(self, shape: Shape) -> tuple[Demand, ...]:
        """The demands on steps of a shape, in the order of the constraints."""
        key = shape.action, shape.values
        found = self._known.get(key)
        if found is None:
            settled = {**self._statics[shape.action], **shape.settled}
            made = (self._demand(number, each, settled) for number, each in enumerate(self._constraints))
            found = self._known[key] = tuple(each for each in made if each is not None)
        return found

    def _demand(self, number: int, each: PlannedConstraint, settled: Mapping[str, Value]) -> Demand | None:
        trees = self._trees[number]
        if not may_hold(trees.applies, settled):
            return None
        applies, permitted = (fold(tree, RECOMMENDATION, settled) for tree in (trees.applies, trees.permitted))
        if applies.key == NEVER.key or permitted.key == ALWAYS.key:
            return None
        amount, on = (None if term is None else settle(term, RECOMMENDATION, settled) for term in (trees.amount, trees.on))
        broken = ~self._reader.condition(permitted)
        if applies.key != ALWAYS.key:
            broken = self._reader.condition(applies) & broken
        read = dict.fromkeys(
            column_of(leaf, RECOMMENDATION) for tree in (applies, permitted, amount, on) if tree is not None for leaf in leaves_of(tree)
        )
        if each.constraint.pack != EVERYWHERE:
            stands = f"{IN_PACK}{each.constraint.pack}"
            read[stands] = None
            broken = pl.col(stands) & broken
        terms = [self._reader.term(term) if isinstance(term, Term) else None for term in (amount, on)]
        return Demand(each, number, broken, terms[0], terms[1], tuple(read))


@dataclass(frozen=True, slots=True, eq=False)
class _Trees:
    """What a constraint asks, with definitions of computed fields of recommendations in their place."""

    applies: Condition
    permitted: Condition
    amount: Term | None
    on: Term | None

    @classmethod
    def of(cls, each: PlannedConstraint, definitions: Mapping[str, Term]) -> _Trees:
        trees = [
            None if tree is None else inline(tree, RECOMMENDATION, definitions)
            for tree in (each.applies, each.permitted, each.form_amount, each.form_on)
        ]
        return cls(*cast("tuple[Condition, Condition, Term | None, Term | None]", tuple(trees)))
