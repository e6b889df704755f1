"""Measuring: all contenders in turn, again and again, by the processor time of this process."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from time import process_time
from typing import TypeAlias, TypeVar

_Item = TypeVar("_Item")
Block: TypeAlias = Callable[[], AbstractContextManager[Callable[[], object]]]
"""Prepares what is not to be measured, hands out what is, and cleans up."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to do the work."""

    name: str
    work: str
    block: Block


def measure(contenders: Sequence[Contender], rounds: int, cases: int) -> dict[str, list[float]]:
    """By name, the seconds a case of each round."""
    times: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    gc.collect()
    gc.freeze()
    for _ in range(rounds):
        for contender in contenders:
            with contender.block() as run:
                gc.collect()
                start = process_time()
                run()
                times[contender.name].append((process_time() - start) / cases)
    gc.unfreeze()
    return times


def clear_caches() -> None:
    """Forget what functions of the library remember of earlier rounds."""
    for module in [module for name, module in sys.modules.items() if name.startswith("dunning_rules.")]:
        for found in vars(module).values():
            if hasattr(type(found), "cache_clear"):
                found.cache_clear()


def for_each(run: Callable[[_Item], object], items: Iterable[_Item]) -> None:
    """The loop that every contender is measured in."""
    for item in items:
        run(item)
