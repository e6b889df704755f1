"""Parts that are evaluated side by side give as much to do to each thread, and come in their order."""

from __future__ import annotations

import polars as pl
import pytest

from dunning_rules.frames.side_by_side import of_each_part


def parts(debtors: int, *, size: int, workers: int) -> list[tuple[int, int]]:
    """The first debtor of each part, and how many it has."""
    tables = {"debtors": pl.DataFrame({"id": range(debtors)})}
    return of_each_part(tables, lambda part: (int(part["debtors"]["id"][0]), part["debtors"].height), size=size, workers=workers)


@pytest.mark.parametrize(
    ("debtors", "size", "workers", "heights"),
    [
        (100_000, 128_000, 2, [50_000, 50_000]),
        (300_000, 128_000, 2, [75_000] * 4),
        (300_000, 128_000, 1, [100_000] * 3),
        (10_000, 128_000, 2, [8_000, 2_000]),
        (5_000, 128_000, 2, [5_000]),
        (10, 4, 2, [4, 4, 2]),
    ],
)
def test_parts_are_even_where_that_pays(debtors: int, size: int, workers: int, heights: list[int]) -> None:
    found = parts(debtors, size=size, workers=workers)
    assert [height for _, height in found] == heights
    assert [first for first, _ in found] == [sum(heights[:number]) for number in range(len(heights))]


def test_no_debtors_are_one_part() -> None:
    assert of_each_part({"debtors": pl.DataFrame({"id": []})}, lambda part: part["debtors"].height) == [0]
