"""Rows are in the order that sorting by all columns gives, however large or small the numbers are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.frames.packed import order_of, order_of_small, packed, rows_by

_SMALL = st.integers(-3, 3)
_KINDS = st.sampled_from([
    (pl.Boolean(), st.booleans()),
    (pl.UInt8(), st.integers(0, 2) | st.integers(250, 255)),
    (pl.UInt64(), st.integers(0, 2) | st.integers(2**64 - 3, 2**64 - 1)),
    (pl.Int64(), _SMALL | st.integers(-(2**63), -(2**63) + 2) | st.integers(2**63 - 3, 2**63 - 1)),
    (pl.Int64(), _SMALL),
    (pl.Int128(), _SMALL | st.integers(2**70, 2**70 + 2) | st.integers(-(2**127), -(2**127) + 2)),
    (pl.Int128(), st.integers(2**100, 2**100 + 2)),
    (pl.Decimal(38, 2), st.sampled_from([Decimal("-99.01"), Decimal(0), Decimal("0.01"), Decimal("99.99")])),
])  # fmt: skip


@st.composite
def columns(draw: st.DrawFn) -> tuple[list[pl.Series], list[bool]]:
    height = draw(st.integers(0, 12))
    made = []
    for number in range(draw(st.integers(1, 4))):
        dtype, values = draw(_KINDS)
        cells = draw(st.lists(st.none() | values if draw(st.booleans()) else values, min_size=height, max_size=height))
        made.append(pl.Series(f"c{number}", cells, dtype=dtype))
    return made, [draw(st.booleans()) for _ in made]


def by_columns(keys: Sequence[pl.Series], falls: Sequence[bool]) -> list[int]:
    """The rows as Polars sorts them by several columns."""
    frame = pl.DataFrame(keys)
    return frame.select(pl.arg_sort_by(frame.columns, descending=[*falls], maintain_order=True)).to_series().to_list()


@given(columns())
def test_as_sorted_by_all_columns(given_columns: tuple[list[pl.Series], list[bool]]) -> None:
    keys, falls = given_columns
    order = order_of(zip(keys, falls, strict=True))
    if order is None:
        # only numbers that are very far from each other leave no room
        assert any(key.dtype in {pl.Int128, pl.Int64, pl.UInt64} for key in keys)
        return
    rows = by_columns(keys, falls)
    assert order.rows.to_list() == rows
    sorted_rows = pl.DataFrame(keys)[rows].rows()
    assert order.is_first.to_list() == [place == 0 or row != sorted_rows[place - 1] for place, row in enumerate(sorted_rows)]


@given(columns(), st.data())
def test_what_is_equal_so_far_is_sorted_by_texts(given_columns: tuple[list[pl.Series], list[bool]], data: st.DataObject) -> None:
    keys, falls = given_columns
    order = order_of(zip(keys, falls, strict=True))
    if order is not None:
        height = len(keys[0])
        texts = pl.Series(
            "text", data.draw(st.lists(st.sampled_from(["", "10", "9", "ü"]), min_size=height, max_size=height)), dtype=pl.String
        )
        assert order.then_by([texts]).to_list() == by_columns([*keys, texts], [*falls, False])


@given(columns())
def test_numbers_are_equal_where_all_columns_are(given_columns: tuple[list[pl.Series], list[bool]]) -> None:
    keys, falls = given_columns
    number = packed(zip(keys, falls, strict=True))
    if number is not None:
        rows = pl.DataFrame(keys).rows()
        assert [number[0] == each for each in number] == [rows[0] == each for each in rows]


def test_what_is_too_large_for_one_number_has_none() -> None:
    far = pl.Series([-(2**127), 2**127 - 1], dtype=pl.Int128)
    assert order_of([(far, False)]) is None
    assert packed([(pl.Series([0, 2**62]), False), (pl.Series([0, 2**62]), False), (pl.Series([0, 7]), True)]) is None


@pytest.mark.parametrize("rows", [[], [2], [5, 0, 5, 2**32 - 1]])
def test_numbers_of_rows_always_have_one(rows: list[int]) -> None:
    numbers = pl.Series(rows, dtype=pl.UInt32)
    assert order_of_small([numbers] * 3).rows.to_list() == sorted(range(len(rows)), key=rows.__getitem__)


@given(columns(), st.data())
def test_rows_by_all_columns_whether_or_not_there_is_room(given_columns: tuple[list[pl.Series], list[bool]], data: st.DataObject) -> None:
    keys, falls = given_columns
    height = len(keys[0])
    texts = pl.Series(data.draw(st.lists(st.sampled_from(["", "10", "9", "ü"]), min_size=height, max_size=height)), dtype=pl.String)
    pairs = [*zip(keys, falls, strict=True)]
    assert rows_by(pairs).to_list() == by_columns(keys, falls)
    assert rows_by(pairs, [texts]).to_list() == by_columns([*keys, texts.alias("text")], [*falls, False])


def test_bytes_are_sorted_without_a_number() -> None:
    assert rows_by([(pl.Series([b"b", b"a", b"ab"]), True)]).to_list() == [0, 2, 1]
