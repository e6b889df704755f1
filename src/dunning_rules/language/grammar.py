"""The grammar: terms (what is compared) and conditions (what is asked), with the operators that build them.

Missing is not false by accident: an atom on a missing value is not satisfied. There is no node for negation: `~` is pushed down to the
atoms when it is written, so that a negated atom on a missing value is not satisfied either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from dunning_rules.errors import LanguageError, quote
from dunning_rules.language.node import Node
from dunning_rules.language.types import COUNT, DATE, DAYS, FLAG, MINUTE, Kind, Type, Value, encode
from dunning_rules.language.types import Literal as LiteralValue

Operand: TypeAlias = "Term | LiteralValue"
Operator: TypeAlias = Literal["lt", "le", "gt", "ge", "eq", "ne"]

_NEGATED: dict[Operator, Operator] = {"lt": "ge", "le": "gt", "gt": "le", "ge": "lt", "eq": "ne", "ne": "eq"}
_FACTORS = frozenset({Kind.COUNT, Kind.DAYS, Kind.RATIO, Kind.SCORE})


class Term(Node):
    """A typed value that each record of a scope may have.

    Comparisons give conditions, `+`, `-` and `*` give terms; all of them check types at construction.
    """

    __slots__ = ()
    type: Type

    @property
    def nullable(self) -> bool:
        """Whether the value may be missing."""
        return any(part.nullable for part in self.parts() if isinstance(part, Term))

    def __lt__(self, other: Operand) -> Condition:
        """Below `other`."""
        return compare("lt", self, other)

    def __le__(self, other: Operand) -> Condition:
        """At most `other`."""
        return compare("le", self, other)

    def __gt__(self, other: Operand) -> Condition:
        """Above `other`."""
        return compare("gt", self, other)

    def __ge__(self, other: Operand) -> Condition:
        """At least `other`."""
        return compare("ge", self, other)

    def __eq__(self, other: Operand) -> Condition:  # type: ignore[override] # the operator builds a condition
        """Equal to `other`."""
        return compare("eq", self, other)

    def __ne__(self, other: Operand) -> Condition:  # type: ignore[override] # the operator builds a condition
        """Known and not equal to `other`."""
        return compare("ne", self, other)

    __hash__ = object.__hash__

    def is_in(self, values: tuple[str, ...]) -> Condition:
        """One of `values` (for choices and names).

        Raises:
            LanguageError: this is neither a choice nor a name, or a value is not one of its values.
        """
        if self.type.kind not in {Kind.CHOICE, Kind.NAME} or not values:
            message = f"{quote(self.key)} is {self.type}; `is_in` asks a choice or a name for at least one value"
            raise LanguageError(message, help="compare with `==` instead")
        for value in values:
            encode(value, self.type)
        return In(self, tuple(sorted(set(values), key=self.type.choices.index if self.type.choices else None)))

    def is_missing(self) -> Condition:
        """Not known; the only way to ask about a missing value."""
        return Known(self, known=False)

    def is_known(self) -> Condition:
        """There is a value."""
        return Known(self, known=True)

    def __and__(self, other: Condition | Term) -> Condition:
        """Both hold (for flags)."""
        return as_condition(self) & other

    def __or__(self, other: Condition | Term) -> Condition:
        """One of both holds (for flags)."""
        return as_condition(self) | other

    def __invert__(self) -> Condition:
        """Known and false (for flags)."""
        return ~as_condition(self)

    def __add__(self, other: Operand) -> Term:
        """The sum; a date plus days is a date, a time of day plus a count of minutes a time of day."""
        right = as_term(other, DAYS if self.type == DATE else self.type)
        return Sum((self, right), _sum_type(self.type, right.type))

    def __sub__(self, other: Operand) -> Term:
        """The difference; a date less a date is days."""
        right = as_term(other, DAYS if self.type == DATE and isinstance(other, int) else self.type)
        gives = DAYS if self.type == DATE and right.type == DATE else _sum_type(self.type, right.type)
        return Sum((self, Product(Const(-1, COUNT), right, right.type)), gives)

    def __mul__(self, other: Operand) -> Term:
        """The product with a whole number, a count, days, a score or a ratio (in basis points)."""
        right = as_term(other, COUNT)
        if not self.type.is_numeric or self.type == DATE or right.type.kind not in _FACTORS:
            message = f"{self.type} cannot be multiplied by {right.type}: {quote(self.key)}"
            raise LanguageError(message, help="multiply by a whole number, a count, days or a ratio")
        return Product(self, right, self.type)


@dataclass(frozen=True, eq=False, slots=True)
class Const(Term):
    """A value that is always the same."""

    value: Value
    type: Type


@dataclass(frozen=True, eq=False, slots=True)
class Ref(Term):
    """A field of the vocabulary, in a scope; `may_miss` says whether it may be missing."""

    scope: str
    name: str
    type: Type
    may_miss: bool

    @property
    def key(self) -> str:
        """The name of the field with its scope."""
        return f"{self.scope}.{self.name}"

    @property
    def nullable(self) -> bool:
        """Whether the vocabulary says that it may be missing."""
        return self.may_miss


@dataclass(frozen=True, eq=False, slots=True)
class Outer(Term):
    """Inside the `where` of an aggregate: a field of the record that asks, not of the one that is looked at."""

    ref: Ref
    type: Type


@dataclass(frozen=True, eq=False, slots=True)
class Param(Term):
    """A named parameter of the rule book; its value is looked up for the day of `as_of`."""

    name: str
    type: Type


@dataclass(frozen=True, eq=False, slots=True)
class Sum(Term):
    """The sum of terms; missing where one of them is."""

    terms: tuple[Term, ...]
    type: Type


@dataclass(frozen=True, eq=False, slots=True)
class Product(Term):
    """The product of two terms; missing where one of them is."""

    left: Term
    right: Term
    type: Type


class Condition(Node):
    """Holds or does not hold for a record."""

    __slots__ = ()

    def __and__(self, other: Condition | Term) -> Condition:
        """Both hold."""
        return All((*_flat(All, self), *_flat(All, as_condition(other))))

    def __or__(self, other: Condition | Term) -> Condition:
        """One of both holds."""
        return Any((*_flat(Any, self), *_flat(Any, as_condition(other))))

    def __invert__(self) -> Condition:
        """Every atom negated; a missing value satisfies neither side."""
        raise NotImplementedError


@dataclass(frozen=True, eq=False, slots=True)
class Compare(Condition):
    """Both values are known and stand in the relation `op`."""

    op: Operator
    left: Term
    right: Term

    def __invert__(self) -> Condition:
        """The opposite relation, both values still known."""
        return Compare(_NEGATED[self.op], self.left, self.right)


@dataclass(frozen=True, eq=False, slots=True)
class In(Condition):
    """The value is known and among (or, negated, not among) `values`."""

    term: Term
    values: tuple[str, ...]
    negated: bool = False

    def __invert__(self) -> Condition:
        """The value is still known."""
        return In(self.term, self.values, not self.negated)


@dataclass(frozen=True, eq=False, slots=True)
class Known(Condition):
    """The value is known or, where `known` is false, missing."""

    term: Term
    known: bool

    def __invert__(self) -> Condition:
        """The opposite."""
        return Known(self.term, not self.known)


@dataclass(frozen=True, eq=False, slots=True)
class All(Condition):
    """All of the conditions hold; with none it always holds."""

    conditions: tuple[Condition, ...]

    def __invert__(self) -> Condition:
        """One of them is negated."""
        return Any(tuple(~each for each in self.conditions))


@dataclass(frozen=True, eq=False, slots=True)
class Any(Condition):
    """At least one of the conditions holds; with none it never holds."""

    conditions: tuple[Condition, ...]

    def __invert__(self) -> Condition:
        """All of them are negated."""
        return All(tuple(~each for each in self.conditions))


ALWAYS = All(())
"""Holds for every record."""


def as_term(operand: Operand, wanted: Type) -> Term:
    """`operand` as a term; literals are read as `wanted`."""
    return operand if isinstance(operand, Term) else Const(encode(operand, wanted), wanted)


def as_condition(operand: Condition | Term) -> Condition:
    """`operand` as a condition; a flag means that it is true.

    Raises:
        LanguageError: `operand` is a term that is not a flag, or no part of the language at all.
    """
    if isinstance(operand, Condition):
        return operand
    if isinstance(operand, Term) and operand.type == FLAG:
        return compare("eq", operand, True)  # noqa: FBT003 - the literal is the point
    shown = operand.key if isinstance(operand, Node) else operand
    message = f"{quote(shown)} is not a condition"
    raise LanguageError(message, help="compare a field, for example `debtor.overdue_amount > 0`")


def compare(op: Operator, left: Term, right: Operand) -> Condition:
    """A typed comparison.

    Raises:
        LanguageError: the types differ, or have no order.
    """
    try:
        term = as_term(right, left.type)
    except LanguageError as error:
        message = f"{quote(left.key)} cannot be compared: {error.message}"
        raise LanguageError(message, help=error.help) from None
    if term.type != left.type:
        message = f"{quote(left.key)} is {left.type}, {quote(term.key)} is {term.type}"
        raise LanguageError(message, help="compare values of one type")
    if op in {"eq", "ne"} or left.type.is_numeric:
        return Compare(op, left, term)
    if not left.type.ordered or not isinstance(term, Const):
        message = f"{quote(left.key)} is {left.type} without an order"
        raise LanguageError(message, help="use `==`, `!=` or `.is_in((…))`")
    return _compare_ordered(op, left, str(term.value))


def _compare_ordered(op: Operator, left: Term, value: str) -> Condition:
    order = left.type.choices
    place = order.index(value)
    chosen = {"lt": order[:place], "le": order[: place + 1], "gt": order[place + 1 :], "ge": order[place:]}[op]
    if not chosen:
        message = f"{quote(left.key)} can never be {op} {quote(value)}"
        raise LanguageError(message, help=f"its values are, from mild to grave: {', '.join(order)}")
    return In(left, chosen)


def _sum_type(left: Type, right: Type) -> Type:
    if (left, right) in {(DATE, DAYS), (MINUTE, COUNT)}:
        return left
    if left != right or not left.is_numeric or left == DATE:
        message = f"{left} and {right} cannot be added"
        raise LanguageError(message, help="add numbers of one type, days to a date, or minutes to a time of day")
    return left


def _flat(kind: type[All | Any], condition: Condition) -> tuple[Condition, ...]:
    return condition.conditions if isinstance(condition, kind) else (condition,)
