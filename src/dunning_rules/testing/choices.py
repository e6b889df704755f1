"""Where the decisions come from: Hypothesis, which shrinks them, or a seed, which is fast.

Everything in this package is made through `Choices`, so both give the same variety.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import lru_cache
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

_Option = TypeVar("_Option")
_PERCENT = 100


class Choices(ABC):
    """A source of decisions. The first option and the lowest number are taken to be the simplest."""

    @abstractmethod
    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""

    def chance(self, percent: int) -> bool:
        """True in `percent` of 100 cases; false is simpler."""
        return self.whole(1, _PERCENT) > _PERCENT - percent

    def one_of(self, options: Sequence[_Option]) -> _Option:
        """One of `options`."""
        return options[self.whole(0, len(options) - 1)]

    def maybe(self, percent: int, options: Sequence[_Option]) -> _Option | None:
        """One of `options` in `percent` of 100 cases, else `None`."""
        return self.one_of(options) if self.chance(percent) else None

    def many(self, make: Callable[[], _Option], most: int) -> list[_Option]:
        """Up to `most` things, each made by `make`."""
        return [make() for _ in range(self.whole(0, most))]

    def some(self, options: Sequence[_Option], low: int, high: int) -> list[_Option]:
        """From `low` to `high` different ones of `options`, in any order."""
        left = list(options)
        number = self.whole(min(low, len(left)), min(high, len(left)))
        return [left.pop(self.whole(0, len(left) - 1)) for _ in range(number)]


class DrawnChoices(Choices):
    """Decisions that Hypothesis makes, and makes simpler where a test fails."""

    def __init__(self, draw: st.DrawFn) -> None:
        """Decide by `draw`."""
        self._draw = draw

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + self._draw(_up_to(high - low)) if high > low else low

    def many(self, make: Callable[[], _Option], most: int) -> list[_Option]:
        """As a list of Hypothesis: one that is not needed can be left out wherever it stands."""
        return self._draw(st.lists(st.none().map(lambda _: make()), max_size=most))


@lru_cache(maxsize=1024)
def _up_to(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most)


class SeededChoices(Choices):
    """Decisions that follow from a seed: the same ones on every machine."""

    def __init__(self, seed: int) -> None:
        """Begin with `seed`."""
        self._next = Random(seed).random  # noqa: S311 - random cases, not secrets

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._next() * (high - low + 1))
