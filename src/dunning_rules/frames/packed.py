"""Several columns as one number that sorts as they do together: one number is sorted several times faster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from dunning_rules.language.columns import filled

_SMALL, _ROOM = 2**63, 2**127


@dataclass(frozen=True, slots=True)
class Order:
    """An order of rows.

    Attributes:
        rows: their numbers, in order; what is equal stays in the order that it has.
        is_first: for each row in order, whether it is not equal to the one before.
    """

    rows: pl.Series
    is_first: pl.Series

    def then_by(self, columns: Sequence[pl.Series]) -> pl.Series:
        """The numbers of the rows, in which those that are equal so far are sorted by columns of any kind; worth it where they are few."""
        same = ~self.is_first
        if not same.any():
            return self.rows
        places = (same | same[1:].append(same[:1])).arg_true()
        rows = self.rows[places]
        like = pl.DataFrame(
            [self.is_first.cum_sum()[places].alias("@0"), *(each[rows].alias(f"@{n}") for n, each in enumerate(columns, 1))]
        )
        return self.rows.clone().scatter(places, rows[like.select(pl.arg_sort_by(like.columns, maintain_order=True)).to_series()])


def rows_by(keys: Sequence[tuple[pl.Series, bool]], finer: Sequence[pl.Series] = ()) -> pl.Series:
    """The numbers of the rows in order, whether or not a number has room for it.

    Args:
        keys: as `packed` takes them; bytes, too.
        finer: columns of any kind by which rows are sorted that are equal in all keys.
    """
    order = order_of(keys)
    if order is not None:
        return order.then_by(finer) if finer else order.rows
    return rows_by_columns(keys, finer)


def rows_by_columns(keys: Sequence[tuple[pl.Series, bool]], finer: Sequence[pl.Series] = ()) -> pl.Series:
    """The same, by one column after the other."""
    columns = [*(key for key, _ in keys), *finer]
    frame = pl.DataFrame([column.alias(f"@{number}") for number, column in enumerate(columns)])
    falls = [*(falls for _, falls in keys), *(False for _ in finer)]
    return frame.select(pl.arg_sort_by(frame.columns, descending=falls, maintain_order=True).cast(pl.UInt32)).to_series()


def order_of(keys: Iterable[tuple[pl.Series, bool]]) -> Order | None:
    """The order of rows; `None` where no number has room for what they are sorted by.

    Args:
        keys: as `packed` takes them.
    """
    keys = [*keys]
    height = len(keys[0][0])
    # the number of the row comes last, in bits of its own
    bits = max(height - 1, 0).bit_length()
    found = packed(keys, steps=2**bits)
    if found is None:
        return None
    numbers = found + pl.arange(height, dtype=pl.Int64, eager=True).cast(found.dtype)
    # of small numbers, several threads only take each other's time
    ordered = numbers.sort(multithreaded=found.dtype != pl.Int64)
    is_first = filled(value=True, dtype=pl.Boolean(), height=min(height, 1)).append((ordered[1:] ^ ordered[:-1]) >= 2**bits)
    return Order((ordered & (2**bits - 1)).cast(pl.UInt32), is_first)


def order_of_small(keys: Iterable[pl.Series]) -> Order:
    """The order of rows by at most three columns of numbers of rows or kinds, for which there is always room."""
    found = order_of((key, False) for key in keys)
    assert found is not None  # noqa: S101 - it was said that there is room; this tells the type checker
    return found


def packed(keys: Iterable[tuple[pl.Series, bool]], *, steps: int = 1) -> pl.Series | None:
    """For each row a number that is equal, less or greater as several columns are together; `None` where no number has room for that.

    Args:
        keys: columns of whole numbers, amounts or flags (for others there is none), the first decides first; with whether the greatest
            comes first. What is missing comes before all.
        steps: how far the numbers are apart at least.
    """
    digits: list[tuple[pl.Expr, int]] = []
    room = steps
    for column, falls in keys:
        whole = column.reinterpret(dtype=pl.Int128) if column.dtype.is_decimal() else column
        if not (whole.dtype.is_integer() or whole.dtype == pl.Boolean):
            return None
        lowest, highest = _ends(whole)
        width = highest - lowest + 2
        # so far from each other, ends leave no room; without, differences fit into what the column has
        if (room := room * width) >= _ROOM:
            return None
        digits.append((_digit(whole, lowest, highest, falls=falls), width))
    number = pl.Int64 if room < _SMALL else pl.Int128
    found = pl.lit(0, dtype=number)
    for digit, width in digits:
        found = found * pl.lit(width, dtype=number) + digit.cast(number)
    return pl.select((found * pl.lit(steps, dtype=number)).alias("@packed")).to_series()


def _ends(column: pl.Series) -> tuple[int, int]:
    lowest, highest = column.min(), column.max()
    return (int(lowest), int(highest)) if isinstance(lowest, int) and isinstance(highest, int) else (0, 0)


def _digit(column: pl.Series, lowest: int, highest: int, *, falls: bool) -> pl.Expr:
    """How far each number is from that which comes first, beginning with 1; 0 for what is missing."""
    wide = pl.Int64 if lowest >= -_SMALL and highest < _SMALL and highest - lowest < _SMALL - 1 else pl.Int128
    here = pl.lit(column).cast(wide)
    digit = (pl.lit(highest, dtype=wide) - here if falls else here - pl.lit(lowest, dtype=wide)) + 1
    return digit.fill_null(0) if column.null_count() else digit
