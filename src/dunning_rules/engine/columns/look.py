"""Which children count for an aggregate, and what is taken of them: of the children alone, or beside the records that ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

import polars as pl

from dunning_rules.engine.columns.fold import Children
from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.columns.pairs import Pairing
from dunning_rules.engine.columns.parts import Gathered, leaf_needs, outer_needs
from dunning_rules.language import Condition, Ref
from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.columns import OF_ASKING, ColumnReader, column_of
from dunning_rules.language.grammar import ALWAYS, All

_ASKS = "@asks"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Aggregates that look at the same children for the same records."""

    home: str
    scope: str
    key: str | None
    near: Condition
    far: tuple[Condition, ...]
    parts: dict[str, Gathered]


class NearLook:
    """A look at children that are known by themselves, made ready; may be shared by threads.

    Attributes:
        expressions: what is asked of the children, under names of its own.
    """

    def __init__(self, chosen: Chosen, reader: ColumnReader, name: str) -> None:
        """Take the aggregates.

        Args:
            chosen: the aggregates.
            reader: reads the children.
            name: how names of columns begin.
        """
        self._key = chosen.key or DEBTOR_NUMBER
        self._taken = _Taken(chosen, reader)
        self._counts = _Counts(_conditions(chosen, reader), f"{name}?")
        self.expressions = [*self._counts.expressions, *self._taken.expressions]

    def children(self, child: pl.DataFrame, seen: pl.DataFrame, _home: pl.DataFrame) -> Children:
        """The children that count.

        Args:
            child: their frame.
            seen: the values of `expressions`.
        """
        asks, *values = self._counts.kept([child[self._key], *self._taken.columns(child, seen)], seen)
        return Children(asks, values)


class FarLook:
    """A look at children that are compared with the records that ask, made ready; may be shared by threads.

    Attributes:
        expressions: what is asked of the children by themselves, under names of its own.
    """

    def __init__(self, chosen: Chosen, reader: ColumnReader, name: str) -> None:
        """Take the aggregates, as `NearLook` does."""
        self._key = chosen.key
        self._taken = _Taken(chosen, reader)
        self._pairing = None if chosen.key is not None else Pairing(chosen.far, reader, f"{name}=")
        conditions, keys = ([], {}) if self._pairing is None else (self._pairing.conditions, self._pairing.keys)
        self._counts = _Counts([*_conditions(chosen, reader), *conditions], f"{name}?")
        self._keys = list(keys)
        self.expressions = [*self._counts.expressions, *(key.alias(column) for column, key in keys.items())]
        read = [column for tree in (*chosen.far, *self._taken.trees) for _, column in leaf_needs(tree, chosen.scope)]
        self._columns = list(dict.fromkeys([chosen.key or DEBTOR_NUMBER, *read]))
        self._outer = [column for _, column in outer_needs(chosen.far, chosen.home)]
        self._holds = _Counts([reader.condition(All(chosen.far))], f"{name}!")

    def children(self, child: pl.DataFrame, seen: pl.DataFrame, home: pl.DataFrame) -> Children:
        """The children that count, once for each record that they count for.

        Args:
            child: their frame.
            seen: the values of `expressions`.
            home: the frame of the records that ask.
        """
        rows = pl.DataFrame(self._counts.kept([*(child[column] for column in self._columns), *(seen[key] for key in self._keys)], seen))
        if self._pairing is None:
            asks = rows[str(self._key)]
        else:
            asks, places = self._pairing.pairs(rows, home)
            rows = rows[places]
        beside = rows.hstack([home[column][asks].alias(f"{OF_ASKING}{column}") for column in self._outer])
        found = beside.select(*self._holds.expressions, *self._taken.expressions)
        asks, *values = self._holds.kept([asks, *self._taken.columns(beside, found)], found)
        return Children(asks, values)


Look: TypeAlias = NearLook | FarLook


class _Taken:
    """What is taken of each child, in columns named by the aggregates: bare ones as they are, others are computed."""

    def __init__(self, chosen: Chosen, reader: ColumnReader) -> None:
        values = {name: part.aggregate.value for name, part in chosen.parts.items() if part.aggregate.value is not None}
        self.trees = list(values.values())
        self._bare = {name: column_of(value, chosen.scope) for name, value in values.items() if isinstance(value, Ref | Aggregate)}
        self._computed = [name for name in values if name not in self._bare]
        self.expressions = [reader.term(values[name]).alias(name) for name in self._computed]

    def columns(self, child: pl.DataFrame, found: pl.DataFrame) -> list[pl.Series]:
        return [*(child[column].alias(name) for name, column in self._bare.items()), *(found[name] for name in self._computed)]


class _Counts:
    """Whether rows count: where all conditions hold."""

    def __init__(self, conditions: list[pl.Expr], name: str) -> None:
        self._name = name
        self.expressions = [pl.all_horizontal(conditions).alias(name)] if conditions else []

    def kept(self, columns: Iterable[pl.Series], found: pl.DataFrame) -> list[pl.Series]:
        """The rows that count."""
        if not self.expressions:
            return list(columns)
        counts = found[self._name]
        return [each.filter(counts) for each in columns]


def _conditions(chosen: Chosen, reader: ColumnReader) -> list[pl.Expr]:
    """What a child has to be by itself."""
    found = [] if chosen.near.key == ALWAYS.key else [reader.condition(chosen.near)]
    # a child that names no record counts for none
    return found if chosen.key in {None, DEBTOR_NUMBER} else [*found, pl.col(str(chosen.key)).is_not_null()]
