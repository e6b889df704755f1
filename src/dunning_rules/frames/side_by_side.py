"""The parts of a portfolio, several at a time: Polars lets go of the lock of Python, so that threads use the cores that there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import polars as pl

from dunning_rules.frames.parts import PART, parts_of

WORKERS = 2

_Found = TypeVar("_Found")


def of_each_part(
    tables: Mapping[str, pl.DataFrame],
    find: Callable[[Mapping[str, pl.DataFrame]], _Found],
    *,
    size: int = PART,
    workers: int = WORKERS,
) -> list[_Found]:
    """What is found for each part, in their order.

    Args:
        tables: see `check.Portfolio`.
        find: asked of each part; by several threads at once.
        size: debtors of one part at most.
        workers: parts that are evaluated at a time.
    """
    parts = list(parts_of(tables, size))
    if workers <= 1 or len(parts) == 1:
        return [find(part) for part in parts]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(find, parts))
