"""What a value is to become, and the nearest value that would do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from dunning_rules.language import Kind, Type, Value
from dunning_rules.language.types import MAX_FACT

Wish: TypeAlias = Literal["lt", "le", "gt", "ge", "eq", "ne", "in", "out", "known", "missing"]

_MIRRORED: dict[Wish, Wish] = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq", "ne": "ne"}
_NOT_BELOW_ZERO = frozenset({Kind.COUNT, Kind.MINUTE, Kind.SCORE, Kind.RATIO})
_LAST_MINUTE = 24 * 60 - 1
_RELATIONS: dict[str, Callable[[int, int], bool]] = {
    "lt": lambda value, mark: value < mark,
    "le": lambda value, mark: value <= mark,
    "gt": lambda value, mark: value > mark,
    "ge": lambda value, mark: value >= mark,
}


@dataclass(frozen=True, slots=True)
class Goal:
    """A wish about a value.

    Attributes:
        wish: the relation.
        marks: what it stands in the relation to; several for `in` and `out`, none for `known` and `missing`.
    """

    wish: Wish
    marks: tuple[Value, ...] = ()

    @property
    def mirrored(self) -> Goal:
        """The same relation, read from the other side."""
        return Goal(_MIRRORED.get(self.wish, self.wish), self.marks)

    @property
    def number(self) -> int:
        """The number that is compared with."""
        return int(self.marks[0])

    @property
    def rises(self) -> bool:
        """Whether more may help."""
        return self.wish in {"gt", "ge", "eq", "ne", "known"}

    @property
    def falls(self) -> bool:
        """Whether less may help."""
        return self.wish in {"lt", "le", "eq", "ne", "missing"}

    def met_by(self, value: Value | None) -> bool:
        """Whether `value` would do."""
        if value is None or self.wish in {"known", "missing"}:
            return (value is None) is (self.wish == "missing")
        if self.wish in _RELATIONS:
            return _RELATIONS[self.wish](int(value), self.number)
        return (value in self.marks) is (self.wish in {"eq", "in"})

    def nearest(self, kind: Type, now: Value | None, today: int) -> Iterator[Value | None]:
        """Values that would do, the nearest to `now` first; at most two, none where none can be named.

        Args:
            kind: the type of the value.
            now: what it is.
            today: the day to name where any would do, as a day number.
        """
        yield from (each for each in self._candidates(kind, now, today) if self.met_by(each) and _is_possible(each, kind))

    def _candidates(self, kind: Type, now: Value | None, today: int) -> Iterator[Value | None]:
        if self.wish == "missing":
            yield None
        elif kind.kind is Kind.FLAG:
            yield from (True, False)
        elif kind.choices:
            place = kind.choices.index(str(now)) if now is not None else 0
            good = [each for each in kind.choices if self.met_by(each)]
            yield from sorted(good, key=lambda each: abs(kind.choices.index(each) - place))[:1]
        elif kind.kind is Kind.NAME:
            return
        elif self.wish == "known":
            yield today if kind.kind is Kind.DATE else 0
        else:
            mark = self.number
            yield from {"lt": (mark - 1,), "gt": (mark + 1,), "ne": (mark + 1, mark - 1)}.get(self.wish, (mark,))


def _is_possible(value: Value | None, kind: Type) -> bool:
    if value is None or not kind.is_numeric:
        return True
    number = int(value)
    if kind.kind is Kind.DATE:
        return date.min.toordinal() <= number <= date.max.toordinal()
    if kind.kind is Kind.MINUTE and number > _LAST_MINUTE:
        return False
    return abs(number) <= MAX_FACT and (number >= 0 or kind.kind not in _NOT_BELOW_ZERO)


def distance(kind: Type, before: Value | None, after: Value | None, digits: int) -> int:
    """How far apart two values are: in days, whole units of the currency, percentage points or pieces; 1 where that cannot be counted."""
    if before is None or after is None or not kind.is_numeric:
        return 1
    gap = abs(int(after) - int(before))
    unit: int = {Kind.MONEY: 10**digits, Kind.RATIO: 100}.get(kind.kind, 1)
    return -(-gap // unit)
