"""The columns reader: a tree as an expression of Polars over a frame of records. It must agree with the plain reader, atom by atom.

Conditions give true or false, never null: an atom on a missing value is not satisfied. Terms give null where they are missing. What a tree
reads stands in columns with fixed names, see `column_of`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, reduce
from hashlib import sha256
from operator import add, and_, eq, ge, gt, le, lt, ne, or_
from typing import Any as AnyValue
from typing import TypeAlias

import polars as pl

from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.arithmetic import Band, Coalesce, Extreme, Holds, Quotient, When
from dunning_rules.language.grammar import All, Any, Compare, Condition, Const, In, Known, Outer, Product, Ref, Sum, Term
from dunning_rules.language.node import Node
from dunning_rules.language.types import Kind, Type, Value

Leaf: TypeAlias = Ref | Outer | Aggregate
DEBTOR = "debtor"
OF_DEBTOR = "debtor."
OF_ASKING = "outer."
_AGGREGATE = "#"
_DIGITS = 16
_RELATIONS: dict[str, Callable[[AnyValue, AnyValue], AnyValue]] = {"lt": lt, "le": le, "gt": gt, "ge": ge, "eq": eq, "ne": ne}


def dtype_of(kind: Type, number: type[pl.DataType] = pl.Int64) -> pl.DataType:
    """The type of the column of a value.

    Args:
        kind: the type of the value.
        number: how numbers are kept.
    """
    if kind.kind is Kind.FLAG:
        return pl.Boolean()
    if kind.kind is Kind.CHOICE:
        return pl.Enum(list(kind.choices))
    return pl.String() if kind.kind is Kind.NAME else number()


def column_of(leaf: Leaf, here: str) -> str:
    """The name of the column in which `leaf` stands in a frame of the scope `here`.

    A field of the scope has its own name; what is read of the debtor beside it begins with `debtor.`, what an aggregate reads of the record
    that asks with `outer.`; an aggregate is named by a digest.
    """
    if isinstance(leaf, Outer):
        return f"{OF_ASKING}{leaf.ref.name}"
    if isinstance(leaf, Aggregate):
        name = f"{_AGGREGATE}{sha256(leaf.key.encode()).hexdigest()[:_DIGITS]}"
        return name if leaf.home == here else f"{OF_DEBTOR}{name}"
    return leaf.name if leaf.scope == here else f"{OF_DEBTOR}{leaf.name}"


def leaves_of(tree: Node) -> Iterator[Leaf]:
    """The fields and aggregates that a tree reads in its own frame; one may come more than once."""
    if isinstance(tree, Ref | Outer | Aggregate):
        yield tree
        return
    for part in tree.parts():
        yield from leaves_of(part)


def filled(value: Value | None, dtype: pl.DataType, height: int) -> pl.Series:
    """A column of one value. `pl.repeat` does the same by way of an expression, which takes a hundred times as long."""
    return _one(value, dtype).new_from_index(0, height)


@lru_cache(maxsize=1024)
def _one(value: Value | None, dtype: pl.DataType) -> pl.Series:
    return pl.Series([value], dtype=dtype)


class ColumnReader:
    """Reads trees for frames of one scope. Remembers the expression of each tree, and may be shared by threads.

    Attributes:
        here: the scope.
        number: how numbers are kept: `Int64`, or `Int128` where that might be too small.
    """

    def __init__(self, here: str, number: type[pl.DataType] = pl.Int64) -> None:
        """Take the scope."""
        self.here = here
        self.number = number
        self._known: dict[Node, pl.Expr] = {}

    def condition(self, condition: Condition) -> pl.Expr:
        """Whether `condition` holds, for each record."""
        found = self._known.get(condition)
        if found is None:
            found = self._known[condition] = self._condition(condition)
        return found

    def term(self, term: Term) -> pl.Expr:
        """The value of `term`, for each record; null where it is missing."""
        found = self._known.get(term)
        if found is None:
            found = self._known[term] = self._term(term)
        return found

    def _condition(self, condition: Condition) -> pl.Expr:
        match condition:
            case Compare(op, left, right):
                related: pl.Expr = _RELATIONS[op](self.term(left), self.term(right))
                return related.fill_null(value=False)
            case In(term, values, negated):
                found = self.term(term).is_in(pl.Series(values, dtype=dtype_of(term.type)).implode())
                if next(leaves_of(term), None) is None:
                    found = found.first()  # what reads no column is one value for all records, and `is_in` forgets that
                return (~found if negated else found).fill_null(value=False)
            case Known(term, known):
                return self.term(term).is_not_null() if known else self.term(term).is_null()
            case All(conditions):
                return reduce(and_, (self.condition(each) for each in conditions)) if conditions else pl.lit(value=True)
            case Any(conditions):
                return reduce(or_, (self.condition(each) for each in conditions)) if conditions else pl.lit(value=False)
        raise NotImplementedError(condition.key)

    def _term(self, term: Term) -> pl.Expr:
        match term:
            case Const(value):
                return pl.lit(value, dtype=dtype_of(term.type, self.number))
            case Ref() | Outer() | Aggregate():
                return pl.col(column_of(term, self.here))
            case Sum(terms):
                return reduce(add, (self.term(each) for each in terms))
            case Product(left, right):
                return self.term(left) * self.term(right)
            case Quotient(above, below, scale, rounding):
                return self._quotient(self.term(above), self.term(below), scale, half_up=rounding == "half_up")
            case Extreme(which, terms):
                return _extreme(which, [self.term(each) for each in terms], term.type)
            case Coalesce(terms):
                return pl.coalesce(*(self.term(each) for each in terms))
            case Band(inner, steps, below):
                return self._band(self.term(inner), steps, below)
            case When(condition, inner):
                return pl.when(self.condition(condition)).then(self.term(inner))
            case Holds(condition):
                return self.condition(condition)
        raise NotImplementedError(term.key)

    def _number(self, value: int) -> pl.Expr:
        return pl.lit(value, dtype=self.number())

    def _quotient(self, above: pl.Expr, below: pl.Expr, scale: int, *, half_up: bool) -> pl.Expr:
        top = above if scale == 1 else above * self._number(scale)
        two = self._number(2)
        found = (two * top + below) // (two * below) if half_up else top // below
        return pl.when(below > 0).then(found)

    def _band(self, inner: pl.Expr, steps: tuple[tuple[int, int], ...], below: int) -> pl.Expr:
        chain: AnyValue = pl.when(inner.is_null()).then(pl.lit(None, dtype=self.number()))
        for threshold, value in reversed(steps):
            chain = chain.when(inner >= self._number(threshold)).then(self._number(value))
        found: pl.Expr = chain.otherwise(self._number(below))
        return found


def _extreme(which: str, terms: list[pl.Expr], kind: Type) -> pl.Expr:
    """Null only where all terms are; choices are ordered by their names, as the plain reader has it."""
    pick = pl.min_horizontal if which == "least" else pl.max_horizontal
    if kind.kind is Kind.CHOICE:
        return pick(*(each.cast(pl.String) for each in terms)).cast(dtype_of(kind))
    return pick(*terms)
