"""Rows are put in the same order as by sorting by one key after the other, whether or not the keys fit into one number."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.frames.packed import rows_by

_LARGE = 2**126
NUMBERS: dict[Any, st.SearchStrategy[Any]] = {
    pl.Boolean(): st.booleans(),
    pl.UInt8(): st.integers(0, 255),
    pl.UInt32(): st.integers(0, 2**32 - 1),
    pl.Int64(): st.integers(-3, 3) | st.integers(-(2**63), 2**63 - 1),
    pl.Int128(): st.integers(-2, 2) | st.integers(-(2**70), 2**70) | st.integers(-_LARGE, _LARGE),
}


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[tuple[pl.Series, bool]], list[pl.Series]]:
    height = draw(st.integers(0, 12))
    keys = []
    for dtype in draw(st.lists(st.sampled_from([*NUMBERS]), min_size=1, max_size=5)):
        values = st.lists(st.sampled_from(draw(st.lists(NUMBERS[dtype], min_size=1, max_size=4))), min_size=height, max_size=height)
        keys.append((pl.Series(draw(values), dtype=dtype), draw(st.booleans())))
    texts = st.lists(st.sampled_from(["", "a", "A", "ä", "invoice/10", "invoice/9"]), min_size=height, max_size=height)
    finer = [pl.Series(draw(texts), dtype=pl.String) for _ in range(draw(st.integers(0, 2)))]
    return keys, finer


def by_each(keys: list[tuple[pl.Series, bool]], finer: list[pl.Series]) -> list[int]:
    columns = [*(values for values, _ in keys), *finer]
    frame = pl.DataFrame([column.alias(f"c{number}") for number, column in enumerate(columns)]).with_row_index("row")
    falls = [*(falls for _, falls in keys), *(False for _ in finer)]
    return frame.sort(frame.columns[1:], descending=falls, maintain_order=True)["row"].to_list()


@given(tables())
def test_the_order_is_that_of_one_key_after_the_other(table: tuple[list[tuple[pl.Series, bool]], list[pl.Series]]) -> None:
    keys, finer = table
    assert rows_by(keys, finer).to_list() == by_each(keys, finer)


@pytest.mark.parametrize(
    "keys",
    [
        [(pl.Series([2, None, 1, None]), False)],
        [(pl.Series([b"b", b"a", b"ab"]), False), (pl.Series([1, 2, 3]), False)],
        [(pl.Series([0, 2**125, 5], dtype=pl.Int128), True), (pl.Series([1, 2, 3]), False)],
        [(pl.Series([], dtype=pl.Int64), False)],
        [(pl.Series([None, None], dtype=pl.Int64), True)],
        [(pl.Series([Decimal("2.00"), Decimal("-7.50"), Decimal("2.00")]), True)],
    ],
)
def test_what_needs_care(keys: list[tuple[pl.Series, bool]]) -> None:
    assert rows_by(keys).to_list() == by_each(keys, [])
