"""Which steps may break which demands, by their shapes, places and debtors: a bit for each, so that few are left to look at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.frames.beside import Beside
from dunning_rules.frames.demands import Demand
from dunning_rules.frames.places import Places
from dunning_rules.frames.shapes import SHAPE
from dunning_rules.language.columns import filled
from dunning_rules.rules.constraint import EVERYWHERE

_WIDTH = 64
_BITS = tuple(pl.lit(1 << bit, dtype=pl.UInt64) for bit in range(_WIDTH))
_WORD = "@word"


@dataclass(frozen=True, slots=True)
class Sifted:
    """What may be broken by some rows.

    Attributes:
        is_left: for each row whether it may break anything.
        left: those that may, and which demands, by their bits.
        demands: what they may break, in the order of the constraints.
    """

    is_left: pl.Series
    left: pl.DataFrame
    demands: list[Demand]


class Sieve:
    """Sifts steps of one part of a portfolio; what is said of debtors is asked once of each."""

    def __init__(self, beside: Beside, places: Places) -> None:
        """Take where debtors are read, and their places."""
        self._beside = beside
        self._places = places
        self._bits: dict[Demand, tuple[int, int]] = {}
        self._words: list[pl.Series] = []

    def sifted(self, rows: pl.DataFrame, of_shapes: Sequence[tuple[Demand, ...]]) -> Sifted:
        """The rows that may break something.

        Args:
            rows: with the numbers of their debtors and shapes.
            of_shapes: the demands on each shape, by number.
        """
        self._ask(demand for demands in of_shapes for demand in demands)
        words = []
        for number, word in enumerate(self._words):
            of_shape = [sum(1 << bit for place, bit in map(self._bits.__getitem__, demands) if place == number) for demands in of_shapes]
            by_shape = pl.Series(of_shape, dtype=pl.UInt64)[rows[SHAPE]]
            words.append((word[rows[DEBTOR_NUMBER]] & by_shape).alias(f"{_WORD}{number}"))
        is_left = reduce(or_, (word != 0 for word in words), filled(value=False, dtype=pl.Boolean(), height=rows.height))
        left = rows.hstack(words).filter(is_left)
        there = left.select(pl.col(word.name).bitwise_or() for word in words).row(0) if left.height else ()
        possible = [demand for demand, (place, bit) in self._bits.items() if there and there[place] >> bit & 1]
        return Sifted(is_left, left, sorted(possible, key=lambda each: each.number))

    def broken(self, sifted: Sifted) -> list[tuple[Demand, pl.Series]]:
        """What is broken of what is left, and by which of its rows."""
        if not sifted.demands:
            return []
        read = self._beside.added(sifted.left, (name for each in sifted.demands for name in each.read_of_step))
        found = read.select(self._is_broken(each).alias(f"@{place}") for place, each in enumerate(sifted.demands))
        return [(demand, column) for demand, column in zip(sifted.demands, found.get_columns(), strict=True) if column.any()]

    def _is_broken(self, demand: Demand) -> pl.Expr:
        place, bit = self._bits[demand]
        may = (pl.col(f"{_WORD}{place}") & _BITS[bit]) != 0
        return may if demand.of_step is None else may & demand.of_step

    def _ask(self, demands: Iterable[Demand]) -> None:
        """What demands say of debtors, where that was not asked yet."""
        unknown = [each for each in dict.fromkeys(demands) if each not in self._bits]
        for start in range(0, len(unknown), _WIDTH):
            batch = unknown[start : start + _WIDTH]
            self._bits |= {demand: (len(self._words), bit) for bit, demand in enumerate(batch)}
            self._words.append(self._word(batch))

    def _word(self, demands: Sequence[Demand]) -> pl.Series:
        """For each debtor the demands whose packs hold, and for which it is as they say."""
        packs = [each.constraint.constraint.pack for each in demands]
        holding = [{EVERYWHERE, *place.jurisdiction.packs} for place in self._places.places]
        of_places = [sum(1 << bit for bit, pack in enumerate(packs) if pack in holds) for holds in holding]
        found = pl.Series(of_places, dtype=pl.UInt64)[self._places.of_debtor]
        asking = [(bit, each.of_debtor) for bit, each in enumerate(demands) if each.of_debtor is not None]
        if not asking:
            return found
        asked = reduce(or_, (said.cast(pl.UInt64) * _BITS[bit] for bit, said in asking))
        others = pl.lit(sum(1 << bit for bit, each in enumerate(demands) if each.of_debtor is None), dtype=pl.UInt64)
        debtors = self._beside.of_debtors(name for each in demands for name in each.read_of_debtor)
        return found & debtors.select((asked | others).alias(found.name)).to_series()
