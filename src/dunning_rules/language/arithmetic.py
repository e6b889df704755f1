"""Further terms: quotients, extremes, fallbacks and step functions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dunning_rules.errors import LanguageError, quote
from dunning_rules.language.grammar import Condition, Const, Operand, Outer, Product, Ref, Term, as_condition, as_term
from dunning_rules.language.types import BASIS_POINTS, COUNT, DATE, FLAG, MONEY, RATIO, SCORE, Type, encode
from dunning_rules.language.types import Literal as LiteralValue


@dataclass(frozen=True, eq=False, slots=True)
class Quotient(Term):
    """`above × scale ÷ below` as a whole number; missing where a part is, or where `below` is not positive."""

    above: Term
    below: Term
    scale: int
    rounding: Literal["floor", "half_up"]
    type: Type

    @property
    def nullable(self) -> bool:
        """Unless the divisor is a positive constant."""
        fixed = isinstance(self.below, Const) and isinstance(self.below.value, int) and self.below.value > 0
        return self.above.nullable or not fixed


@dataclass(frozen=True, eq=False, slots=True)
class Extreme(Term):
    """The least or greatest of the terms that are known; missing where all are missing."""

    which: Literal["least", "greatest"]
    terms: tuple[Term, ...]
    type: Type

    @property
    def nullable(self) -> bool:
        """Only where all terms may be missing."""
        return all(term.nullable for term in self.terms)


@dataclass(frozen=True, eq=False, slots=True)
class Coalesce(Term):
    """The first of the terms that is known."""

    terms: tuple[Term, ...]
    type: Type

    @property
    def nullable(self) -> bool:
        """Only where all terms may be missing."""
        return all(term.nullable for term in self.terms)


@dataclass(frozen=True, eq=False, slots=True)
class Band(Term):
    """A step function: the value of the highest step that the term reaches, `below` where it reaches none."""

    term: Term
    steps: tuple[tuple[int, int], ...]
    below: int
    type: Type


@dataclass(frozen=True, eq=False, slots=True)
class When(Term):
    """The value of `term` where `condition` holds; else missing."""

    condition: Condition
    term: Term
    type: Type

    @property
    def nullable(self) -> bool:
        """Always: the condition may not hold."""
        return True


@dataclass(frozen=True, eq=False, slots=True)
class Holds(Term):
    """A flag: true where `condition` holds, else false; never missing."""

    condition: Condition
    type: Type = FLAG

    @property
    def nullable(self) -> bool:
        """Never."""
        return False


def when(condition: Condition | Term, term: Term) -> Term:
    """The value of `term` where `condition` holds; else missing."""
    return When(as_condition(condition), term, term.type)


def holds(condition: Condition | Term) -> Term:
    """A flag that is true where `condition` holds, else false."""
    return Holds(as_condition(condition))


def outer(term: Term) -> Outer:
    """Inside the `where` of an aggregate: a field of the record that asks.

    Raises:
        LanguageError: `term` is not a field.
    """
    if not isinstance(term, Ref):
        message = f"only a field can be read from outside: {quote(term.key)}"
        raise LanguageError(message, help="define a field for it in the vocabulary")
    return Outer(term, term.type)


def ratio(above: Term, below: Term) -> Term:
    """The share of `above` in `below`, in basis points, rounded down; missing where `below` is not positive."""
    if above.type != below.type or not above.type.is_numeric:
        message = f"a ratio needs two numbers of one type, not {above.type} and {below.type}"
        raise LanguageError(message, help="divide money by money, counts by counts, days by days")
    return Quotient(above, below, BASIS_POINTS, "floor", RATIO)


def share_of(part: Term, amount: Term) -> Term:
    """`amount` times the ratio `part`, rounded half up to the minor unit."""
    if part.type != RATIO or amount.type != MONEY:
        message = f"a share of {amount.type} by {part.type} cannot be taken"
        raise LanguageError(message, help="take a ratio of money")
    return divided(Product(amount, part, MONEY), BASIS_POINTS)


def divided(term: Term, by: int) -> Term:
    """`term` divided by a whole number, rounded half up.

    Raises:
        LanguageError: `term` is not a number, or `by` is not positive.
    """
    if not term.type.is_numeric or term.type == DATE or isinstance(by, bool) or by <= 0:
        message = f"{quote(term.key)} cannot be divided by {quote(by)}"
        raise LanguageError(message, help="divide an amount, a count or days by a positive whole number")
    return Quotient(term, Const(by, COUNT), 1, "half_up", term.type)


def least(*terms: Operand) -> Term:
    """The least of the terms that are known."""
    return Extreme("least", *_alike(terms))


def greatest(*terms: Operand) -> Term:
    """The greatest of the terms that are known."""
    return Extreme("greatest", *_alike(terms))


def coalesce(*terms: Operand) -> Term:
    """The first of the terms that is known."""
    return Coalesce(*_alike(terms))


def band(term: Term, steps: tuple[tuple[LiteralValue, int], ...], *, below: int = 0, gives: Type = SCORE) -> Term:
    """A step function of `term`: pairs of a threshold and the value from there on, rising thresholds.

    Raises:
        LanguageError: the thresholds do not rise, or are not of the term's type.
    """
    encoded = tuple((int(encode(threshold, term.type)), value) for threshold, value in steps)
    if not encoded or any(low >= high for (low, _), (high, _) in pairwise(encoded)):
        message = f"the thresholds of a band must rise: {quote(term.key)}"
        raise LanguageError(message, help="sort the steps by threshold, each once")
    return Band(term, encoded, below, gives)


def _alike(operands: tuple[Operand, ...]) -> tuple[tuple[Term, ...], Type]:
    typed = next((operand for operand in operands if isinstance(operand, Term)), None)
    if typed is None:
        message = "at least one term is needed, not only literals"
        raise LanguageError(message, help="name a field")
    terms = tuple(as_term(operand, typed.type) for operand in operands)
    for term in terms:
        if term.type != typed.type:
            message = f"{quote(term.key)} is {term.type}, {quote(typed.key)} is {typed.type}"
            raise LanguageError(message, help="combine terms of one type")
    return terms, typed.type
