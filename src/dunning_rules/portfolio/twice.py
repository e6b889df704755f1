"""Debtors that occur in more than one partition, found without holding their ids: eight bytes a debtor."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from dunning_rules.portfolio.partitions import Partition


def occurring_twice(partitions: Iterable[Partition]) -> dict[str, int]:
    """The ids that occur in several partitions, with the number of the first of them.

    Hashes find those that may; their ids are compared then.

    Args:
        partitions: all of them.

    Raises:
        LedgerError: a file cannot be read.
    """
    listed = list(partitions)
    hashes = [each.read(["id"])["id"].cast(pl.String).hash() for each in listed]
    together = pl.concat(hashes) if hashes else pl.Series(dtype=pl.UInt64)
    ordered = together.sort()  # neighbours are compared: a table of them would take ten times the memory
    suspected = ordered.filter(ordered == ordered.shift()).unique()
    if not len(suspected):
        return {}
    first: dict[str, int] = {}
    again: set[str] = set()
    for partition, found in zip(listed, hashes, strict=True):
        rows = found.is_in(suspected.implode())
        if rows.any():
            for debtor in partition.read(["id"])["id"].cast(pl.String).filter(rows).unique(maintain_order=True):
                if debtor in first:
                    again.add(debtor)
                first.setdefault(debtor, partition.number)
    return {debtor: number for debtor, number in first.items() if debtor in again}
