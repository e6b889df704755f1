"""What children have in common: the last of several values, nothing where nobody counts."""

from __future__ import annotations

import polars as pl
import pytest

from dunning_rules.engine.columns.fold import Children, Fold

_OPERATIONS = {"#a": "exists", "#b": "count", "#c": "sum", "#d": "min", "#e": "max", "#f": "latest"}
_NONE_COUNT = {"#a": [False] * 4, "#b": [0] * 4, "#c": [0] * 4, "#d": [None] * 4, "#e": [None] * 4, "#f": [None] * 4}


def _found(asks: list[int], values: list[int | None], number: type[pl.DataType]) -> dict[str, list[object]]:
    taken = [pl.Series(name, values, dtype=number) for name in _OPERATIONS if name not in {"#a", "#b"}]
    columns = list(Fold(_OPERATIONS, number).columns(Children(pl.Series(asks, dtype=pl.UInt32), taken), 4))
    assert [each.dtype for each in columns] == [pl.Boolean, *[number] * 5]
    return {each.name: each.to_list() for each in columns}


@pytest.mark.parametrize("number", [pl.Int64, pl.Int128])
def test_each_record_finds_its_own_children(number: type[pl.DataType]) -> None:
    assert _found([0, 2, 2, 2, 3], [7, 9, 1, None, None], number) == {
        "#a": [True, False, True, True],
        "#b": [1, 0, 3, 1],
        "#c": [7, 0, 10, 0],
        "#d": [7, None, 1, None],
        "#e": [7, None, 9, None],
        "#f": [7, None, 1, None],
    }


@pytest.mark.parametrize("number", [pl.Int64, pl.Int128])
def test_nothing_where_nobody_counts(number: type[pl.DataType]) -> None:
    assert _found([], [], number) == _NONE_COUNT


def test_the_last_of_very_many_values_stays() -> None:
    size = 100_000
    values = pl.Series("#f", [f"{number}" for number in range(size)])
    asks = pl.Series([number % 3 for number in range(size)], dtype=pl.UInt32)
    (found,) = Fold({"#f": "latest"}, pl.Int64).columns(Children(asks, [values]), 3)
    assert found.to_list() == ["99999", "99997", "99998"]
