"""Aggregates over the same records, and how they stand to each other: all of it follows from what they are, or is proved.

* A count is not negative; something exists where the count is positive.
* The least, the greatest and the last value are known where one of the records that count has one, and are values of such a record.
* Where each record adds no more to one sum than to another, the one is not greater than the other. So the overdue amount is not greater
  than the open one, and a count with one more condition not than that without.
* A record that is looked at is among those that are counted.
"""

from __future__ import annotations

from typing import Protocol, cast

import z3

from dunning_rules.language import Aggregate, Condition, Node, Ref, Term
from dunning_rules.language.grammar import ALWAYS, All, Compare, Const
from dunning_rules.language.solver import YES, Formula, SolverReader, Truth, both, choose, sort_of
from dunning_rules.language.types import COUNT
from dunning_rules.verify.frame import Frame, Surroundings
from dunning_rules.verify.solver import Solver
from dunning_rules.verify.world import DEBTOR

LIMIT = 200_000
"""Steps of the solver for one relation between two aggregates; where they do not suffice, none is assumed."""


class Relating(Surroundings, Protocol):
    """What a group needs to know of the space that it is part of."""

    @property
    def relating(self) -> bool:
        """Whether aggregates are brought into relation with each other."""

    @property
    def members(self) -> dict[str, list[tuple[Frame, Truth]]]:
        """By scope, the records that are looked at, each with whether it is there."""

    @property
    def debtor(self) -> Frame:
        """The debtor's record."""

    @property
    def assumed(self) -> list[Truth]:
        """What holds of the variables, so far."""

    def bare(self) -> Relating:
        """A space of its own for the proof of a relation."""


class _Adding:
    """What records add to a sum or a count."""

    def __init__(self, where: Condition, value: Term | None, variable: Truth, key: str) -> None:
        self.where = where
        self.value = value
        self.variable = variable
        self.key = key

    def of(self, reader: SolverReader) -> Truth:
        """What a record adds."""
        counts = reader.condition(self.where)
        if self.value is None:
            return choose(counts, z3.IntVal(1), z3.IntVal(0))
        value = reader.term(self.value)
        return choose(both(counts, value.known), value.value, z3.IntVal(0))


class Group:
    """The aggregates of one record over the records of one scope, all of them or those that are linked with it.

    Relations that need a proof, and records that stand for those that count, are only brought in where values that the solver found are
    against them.
    """

    def __init__(self, space: Relating, home: Frame, scope: str, link: str | None) -> None:
        """Begin without any."""
        self.scope = scope
        self._space = space
        self._home = home
        self._link = link
        self._is_relating = space.relating and home.depth == 0
        self._formulas: dict[str, Formula] = {}
        self._adding: dict[str, _Adding] = {}
        self._picking: dict[str, tuple[Aggregate, Formula]] = {}
        self._done: set[tuple[str, ...]] = set()

    def formula(self, aggregate: Aggregate) -> Formula:
        """The variable of an aggregate."""
        key = self._key(aggregate)
        found = self._formulas.get(key)
        if found is None:
            found = self._formulas[key] = self._new(aggregate)
        return found

    def aggregates(self) -> list[tuple[Aggregate, Formula]]:
        """The aggregates for which there are variables, those that only relations need included."""
        home = self._home.scope
        adding = [
            (Aggregate("count", self.scope, None, each.where, home, self._link, COUNT), Formula(each.variable, YES))
            if each.value is None
            else (Aggregate("sum", self.scope, each.value, each.where, home, self._link, each.value.type), Formula(each.variable, YES))
            for each in self._adding.values()
        ]
        return [*adding, *self._picking.values()]

    def includes(self, record: Frame, there: Truth) -> None:
        """A record comes to be looked at: it is among those that are counted, where it is there."""
        if not self._is_relating:
            return
        for each in list(self._adding.values()):
            self._member_adds(record, there, each)
        for aggregate, formula in list(self._picking.values()):
            self._member_bounds(record, there, aggregate, formula)

    def relate(self, model: z3.ModelRef) -> bool:
        """Bring in relations that the values of `model` are against; whether there were any."""
        if not self._is_relating:
            return False
        adding = [_NOTHING, *self._adding.values()]
        values = [model.eval(each.variable, model_completion=True).as_long() for each in adding]
        found = False
        for one, more in zip(adding, values, strict=True):
            for other, less in zip(adding, values, strict=True):
                if more > less and self._is_new(one.key, other.key) and not _are_apart(one, other) and self._adds_no_more(one, other):
                    self._space.assume(one.variable <= other.variable)
                    found = True
        return self._order(model) or found

    def bear_out(self, model: z3.ModelRef) -> bool:
        """Bring in records that stand for those that count in `model`; whether there were new ones."""
        if not self._is_relating:
            return False
        found = False
        for adding in list(self._adding.values()):
            counts = adding.value is None and model.eval(adding.variable, model_completion=True).as_long() > 0
            if counts and self._is_new("counts", adding.key):
                reader, linked = self._some(self._name("count", self._key(adding.where)))
                self._space.assume(z3.Implies(adding.variable >= 1, both(reader.condition(adding.where), linked)))
                found = True
        for aggregate, picked in list(self._picking.values()):
            if z3.is_true(model.eval(picked.known, model_completion=True)) and self._is_new("picked", self._key(aggregate)):
                reader, linked = self._some(self._name(aggregate.operation, self._key(aggregate)))
                value = reader.term(cast("Term", aggregate.value))
                holds = both(reader.condition(aggregate.where), value.known, linked, value.value == picked.value)
                self._space.assume(z3.Implies(picked.known, holds))
                found = True
        return found

    def _is_new(self, *key: str) -> bool:
        if key in self._done:
            return False
        self._done.add(key)
        return True

    def _new(self, aggregate: Aggregate) -> Formula:
        operation, value = aggregate.operation, aggregate.value
        if value is None:
            number = self._counted(aggregate.where).variable
            return Formula(number >= 1 if operation == "exists" else number, YES)
        having = self._having(aggregate.where, value)
        number = self._counted(having).variable
        if operation == "sum":
            variable = z3.Int(self._name("sum", self._key(aggregate)))
            total = self._add(_Adding(having, value, variable, self._adding_key(having, value))).variable
            self._space.assume(z3.Implies(number == 0, total == 0))
            return Formula(total, YES)
        picked = Formula(z3.Const(self._name(operation, self._key(aggregate)), sort_of(aggregate.type)), number >= 1)
        self._picking[self._key(aggregate)] = aggregate, picked
        for record, there in self._members():
            self._member_bounds(record, there, aggregate, picked)
        return picked

    def _counted(self, where: Condition) -> _Adding:
        key = self._adding_key(where, None)
        return self._adding.get(key) or self._add(_Adding(where, None, z3.Int(self._name("count", self._key(where))), key))

    def _add(self, adding: _Adding) -> _Adding:
        if adding.key in self._adding:
            return self._adding[adding.key]
        self._adding[adding.key] = adding
        if adding.value is None:
            self._space.assume(adding.variable >= 0)
        for record, there in self._members():
            self._member_adds(record, there, adding)
        return adding

    def _some(self, name: str) -> tuple[SolverReader, Truth]:
        """Some record, and whether it is linked; its own aggregates stand in no further relations."""
        record = Frame(self._space, self.scope, f"{self.scope} of {name}", self._home.debtor, depth=1)
        return record.seen_by(self._home), self._is_linked(record)

    def _adds_no_more(self, one: _Adding, other: _Adding) -> bool:
        key = ("adds", self._home.scope, self.scope, str(self._link), one.key, other.key)
        return self._space.world.remember(key, lambda: self._is_refuted(one, other))

    def _is_refuted(self, one: _Adding, other: _Adding) -> bool:
        """Whether there is no record that adds more to `one` than to `other`."""
        space = self._space.bare()
        home = space.debtor if self._home.scope == DEBTOR else Frame(space, self._home.scope, "asking", space.debtor)
        reader = Frame(space, self.scope, "record", space.debtor).seen_by(home)
        more = one.of(reader) > other.of(reader)
        solver = Solver(LIMIT)
        solver.add(*space.assumed, more)
        return bool(solver.check() == z3.unsat)

    def _order(self, model: z3.ModelRef) -> bool:
        """The greatest of more records is not less, the least of more not greater."""
        found = False
        for few, of_few in list(self._picking.values()):
            for many, of_many in list(self._picking.values()):
                if few is many or few.value is None or many.value is None or self._key(few.value) != self._key(many.value):
                    continue
                ordered = {"max": of_few.value <= of_many.value, "min": of_few.value >= of_many.value}.get(many.operation)
                fits = ordered is None or z3.is_true(
                    model.eval(z3.Implies(both(of_few.known, of_many.known), ordered), model_completion=True)
                )
                if fits or not self._is_new("order", self._key(few), self._key(many)):
                    continue
                one, all_of = (self._count_of(self._having(each.where, few.value)) for each in (few, many))
                if self._adds_no_more(one, all_of):
                    self._space.assume(z3.Implies(both(of_few.known, of_many.known), ordered))
                    found = True
        return found

    def _count_of(self, where: Condition) -> _Adding:
        return _Adding(where, None, YES, self._adding_key(where, None))

    def _key(self, node: Node) -> str:
        return self._space.world.names.key(node)

    def _adding_key(self, where: Condition, value: Term | None) -> str:
        return f"{self._key(where)} adds {'1' if value is None else self._key(value)}"

    def _having(self, where: Condition, value: Term) -> Condition:
        """The condition of records that count and have a value."""
        if not value.nullable:
            return where
        parts = where.conditions if isinstance(where, All) else (where,)
        return self._space.world.remember(("having", self._key(where), self._key(value)), lambda: All((*parts, value.is_known())))

    def _members(self) -> list[tuple[Frame, Truth]]:
        return list(self._space.members.get(self.scope, [])) if self._is_relating else []

    def _member_adds(self, record: Frame, there: Truth, adding: _Adding) -> None:
        """A record that is looked at counts; where none adds less than nothing, the sum is at least what it adds."""
        reader = record.seen_by(self._home)
        if adding.value is None:
            self._space.assume(z3.Implies(both(there, reader.condition(adding.where), self._is_linked(record)), adding.variable >= 1))
        elif self._adds_no_more(_NOTHING, adding):
            self._space.assume(z3.Implies(both(there, self._is_linked(record)), adding.variable >= adding.of(reader)))

    def _member_bounds(self, record: Frame, there: Truth, aggregate: Aggregate, picked: Formula) -> None:
        if aggregate.value is None or aggregate.operation == "latest":
            return
        reader = record.seen_by(self._home)
        value = reader.term(aggregate.value)
        counts = both(there, reader.condition(aggregate.where), value.known, self._is_linked(record))
        bound = picked.value >= value.value if aggregate.operation == "max" else picked.value <= value.value
        self._space.assume(z3.Implies(counts, both(picked.known, bound)))

    def _is_linked(self, record: Frame) -> Truth:
        if self._link is None:
            return YES
        scopes = self._space.world.vocabulary.scopes
        link = record.reader.term(scopes[self.scope].field(self._link))
        return both(link.known, link.value == self._home.reader.term(scopes[self._home.scope].field("id")).value)

    def _name(self, operation: str, key: str) -> str:
        return f"{self._home.tag}:{operation} of {self.scope} {self._link or ''} {key}"


_NOTHING = _Adding(~ALWAYS, None, z3.IntVal(0), "nothing")


def _are_apart(one: _Adding, other: _Adding) -> bool:
    """Whether one fixed field tells the records of two counts apart: neither counts what the other does."""
    fixed = _fixed(one.where)
    return one.value is None and any(name in fixed and fixed[name] != value for name, value in _fixed(other.where).items())


def _fixed(condition: Condition) -> dict[str, object]:
    parts = condition.conditions if isinstance(condition, All) else (condition,)
    return {
        each.left.key: each.right.value
        for each in parts
        if isinstance(each, Compare) and each.op == "eq" and isinstance(each.left, Ref) and isinstance(each.right, Const)
    }
