"""Contact windows: from a time of the debtor's day to a day and hours at the debtor's place."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from dunning_rules.result import Window

if TYPE_CHECKING:
    from holidays import HolidayBase

MEALS = ((12 * 60, 13 * 60 + 30), (18 * 60, 19 * 60 + 30))
"""Meal times, in minutes of the day: from, until. House values."""
_DAY = 24 * 60
_FRIDAY = 5
_SEARCH_DAYS = 60


def window_for(wish: dict[str, Any], as_of: datetime, on: date | None, zone: str | None, country: str | None) -> Window | None:
    """The next window that a wish allows, or `None` where there is no wish or no time is left of the day.

    Args:
        wish: the concluded fields of a recommendation: `window_start`, `window_end` (minutes), `working_day`, `not_at_meals`.
        as_of: the moment from which on it may be.
        on: the day on which it is to be, if there is one.
        zone: the debtor's zone; the zone of `as_of` decides which day it is where it is not known.
        country: the debtor's country, for its public holidays.
    """
    start, end = wish.get("window_start"), wish.get("window_end")
    if start is None:
        return None
    start, end = max(start, 0), _DAY if end is None else end
    if wish.get("not_at_meals"):
        start, end = _around_meals(start, end)
    if start >= end:
        return None
    local = as_of.astimezone(_zone(zone)) if zone else as_of
    day = local.date()
    if local.hour * 60 + local.minute >= end:
        day += timedelta(days=1)
    day = max(day, on) if on is not None else day
    if wish.get("working_day"):
        day = _next_working_day(day, country)
    return Window(day, _clock(start), _clock(end), zone, _calendar(country, day.year) is not None)


def _around_meals(start: int, end: int) -> tuple[int, int]:
    for meal_start, meal_end in MEALS:
        if meal_start <= start < meal_end:
            start = meal_end
        elif start < meal_start < end:
            end = meal_start
    return start, end


def _next_working_day(day: date, country: str | None) -> date:
    for ahead in range(_SEARCH_DAYS):
        found = day + timedelta(days=ahead)
        if _is_working_day(found, country):
            return found
    return day


@lru_cache(maxsize=65536)
def _is_working_day(day: date, country: str | None) -> bool:
    calendar = _calendar(country, day.year)
    return day.isoweekday() <= _FRIDAY if calendar is None else calendar.is_working_day(day)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


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


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
