"""Numbers that occur more than once are found among others, wherever they stand."""

from __future__ import annotations

from collections import Counter

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.frames.repeated import is_repeated, repeated

NUMBERS = st.lists(st.integers(0, 9) | st.integers(0, 2**64 - 1), max_size=30)


@given(NUMBERS)
def test_as_counting_each_of_them(numbers: list[int]) -> None:
    series = pl.Series(numbers, dtype=pl.UInt64)
    times = Counter(numbers)
    expected = [times[each] > 1 for each in numbers]
    assert repeated(series).to_list() == expected
    assert is_repeated(series) == any(expected)


def test_nothing_is_repeated_where_nothing_is() -> None:
    assert repeated(pl.Series([], dtype=pl.UInt64)).to_list() == []
    assert not is_repeated(pl.Series([], dtype=pl.UInt64))
