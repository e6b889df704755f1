"""Which constraints look at a shape of step, and what they ask of it: what stands fast is decided once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import cast

import polars as pl

from dunning_rules.engine.plan import Plan, PlannedConstraint
from dunning_rules.frames.shapes import Shape
from dunning_rules.guard.verdict import SEVERITY
from dunning_rules.language import ALWAYS, Condition, Term, Value
from dunning_rules.language.columns import OF_DEBTOR, ColumnReader, column_of, leaves_of
from dunning_rules.language.fold import NEVER, fold, inline, settle
from dunning_rules.language.grammar import All, Any
from dunning_rules.language.node import Node
from dunning_rules.rules.constraint import RECOMMENDATION
from dunning_rules.rules.strata import may_hold


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """A constraint that may be broken by steps of some shapes, for which the same is left of it.

    It is broken where its pack holds, and both the debtor and the step are as it says.

    Attributes:
        constraint: it.
        number: its place among the constraints of the plan.
        of_debtor: what it says of the debtor; `None` for nothing.
        of_step: what it says of the step, or of the step and the debtor together; `None` for nothing.
        amount: the money that its lawful form asks for instead.
        on: the day before which its lawful form may not be done.
        read_of_debtor: the columns that `of_debtor` reads.
        read_of_step: the columns that `of_step` reads.
        read_by_form: the columns that `amount` and `on` read.
    """

    constraint: PlannedConstraint
    number: int
    of_debtor: pl.Expr | None
    of_step: pl.Expr | None
    amount: pl.Expr | None
    on: pl.Expr | None
    read_of_debtor: tuple[str, ...]
    read_of_step: tuple[str, ...]
    read_by_form: tuple[str, ...]

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
        self._made: dict[tuple[object, ...], Demand] = {}

    def on(self, shape: Shape) -> tuple[Demand, ...]:
        """The demands on steps of a shape, in the order of the constraints; of shapes that share one it is the same object."""
        key = shape.action, shape.values
        found = self._known.get(key)
        if found is None:
            settled = {**self._statics[shape.action], **shape.settled}
            made = (self._demand(number, each, settled) for number, each in enumerate(self._constraints))
            # threads that find the same at a time agree on what was kept first
            found = self._known.setdefault(key, tuple(each for each in made if each is not None))
        return found

    def _demand(self, number: int, each: PlannedConstraint, settled: Mapping[str, Value]) -> Demand | None:
        trees = self._trees[number]
        if not may_hold(trees.applies, settled):
            return None
        applies, permitted = (fold(tree, RECOMMENDATION, settled) for tree in (trees.applies, trees.permitted))
        if applies.key == NEVER.key or permitted.key == ALWAYS.key:
            return None
        amount, on = (None if term is None else settle(term, RECOMMENDATION, settled) for term in (trees.amount, trees.on))
        key = number, *(None if tree is None else tree.key for tree in (applies, permitted, amount, on))
        if key not in self._made:
            self._made.setdefault(key, self._read(each, number, _said(applies, permitted), (amount, on)))
        return self._made[key]

    def _read(
        self, each: PlannedConstraint, number: int, said: Iterable[tuple[Condition, bool]], form: tuple[Node | None, Node | None]
    ) -> Demand:
        conditions: dict[bool, list[pl.Expr]] = {True: [], False: []}
        columns: dict[bool, list[str]] = {True: [], False: []}
        for condition, holds in said:
            read = _read_by(condition)
            is_of_debtor = bool(read) and all(name.startswith(OF_DEBTOR) for name in read)
            asked = self._reader.condition(condition)
            conditions[is_of_debtor].append(asked if holds else ~asked)
            columns[is_of_debtor] += read
        of_debtor, of_step = (reduce(and_, conditions[side]) if conditions[side] else None for side in (True, False))
        amount, on = (self._reader.term(term) if isinstance(term, Term) else None for term in form)
        by_form = [name for tree in form if tree is not None for name in _read_by(tree)]
        read_by = (tuple(dict.fromkeys(names)) for names in (columns[True], columns[False], by_form))
        return Demand(each, number, of_debtor, of_step, amount, on, *read_by)


def _read_by(tree: Node) -> list[str]:
    return [column_of(leaf, RECOMMENDATION) for leaf in leaves_of(tree)]


def _said(applies: Condition, permitted: Condition) -> Iterator[tuple[Condition, bool]]:
    """What is said of steps that break a constraint: conditions, and whether they hold."""
    for each in applies.conditions if isinstance(applies, All) else (applies,):
        yield each, True
    for each in permitted.conditions if isinstance(permitted, Any) else (permitted,):
        yield each, False


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
