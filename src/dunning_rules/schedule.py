"""Wishes for the hours of a contact, and the working days of a country."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from holidays import HolidayBase

MEALS = ((12 * 60, 13 * 60 + 30), (18 * 60, 19 * 60 + 30))
"""Meal times, in minutes of the day: from, until. House values."""
_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Wish:
    """The hours in which the rules wish a contact, in minutes of the debtor's day; `is_given` says whether any rule did."""

    start: int = 0
    end: int = _DAY
    working_day: bool = False
    is_given: bool = False


def wish_of(concluded: Mapping[str, Any], start: int | None) -> Wish | None:
    """The wish for a recommendation, or `None` where no hour of the day fulfils it.

    Args:
        concluded: the concluded fields of a recommendation: `window_start`, `window_end`, `working_day`, `not_at_meals`.
        start: the start that the rule itself sets, which goes first.
    """
    start = concluded.get("window_start") if start is None else start
    if start is None:
        return Wish()
    end = concluded.get("window_end")
    first, last = max(start, 0), _DAY if end is None else end
    if concluded.get("not_at_meals"):
        first, last = _around_meals(first, last)
    return Wish(first, last, bool(concluded.get("working_day")), is_given=True) if first < last else None


def _around_meals(start: int, end: int) -> tuple[int, int]:
    for meal_start, meal_end in MEALS:
        if meal_start <= start < meal_end:
            start = meal_end
        elif start < meal_start < end:
            end = meal_start
    return start, end


def clock(minute: int) -> str:
    """A minute of the day as people write it."""
    return f"{minute // 60:02}:{minute % 60:02}"


def knows_holidays(country: str | None, year: int) -> bool:
    """Whether the public holidays of a country are known."""
    return _calendar(country, year) is not None


@lru_cache(maxsize=65536)
def is_holiday(day: date, country: str | None, *, with_weekend: bool) -> bool:
    """Whether `day` is a public holiday of a country or, `with_weekend`, no working day there; never where its holidays are not known."""
    calendar = _calendar(country, day.year)
    if calendar is None:
        return False
    return not calendar.is_working_day(day) if with_weekend else day in calendar


@lru_cache(maxsize=256)
def _calendar(country: str | None, year: int) -> HolidayBase | None:
    """The holidays of one year, complete: a calendar that grows while it is asked is not safe among threads."""
    if country is None:
        return None
    from holidays import country_holidays  # noqa: PLC0415 - heavy; only when a working day is asked for

    try:
        return country_holidays(country, years=year)
    except NotImplementedError:
        return None
