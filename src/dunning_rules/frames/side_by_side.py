"""The parts of a portfolio, several at a time: Polars lets go of the lock of Python, so that threads use the cores that there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import polars as pl

from dunning_rules.frames.parts import PART, parts_of

WORKERS = 2
_FEW = 8_000
"""Debtors of which a part of their own would take more time than it saves."""

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
    parts = list(parts_of(tables, _even(tables["debtors"].height, size, workers)))
    if workers <= 1 or len(parts) == 1:
        return [find(part) for part in parts]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(find, parts))


def _even(debtors: int, size: int, workers: int) -> int:
    """Debtors of one part so that all workers have as much to do, as far as that pays."""
    rounds = -(-debtors // (size * workers))
    return min(size, max(-(-debtors // (max(rounds, 1) * workers)), _FEW))
