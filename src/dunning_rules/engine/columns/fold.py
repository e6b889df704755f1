"""What children have in common, for each record that asks: counts, sums and the like of chosen values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from dunning_rules.language import Value
from dunning_rules.language.columns import filled

_KEY = "@asks"
_NOTHING: Mapping[str, Value] = {"exists": False, "count": 0, "sum": 0}
"""What is found where nobody counts; else null."""


@dataclass(frozen=True, slots=True)
class Children:
    """Children that count.

    Attributes:
        asks: for each the row number of the record that asks, in the canonical order of the children.
        values: what is taken of each, in columns named by the aggregates.
    """

    asks: pl.Series
    values: list[pl.Series]


class Fold:
    """Aggregates of the same children, made ready; may be shared by threads."""

    def __init__(self, operations: Mapping[str, str], number: type[pl.DataType]) -> None:
        """Take the operation of each aggregate, by column, and how numbers are kept."""
        self._operations = operations
        self._number = number
        grouped = {name: operation for name, operation in operations.items() if operation not in {"exists", "latest"}}
        self._grouped = [_of_group(name, operation, number) for name, operation in grouped.items()]

    def columns(self, children: Children, height: int) -> Iterator[pl.Series]:
        """The columns of the aggregates, for so many records that may ask."""
        asks = children.asks.alias(_KEY)
        taken = pl.DataFrame([asks, *children.values])
        if asks.is_empty():
            yield from self._nothing(taken, height)
            return
        groups = taken.group_by(_KEY).agg(self._grouped) if self._grouped else taken
        for name, operation in self._operations.items():
            match operation:
                case "exists":
                    found = filled(value=False, dtype=pl.Boolean(), height=height).scatter(asks, values=True)
                case "latest":
                    # of several values for one record the last is written last, and stays
                    values = taken[name]
                    known = values.is_not_null()
                    found = filled(None, values.dtype, height).scatter(asks.filter(known), values.filter(known))
                case _:
                    values = groups[name]
                    found = filled(_NOTHING.get(operation), values.dtype, height).scatter(groups[_KEY], values)
            yield found.alias(name)

    def _nothing(self, taken: pl.DataFrame, height: int) -> Iterator[pl.Series]:
        own = {"exists": pl.Boolean(), "count": self._number()}
        for name, operation in self._operations.items():
            dtype = own[operation] if operation in own else taken[name].dtype
            yield filled(_NOTHING.get(operation), dtype, height).alias(name)


def _of_group(name: str, operation: str, number: type[pl.DataType]) -> pl.Expr:
    match operation:
        case "count":
            return pl.len().cast(number).alias(name)
        case "sum":
            return pl.col(name).sum()
        case "min":
            return pl.col(name).min()
    return pl.col(name).max()
