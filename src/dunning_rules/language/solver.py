"""The solver reader: a tree as a formula of z3. It must agree with the plain reader, for every value and where values are missing.

A term becomes two formulas: its value, and whether it is known; the value counts only where it is known. Numbers are whole numbers, choices
their places in the list of values, names numbers that stand for them, flags truths. Conditions are truths.

Where a quotient is compared with a constant, the comparison is multiplied out, so that it stays linear.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import eq, ge, gt, le, lt, ne
from typing import Any as AnyValue
from typing import Protocol, TypeAlias

import z3

from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.arithmetic import Band, Coalesce, Extreme, Holds, Quotient, When
from dunning_rules.language.grammar import All, Any, Compare, Condition, Const, In, Known, Outer, Param, Product, Ref, Sum, Term
from dunning_rules.language.node import Node
from dunning_rules.language.types import Kind, Type, Value

Leaf: TypeAlias = Ref | Outer | Aggregate | Param
Truth: TypeAlias = AnyValue
"""A formula of z3 that is true or false; z3 brings no types."""

YES = z3.BoolVal(True)  # noqa: FBT003 - the value is the point
NO = z3.BoolVal(False)  # noqa: FBT003 - the value is the point
_RELATIONS: dict[str, Callable[[AnyValue, AnyValue], AnyValue]] = {"lt": lt, "le": le, "gt": gt, "ge": ge, "eq": eq, "ne": ne}


@dataclass(frozen=True, slots=True, eq=False)
class Formula:
    """A term: its value, which counts only where it is known."""

    value: AnyValue
    known: Truth


class Leaves(Protocol):
    """Where the formulas of fields, aggregates and parameters come from."""

    def elsewhere(self, leaf: Leaf) -> tuple[SolverReader, Leaf] | None:
        """The reader that a leaf is to be read by, where that is another one, and what it reads."""

    def definition(self, leaf: Leaf) -> Term | None:
        """The term that a leaf stands for, where it is computed."""

    def formula(self, leaf: Leaf) -> Formula:
        """The formula of any other leaf."""

    def fresh(self, hint: str) -> AnyValue:
        """A new whole number, of which nothing is known."""

    def assume(self, truth: Truth) -> None:
        """Take in what holds of a variable that a formula needs."""


class Names:
    """Numbers for names: the same name has the same number, two names have two. And the keys of trees, each made once."""

    def __init__(self) -> None:
        """None is known yet."""
        self._codes: dict[str, int] = {}
        self._keys: dict[int, tuple[Node, str]] = {}

    def key(self, node: Node) -> str:
        """The key of a tree."""
        found = self._keys.get(id(node))
        if found is None:
            found = self._keys[id(node)] = node, node.key
        return found[1]

    def code(self, name: str) -> int:
        """The number of a name."""
        return self._codes.setdefault(name, len(self._codes))

    def name(self, code: int) -> str:
        """The name of a number; one of its own for a number that stands for none."""
        known = list(self._codes)
        return known[code] if 0 <= code < len(known) else f"other{code}"


def sort_of(kind: Type) -> AnyValue:
    """The sort of the values of a type."""
    return z3.BoolSort() if kind.kind is Kind.FLAG else z3.IntSort()


def constant(value: Value, kind: Type, names: Names) -> AnyValue:
    """A fact value as a formula."""
    if kind.kind is Kind.FLAG:
        return YES if value else NO
    if kind.kind is Kind.CHOICE:
        return z3.IntVal(kind.choices.index(str(value)))
    return z3.IntVal(names.code(str(value)) if kind.kind is Kind.NAME else int(value))


class SolverReader:
    """Reads trees; what was read is kept."""

    def __init__(self, leaves: Leaves, names: Names) -> None:
        """Prepare.

        Args:
            leaves: where the formulas of fields, aggregates and parameters come from.
            names: the numbers of names.
        """
        self._leaves = leaves
        self._names = names
        self._terms: dict[str, Formula] = {}
        self._reached: dict[tuple[str, int], Formula] = {}

    def condition(self, condition: Condition) -> Truth:
        """Whether `condition` holds."""
        match condition:
            case Compare(op, left, Const(int() as mark, kind)) if kind.is_numeric:
                return self._compare_number(op, left, mark)
            case Compare("eq" | "ne" as op, left, Const(bool() as wanted)):
                flag = self.term(left)
                return both(flag.known, flag.value if wanted is (op == "eq") else z3.Not(flag.value))
            case Compare(op, left, right):
                one, other = self.term(left), self.term(right)
                return both(one.known, other.known, _RELATIONS[op](one.value, other.value))
            case In(term, values, negated):
                found = self.term(term)
                among = either(*(found.value == constant(value, term.type, self._names) for value in values))
                return both(found.known, z3.Not(among) if negated else among)
            case Known(term, known):
                found = self.term(term)
                return found.known if known else opposite(found.known)
            case All(conditions):
                return both(*map(self.condition, conditions))
            case Any(conditions):
                return either(*map(self.condition, conditions))
        raise NotImplementedError(condition.key)

    def term(self, term: Term) -> Formula:
        """The value of `term`, and whether it is known."""
        if isinstance(term, Ref | Outer | Aggregate | Param):
            return self._leaf(term)
        match term:
            case Const(value, kind):
                return Formula(constant(value, kind, self._names), YES)
            case Sum(terms):
                parts = [self.term(each) for each in terms]
                return Formula(z3.Sum([each.value for each in parts]), both(*(each.known for each in parts)))
            case Product(left, right):
                one, other = self.term(left), self.term(right)
                return Formula(one.value * other.value, both(one.known, other.known))
            case Quotient(above, below, scale, rounding):
                return self._quotient(self.term(above), self.term(below), scale, half_up=rounding == "half_up")
            case Extreme(which, terms):
                return reduce(lesser if which == "least" else greater, map(self.term, terms))
            case Coalesce(terms):
                return reduce(lambda later, first: first_known(first, later), [self.term(each) for each in reversed(terms)])
            case Band(inner, steps, below):
                return self._band(inner, steps, below)
            case When(condition, inner):
                found = self.term(inner)
                return Formula(found.value, both(self.condition(condition), found.known))
            case Holds(condition):
                return Formula(self.condition(condition), YES)
        raise NotImplementedError(term.key)

    def _leaf(self, leaf: Leaf) -> Formula:
        key = self._names.key(leaf)
        found = self._terms.get(key)
        if found is None:
            if (other := self._leaves.elsewhere(leaf)) is not None:
                found = other[0].term(other[1])
            else:
                definition = self._leaves.definition(leaf)
                found = self._leaves.formula(leaf) if definition is None else self.term(definition)
            self._terms[key] = found
        return found

    def _reached_leaf(self, leaf: Leaf, mark: int) -> Formula:
        key = self._names.key(leaf)
        found = self._reached.get((key, mark))
        if found is None:
            if (other := self._leaves.elsewhere(leaf)) is not None:
                found = other[0].reaches(other[1], mark)
            else:
                definition = self._leaves.definition(leaf)
                found = self._plainly_reaches(leaf, mark) if definition is None else self.reaches(definition, mark)
            self._reached[key, mark] = found
        return found

    def _band(self, inner: Term, steps: tuple[tuple[int, int], ...], below: int) -> Formula:
        value: AnyValue = z3.IntVal(below)
        for step, given in steps:
            value = choose(self.reaches(inner, step).value, z3.IntVal(given), value)
        return Formula(value, self.reaches(inner, steps[0][0]).known)

    def _compare_number(self, op: str, left: Term, mark: int) -> Truth:
        low = self.reaches(left, mark)
        if op in {"ge", "lt"}:
            return both(low.known, low.value if op == "ge" else opposite(low.value))
        high = self.reaches(left, mark + 1).value
        match op:
            case "gt":
                return both(low.known, high)
            case "le":
                return both(low.known, opposite(high))
            case "eq":
                return both(low.known, low.value, opposite(high))
        return both(low.known, either(opposite(low.value), high))

    def reaches(self, term: Term, mark: int) -> Formula:
        """Whether the value of a numeric `term`, where it is known, is `mark` or more: without a quotient where that can be avoided."""
        match term:
            case Ref() | Outer() | Aggregate() | Param():
                return self._reached_leaf(term, mark)
            case Quotient(above, below, scale, rounding):
                top, bottom = self.term(above), self.term(below)
                reached = top.value * scale >= bottom.value * mark
                if rounding == "half_up":
                    reached = 2 * top.value * scale + bottom.value >= 2 * bottom.value * mark
                return Formula(reached, both(top.known, bottom.known, bottom.value > 0))
            case Sum(terms) if sum(not isinstance(each, Const) for each in terms) == 1:
                inner = next(each for each in terms if not isinstance(each, Const))
                return self.reaches(inner, mark - sum(int(each.value) for each in terms if isinstance(each, Const)))
            case Extreme("greatest", terms):
                parts = [self.reaches(each, mark) for each in terms]
                return Formula(either(*(both(each.known, each.value) for each in parts)), either(*(each.known for each in parts)))
            case Extreme(_, terms):
                parts = [self.reaches(each, mark) for each in terms]
                return Formula(both(*(either(opposite(each.known), each.value) for each in parts)), either(*(each.known for each in parts)))
            case Coalesce(terms):
                return reduce(lambda later, first: first_known(first, later), [self.reaches(each, mark) for each in reversed(terms)])
            case When(condition, inner):
                found = self.reaches(inner, mark)
                return Formula(found.value, both(self.condition(condition), found.known))
        return self._plainly_reaches(term, mark)

    def _plainly_reaches(self, term: Term, mark: int) -> Formula:
        found = self.term(term)
        return Formula(found.value >= mark, found.known)

    def _quotient(self, above: Formula, below: Formula, scale: int, *, half_up: bool) -> Formula:
        top, bottom = above.value * scale, below.value
        if half_up:
            top, bottom = 2 * top + bottom, 2 * bottom
        known = both(above.known, below.known, below.value > 0)
        if z3.is_int_value(below.value):
            return Formula(top / bottom if below.value.as_long() > 0 else z3.IntVal(0), known)
        value = self._leaves.fresh("quotient")
        self._leaves.assume(z3.Implies(known, z3.And(value * bottom <= top, top < (value + 1) * bottom)))
        return Formula(value, known)


def both(*truths: Truth) -> Truth:
    """All of `truths`, without those that are certain."""
    if any(map(z3.is_false, truths)):
        return NO
    left = [each for each in truths if not z3.is_true(each)]
    return _joined(z3.And, left, YES)


def either(*truths: Truth) -> Truth:
    """One of `truths`, without those that are certain."""
    if any(map(z3.is_true, truths)):
        return YES
    left = [each for each in truths if not z3.is_false(each)]
    return _joined(z3.Or, left, NO)


def opposite(truth: Truth) -> Truth:
    """Not `truth`."""
    if z3.is_true(truth):
        return NO
    return YES if z3.is_false(truth) else z3.Not(truth)


def _joined(join: Callable[[list[Truth]], Truth], truths: list[Truth], empty: Truth) -> Truth:
    if len(truths) == 1:
        return truths[0]
    return join(truths) if truths else empty


def choose(condition: Truth, one: AnyValue, other: AnyValue) -> AnyValue:
    """`one` where `condition` holds, else `other`."""
    if z3.is_true(condition):
        return one
    return other if z3.is_false(condition) else z3.If(condition, one, other)


def first_known(first: Formula, later: Formula) -> Formula:
    """`first` where it is known, else `later`."""
    return Formula(choose(first.known, first.value, later.value), either(first.known, later.known))


def greater(one: Formula, other: Formula) -> Formula:
    """The greater of those that are known."""
    return _extreme(one, other, one.value >= other.value)


def lesser(one: Formula, other: Formula) -> Formula:
    """The lesser of those that are known."""
    return _extreme(one, other, one.value <= other.value)


def _extreme(one: Formula, other: Formula, wins: Truth) -> Formula:
    takes = both(one.known, either(opposite(other.known), wins))
    return Formula(choose(takes, one.value, other.value), either(one.known, other.known))
