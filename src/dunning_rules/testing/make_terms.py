"""Terms of every type: arithmetic, ratios, shares, steps, extremes, fallbacks, and what holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from dunning_rules.language import (
    COUNT,
    DATE,
    DAYS,
    FLAG,
    MONEY,
    RATIO,
    SCORE,
    Term,
    Type,
    band,
    coalesce,
    greatest,
    holds,
    least,
    ratio,
    share_of,
    when,
)
from dunning_rules.language.types import Literal, decode
from dunning_rules.testing.make_aggregates import make_aggregate
from dunning_rules.testing.make_atoms import make_atom, make_fixed
from dunning_rules.testing.writer import Place, Writer

Maker: TypeAlias = Callable[[Writer, Place, Type], Term]

MEASURES = (COUNT, DAYS, MONEY, RATIO, SCORE)
_FACTORS = (-1, 0, 2, 3)
_STEPS: Mapping[Type, tuple[tuple[int, ...], ...]] = {
    COUNT: ((0, 1), (1, 2, 3)),
    DAYS: ((0, 1, 31, 91), (-1, 0, 30), (8,)),
    RATIO: ((0, 5_000), (1, 7_999, 8_000), (10_000,)),
    SCORE: ((0, 25, 50), (10,)),
}


def make_term(writer: Writer, place: Place, kind: Type) -> Term:
    """A term of a type; more than a field only where there is room below."""
    if place.depth <= 0 or writer.choices.chance(45):
        return make_atom(writer, place, kind)
    return writer.choices.one_of((*_ANY, *_OF_TYPE.get(kind, _NUMERIC if kind.is_numeric else ())))(writer, place, kind)


def _fallback(writer: Writer, place: Place, kind: Type) -> Term:
    last = make_fixed(writer, kind) if writer.choices.chance(60) else writer.term(place.below(), kind)
    return coalesce(writer.term(place.below(), kind), last)


def _where(writer: Writer, place: Place, kind: Type) -> Term:
    return when(writer.condition(place.below()), writer.term(place.below(), kind))


def _sum(writer: Writer, place: Place, kind: Type) -> Term:
    left, right = writer.term(place.below(), kind), writer.term(place.below(), kind)
    return left - right if writer.choices.chance(50) else left + right


def _product(writer: Writer, place: Place, kind: Type) -> Term:
    factors = (COUNT, DAYS) if kind == MONEY else (COUNT,)
    if writer.choices.chance(50):
        return make_atom(writer, place, kind) * writer.choices.one_of(_FACTORS)
    return make_atom(writer, place, kind) * make_atom(writer, place, writer.choices.one_of(factors))


def _extreme(writer: Writer, place: Place, kind: Type) -> Term:
    terms = [writer.term(place.below(), kind) for _ in range(writer.choices.whole(2, 3))]
    return least(*terms) if writer.choices.chance(50) else greatest(*terms)


def _steps(writer: Writer, place: Place, kind: Type) -> Term:
    of = writer.choices.one_of(tuple(_STEPS))
    thresholds = writer.choices.one_of(_STEPS[of])
    steps = tuple((_literal(threshold, of), 10 * number) for number, threshold in enumerate(thresholds, 1))
    return band(writer.term(place.below(), of), steps, below=writer.choices.one_of((0, -1)), gives=kind)


def _literal(threshold: int, kind: Type) -> Literal:
    return decode(threshold, kind.kind, 2)


def _ratio(writer: Writer, place: Place, _kind: Type) -> Term:
    of = writer.choices.one_of(MEASURES)
    return ratio(writer.term(place.below(), of), writer.term(place.below(), of))


def _share(writer: Writer, place: Place, _kind: Type) -> Term:
    return share_of(least(writer.term(place.below(), RATIO), make_fixed(writer, RATIO)), writer.term(place.below(), MONEY))


def _between(writer: Writer, place: Place, _kind: Type) -> Term:
    return writer.term(place.below(), DATE) - make_atom(writer, place, DATE)


def _shifted(writer: Writer, place: Place, _kind: Type) -> Term:
    days = make_atom(writer, place, DAYS)
    date = writer.term(place.below(), DATE)
    return date - days if writer.choices.chance(50) else date + days


def _held(writer: Writer, place: Place, _kind: Type) -> Term:
    return holds(writer.condition(place.below()))


_ANY: tuple[Maker, ...] = (_fallback, _where, make_aggregate, make_aggregate)
_NUMERIC: tuple[Maker, ...] = (_sum, _product, _extreme, _steps)
_OF_TYPE: Mapping[Type, tuple[Maker, ...]] = {
    DATE: (_shifted, _extreme),
    DAYS: (*_NUMERIC, _between),
    FLAG: (_held,),
    MONEY: (*_NUMERIC, _share),
    RATIO: (*_NUMERIC, _ratio),
}
