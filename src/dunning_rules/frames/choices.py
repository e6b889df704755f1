"""Columns of choices."""

from __future__ import annotations

from typing import cast

import polars as pl


def choices_of(column: pl.Series) -> list[str]:
    """What a column of choices may hold; the place of each is its number in the column."""
    found: list[str] = cast("pl.Enum", column.dtype).categories.to_list()
    return found
