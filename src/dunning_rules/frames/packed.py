"""The order of rows by several keys: where the keys fit into one number it is sorted by that, which takes a fraction of the time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

import polars as pl

_ROOM, _WORD = 126, 62
"""Bits of the widest numbers that are sorted, and of those that are reckoned with sooner."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key to sort by.

    Attributes:
        values: whole numbers or flags, one for each row, none missing; what else stands there is sorted by, too, but not packed.
        falls: whether the largest comes first.
    """

    values: pl.Series
    falls: bool = False


def order_by(keys: Sequence[Key], finer: Sequence[pl.Series] = ()) -> pl.Series:
    """The numbers of the rows in their order.

    Args:
        keys: what rows are sorted by first; at least one.
        finer: what rows are sorted by that are alike in all keys, of any kind. Those that are alike in this, too, stay as they stand.
    """
    packed = _packed(keys)
    if packed is None:
        return _order([*(key.values for key in keys), *finer], [*(key.falls for key in keys), *(False for _ in finer)])
    number, rows = packed
    ordered = number.sort()
    order = pl.select((pl.lit(ordered) % pl.lit(rows, dtype=pl.Int128)).cast(pl.UInt32)).to_series()
    if not finer:
        return order
    alike = pl.select(pl.lit(ordered) // pl.lit(rows, dtype=pl.Int128)).to_series()
    follows = (alike == alike.shift(1)).fill_null(value=False)
    places = (follows | follows.shift(-1, fill_value=False)).arg_true()
    chosen = order.gather(places)
    within = _order([alike.gather(places), *(each.gather(chosen) for each in finer)], [False] * (1 + len(finer)))
    return order.scatter(places, chosen.gather(within))


def _order(columns: Sequence[pl.Series], falls: Sequence[bool]) -> pl.Series:
    frame = pl.DataFrame([column.alias(str(number)) for number, column in enumerate(columns)])
    return frame.select(pl.arg_sort_by(frame.columns, descending=list(falls), maintain_order=True).cast(pl.UInt32)).to_series()


def _packed(keys: Sequence[Key]) -> tuple[pl.Series, int] | None:
    """The keys of each row and the row itself as one number, and what it is divided by for the keys; `None` where they do not fit."""
    height = len(keys[0].values)
    spans = [span for key in keys if (span := _span(key.values)) is not None]
    bits = max(height - 1, 0).bit_length()
    if len(spans) < len(keys) or bits + sum((high - low).bit_length() for low, high in spans) > _ROOM:
        return None
    frame = pl.DataFrame([key.values.alias(str(number)) for number, key in enumerate(keys)])
    row = pl.int_range(pl.len(), dtype=pl.Int128)
    return frame.select(reduce(add, _terms(keys, spans, bits), row).alias("@packed")).to_series(), 2**bits


def _span(values: pl.Series) -> tuple[int, int] | None:
    """The least and the greatest of some numbers."""
    if values.is_empty() or values.null_count() or not (values.dtype.is_integer() or values.dtype == pl.Boolean):
        return None
    return int(values.min()), int(values.max())  # type: ignore[arg-type] # numbers, as was asked


def _terms(keys: Sequence[Key], spans: Sequence[tuple[int, int]], bits: int) -> Iterator[pl.Expr]:
    """What each key adds to the number, the last one first; those that fit into a word together."""
    short: pl.Expr | None = None
    for number, (key, (low, high)) in reversed([*enumerate(zip(keys, spans, strict=True))]):
        room, bits = bits, bits + (high - low).bit_length()
        fits = bits <= _WORD and -(2**_WORD) < low <= high < 2**_WORD
        wide: type[pl.DataType] = pl.Int64 if fits else pl.Int128
        value = pl.col(str(number)).cast(wide)
        offset = pl.lit(high, dtype=wide()) - value if key.falls else value - pl.lit(low, dtype=wide())
        term = offset * pl.lit(2**room, dtype=wide())
        if not fits:
            yield term
        else:
            short = term if short is None else short + term
    if short is not None:
        yield short.cast(pl.Int128)
