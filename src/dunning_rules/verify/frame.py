"""One record as formulas: its given fields are variables, its other fields what follows from them."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Protocol, cast

import z3

from dunning_rules.engine.plan import PlannedRule
from dunning_rules.language import Aggregate, Kind, Outer, Param, Ref, Term, Type
from dunning_rules.language.solver import (
    YES,
    Formula,
    Leaf,
    SolverReader,
    Truth,
    both,
    constant,
    either,
    first_known,
    greater,
    lesser,
    sort_of,
)
from dunning_rules.verify.world import World
from dunning_rules.vocabulary import Field

_FIRST_DAY, _LAST_DAY = 1, 3_652_059
"""Of the calendar."""


class Surroundings(Protocol):
    """What a record needs to know of the case that it is part of."""

    @property
    def world(self) -> World:
        """What stands behind the case."""

    def aggregate(self, aggregate: Aggregate, home: Frame) -> Formula:
        """The formula of an aggregate of a record."""

    def fires_for(self, planned: PlannedRule, frame: Frame) -> Truth:
        """Whether a rule fires for a record."""

    def fresh(self, hint: str) -> Truth:
        """A new whole number, of which nothing is known."""

    def assume(self, truth: Truth) -> None:
        """Take in what holds."""

    def met(self, frame: Frame, name: str) -> None:
        """A given field was asked for, for the first time."""


class Frame:
    """A record of a scope.

    Attributes:
        scope: its scope.
        tag: what tells its variables from those of other records.
        depth: how far it lies from the records that are asked about.
        given: the variables of its given fields that were asked for, by name.
        reader: reads trees on it.
    """

    def __init__(self, space: Surroundings, scope: str, tag: str, debtor: Frame | None = None, *, depth: int = 0) -> None:
        """Prepare.

        Args:
            space: where it stands.
            scope: its scope.
            tag: what tells its variables from those of other records.
            debtor: the debtor's record; `None` for that itself.
            depth: how far it lies from the records that are asked about.
        """
        self.space = space
        self.scope = scope
        self.tag = tag
        self.depth = depth
        self.given: dict[str, Formula] = {}
        self.reader = SolverReader(self, space.world.names)
        self._debtor = debtor
        self._set: dict[str, Formula] = {}
        self._deferred: dict[str, Callable[[], Formula]] = {}

    @property
    def debtor(self) -> Frame:
        """The debtor's record."""
        return self if self._debtor is None else self._debtor

    def seen_by(self, asking: Frame) -> SolverReader:
        """Reads conditions of an aggregate of `asking` that looks at this record."""
        return SolverReader(_Seen(self, asking), self.space.world.names)

    def set(self, name: str, formula: Formula) -> None:
        """Give a field a formula of its own."""
        self._set[name] = formula

    def replace(self, name: str, formula: Formula) -> None:
        """Give a given field a formula of its own; it is still a field of the record that is made."""
        self._set[name] = self.given[name] = formula

    def defer(self, name: str, find: Callable[[], Formula]) -> None:
        """Give a field a formula that is made when it is first asked for."""
        self._deferred[name] = find

    def elsewhere(self, leaf: Leaf) -> tuple[SolverReader, Leaf] | None:
        """The reader of another record that a leaf is read of."""
        owner = leaf.home if isinstance(leaf, Aggregate) else leaf.scope if isinstance(leaf, Ref) else self.scope
        return None if owner == self.scope else (self.debtor.reader, leaf)

    def definition(self, leaf: Leaf) -> Term | None:
        """The term that a field stands for, where it is computed."""
        if not isinstance(leaf, Ref) or leaf.name in self._set:
            return None
        return self.space.world.definition(leaf)

    def formula(self, leaf: Leaf) -> Formula:
        """The formula of a field that is given or concluded, of an aggregate or of a parameter."""
        world = self.space.world
        if isinstance(leaf, Ref):
            if leaf.name in self._deferred:
                self.set(leaf.name, self._deferred.pop(leaf.name)())
            if leaf.name in self._set:
                return self._set[leaf.name]
            field = world.field(leaf)
            return self._concluded(field) if field.source is None else self._given(leaf)
        if isinstance(leaf, Aggregate):
            return self.space.aggregate(leaf, self)
        return Formula(constant(world.plan.values[cast("Param", leaf).name], leaf.type, world.names), YES)

    def fresh(self, hint: str) -> Truth:
        """A new whole number."""
        return self.space.fresh(hint)

    def assume(self, truth: Truth) -> None:
        """Take in what holds of a variable."""
        self.space.assume(truth)

    def _given(self, ref: Ref) -> Formula:
        if ref.name not in self.given:
            value = z3.Const(f"{self.tag}.{ref.name}", sort_of(ref.type))
            known = z3.Bool(f"{self.tag}.{ref.name}?") if ref.may_miss else YES
            self.given[ref.name] = Formula(value, known)
            self._within(value, ref.type)
            self.space.met(self, ref.name)
        return self.given[ref.name]

    def _within(self, value: Truth, kind: Type) -> None:
        if kind.kind is Kind.CHOICE:
            self.assume(z3.And(value >= 0, value < len(kind.choices)))
        elif kind.kind is Kind.DATE:
            self.assume(z3.And(value >= _FIRST_DAY, value <= _LAST_DAY))

    def _concluded(self, field: Field) -> Formula:
        """What the rules conclude together; the default where none does."""
        kind = field.ref.type
        names = self.space.world.names
        found: list[Formula] = []
        for planned in self.space.world.concluders(field.ref):
            fires = self.space.fires_for(planned, self)
            for conclusion in planned.conclusions:
                if conclusion.key == field.ref.key and conclusion.value is not None:
                    value = self.reader.term(conclusion.value)
                    found.append(Formula(value.value, both(fires, value.known)))
        default = None if field.default is None else Formula(constant(field.default, kind, names), YES)
        if not found:
            nothing = z3.BoolVal(False) if kind.kind is Kind.FLAG else z3.IntVal(0)  # noqa: FBT003 - a value that does not count
            return default or Formula(nothing, z3.BoolVal(False))  # noqa: FBT003 - as above
        if kind.kind is Kind.FLAG:
            known = either(*(each.known for each in found))
            true = either(*(both(each.known, each.value) for each in found))
            false = either(*(both(each.known, z3.Not(each.value)) for each in found))
            merged = Formula(z3.Not(false) if field.merge == "least" else true, known)
        else:
            merged = reduce(lesser if field.merge == "least" else greater, found)
        return merged if default is None else first_known(merged, default)


class _Seen:
    """A record while an aggregate looks at it: only what is read of the record that asks is another thing than otherwise."""

    def __init__(self, record: Frame, asking: Frame) -> None:
        self._record = record
        self._asking = asking

    def elsewhere(self, leaf: Leaf) -> tuple[SolverReader, Leaf]:
        if isinstance(leaf, Outer):
            return self._asking.reader, leaf.ref
        return self._record.reader, leaf

    def definition(self, leaf: Leaf) -> Term | None:
        return self._record.definition(leaf)

    def formula(self, leaf: Leaf) -> Formula:
        return self._record.formula(leaf)

    def fresh(self, hint: str) -> Truth:
        return self._record.fresh(hint)

    def assume(self, truth: Truth) -> None:
        self._record.assume(truth)
