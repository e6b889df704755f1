"""Aging: how long open amounts have been past due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dunning_rules.language import Wording
from dunning_rules.language.types import total


@dataclass(frozen=True, slots=True)
class Bucket:
    """One bucket, from one number of days past due to another, both included.

    Attributes:
        key: its name in data.
        first: the fewest days.
        last: the most days; `None` = without end.
        label: what people call it.
    """

    key: str
    first: int
    last: int | None
    label: Wording


BUCKETS = (
    Bucket("current", 0, 0, Wording("current", "未到期")),
    Bucket("1-30", 1, 30, Wording("1–30", "1–30")),
    Bucket("31-60", 31, 60, Wording("31–60", "31–60")),
    Bucket("61-90", 61, 90, Wording("61–90", "61–90")),
    Bucket("91-180", 91, 180, Wording("91–180", "91–180")),
    Bucket("181-365", 181, 365, Wording("181–365", "181–365")),
    Bucket("over-365", 366, None, Wording("over 365", "超过 365")),
)
"""The buckets of the trade, from current to the oldest."""


@dataclass(frozen=True, slots=True)
class Aged:
    """What lies in one bucket."""

    bucket: Bucket
    invoices: int
    amount: Decimal


def bucket_of(days_past_due: int) -> Bucket:
    """The bucket of an open amount that has been past due for so many days."""
    return next(each for each in BUCKETS if each.last is None or days_past_due <= each.last)


def aged(amounts: Iterable[tuple[int, Decimal]]) -> tuple[Aged, ...]:
    """The sums of the buckets.

    Args:
        amounts: days past due and open amount of each open invoice.
    """
    found: dict[str, list[Decimal]] = {each.key: [] for each in BUCKETS}
    for days, amount in amounts:
        found[bucket_of(days).key].append(amount)
    return tuple(Aged(each, len(found[each.key]), total(found[each.key])) for each in BUCKETS)
