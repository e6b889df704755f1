"""Which constraints look at a shape of step, and what they ask of it: what stands fast is decided once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from dunning_rules.engine.plan import Plan, PlannedConstraint
from dunning_rules.frames.shapes import Shape
from dunning_rules.language import ALWAYS, Condition, Term, Value
from dunning_rules.language.columns import ColumnReader, column_of, leaves_of
from dunning_rules.language.fold import NEVER, fold, inline, settle
from dunning_rules.rules.constraint import EVERYWHERE, RECOMMENDATION


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


class Demands:
    """Finds the demands on shapes, for one plan."""

    def __init__(self, plan: Plan, statics: Mapping[str, Mapping[str, Value]], number: type[pl.DataType]) -> None:
        """Prepare.

        Args:
            plan: where the constraints stand.
            statics: what each action has fast, by its id.
            number: how numbers are kept.
        """
        self._constraints = plan.constraints
        self._definitions = plan.definitions.get(RECOMMENDATION, {})
        self._statics = statics
        self._reader = ColumnReader(RECOMMENDATION, number)
        self._known: dict[tuple[object, ...], tuple[Demand, ...]] = {}

    def on(self, shape: Shape) -> tuple[Demand, ...]:
        """The demands on steps of a shape, in the order of the constraints."""
        key = shape.action, shape.packs, shape.values
        found = self._known.get(key)
        if found is None:
            settled = {**self._statics[shape.action], **shape.settled}
            made = (self._demand(number, each, shape, settled) for number, each in enumerate(self._constraints))
            found = self._known[key] = tuple(each for each in made if each is not None)
        return found

    def _demand(self, number: int, each: PlannedConstraint, shape: Shape, settled: Mapping[str, Value]) -> Demand | None:
        if each.constraint.pack != EVERYWHERE and each.constraint.pack not in shape.packs:
            return None
        applies, permitted = (self._left(tree, settled) for tree in (each.applies, each.permitted))
        if applies.key == NEVER.key or permitted.key == ALWAYS.key:
            return None
        amount, on = (None if term is None else self._term(term, settled) for term in (each.form_amount, each.form_on))
        broken = ~self._reader.condition(permitted)
        if applies.key != ALWAYS.key:
            broken = self._reader.condition(applies) & broken
        trees = [applies, permitted, *(term for term in (amount, on) if term is not None)]
        columns = dict.fromkeys(column_of(leaf, RECOMMENDATION) for tree in trees for leaf in leaves_of(tree))
        read = [None if term is None else self._reader.term(term) for term in (amount, on)]
        return Demand(each, number, broken, read[0], read[1], tuple(columns))

    def _left(self, condition: Condition, settled: Mapping[str, Value]) -> Condition:
        inlined = inline(condition, RECOMMENDATION, self._definitions)
        assert isinstance(inlined, Condition)  # noqa: S101 - what is put into a condition leaves it one; this tells the type checker
        return fold(inlined, RECOMMENDATION, settled)

    def _term(self, term: Term, settled: Mapping[str, Value]) -> Term:
        found = settle(inline(term, RECOMMENDATION, self._definitions), RECOMMENDATION, settled)
        assert isinstance(found, Term)  # noqa: S101 - as above
        return found
