"""A portfolio in parts: so many debtors at a time, each part with debtors that are numbered from 0."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER

PART = 128_000
"""Debtors of one part: fewer cost time, because each part is asked everything anew; more cost memory."""


def parts_of(tables: Mapping[str, pl.DataFrame], size: int = PART) -> Iterator[dict[str, pl.DataFrame]]:
    """The parts of checked tables, in order.

    Args:
        tables: see `check.Portfolio`.
        size: debtors of one part at most.
    """
    debtors = tables["debtors"]
    for first in range(0, max(debtors.height, 1), size):
        part = {"debtors": debtors.slice(first, size)}
        for name, table in tables.items():
            if name != "debtors":
                number = table[DEBTOR_NUMBER]
                start, end = number.search_sorted(first), number.search_sorted(first + size)
                part[name] = table.slice(start, end - start).with_columns((pl.col(DEBTOR_NUMBER) - first).alias(DEBTOR_NUMBER))
        yield part


def without(tables: Mapping[str, pl.DataFrame], numbers: set[int]) -> dict[str, pl.DataFrame]:
    """The tables without some debtors; the others are numbered anew."""
    if not numbers:
        return dict(tables)
    kept = tables["debtors"].with_row_index("@old").filter(~pl.col("@old").is_in(list(numbers)))
    renumbered = kept.select(pl.col("@old").alias(DEBTOR_NUMBER)).with_row_index("@new")
    found = {"debtors": kept.drop("@old")}
    for name, table in tables.items():
        if name != "debtors":
            joined = table.join(renumbered, on=DEBTOR_NUMBER, maintain_order="left")
            found[name] = joined.with_columns(pl.col("@new").alias(DEBTOR_NUMBER)).drop("@new")
    return found
