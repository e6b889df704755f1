"""The next hours in which a debtor may be contacted: what is wished, cut to what is lawful, at the debtor's place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from dunning_rules.language import Wording
from dunning_rules.models import ContactPreference
from dunning_rules.packs import ContactHours
from dunning_rules.result import Window
from dunning_rules.schedule import Wish, clock, is_holiday, knows_holidays

_SEARCH_DAYS = 90
_DAY = 24 * 60
_FRIDAY = 5
_LAST = date.max - timedelta(days=2)
"""Days after it have no hours: in another zone they would be no days of the calendar."""
_ASKED = Wording("the hours that the debtor asked for", "对方希望的联系时段")
_ASKED_SOURCE = "the debtor's own wish; 12 CFR 1006.6(b)(1) (consumer)"


@dataclass(frozen=True, slots=True)
class Allowed:
    """The hours that all packs of a jurisdiction allow.

    Attributes:
        start: from this minute of the day on.
        end: before this minute.
        weekdays: on these, 1 = Monday.
        holidays: whether also on public holidays.
        cut_by: the hours that cut it, for the reason.
    """

    start: int
    end: int
    weekdays: frozenset[int]
    holidays: bool
    cut_by: tuple[ContactHours, ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Take the hash once: windows are remembered by it."""
        object.__setattr__(self, "_hash", hash((self.start, self.end, self.weekdays, self.holidays, self.cut_by)))

    def __hash__(self) -> int:
        """Equal hours have the same."""
        return self._hash


def allowed_by(hours: Iterable[ContactHours]) -> Allowed:
    """What all of `hours` allow."""
    listed = tuple(hours)
    return Allowed(
        max((each.start for each in listed), default=0),
        min((each.end for each in listed), default=_DAY),
        frozenset.intersection(frozenset(range(1, 8)), *(each.weekdays for each in listed)),
        all(each.holidays for each in listed),
        listed,
    )


def hours_asked_for(preference: ContactPreference | None) -> tuple[ContactHours, ...]:
    """The hours in which a debtor asked to be contacted; none where it did not ask."""
    if preference is None:
        return ()
    start, end = (int(each[:2]) * 60 + int(each[3:]) for each in (preference.start, preference.end))
    return (ContactHours(start, end, frozenset(preference.weekdays), holidays=True, why=_ASKED, source=_ASKED_SOURCE, confidence="house"),)


@lru_cache(maxsize=8192)
def lawful_window(
    wish: Wish, allowed: Allowed, *, as_of: datetime, on: date | None, zones: tuple[str, ...], countries: tuple[str, ...]
) -> Window | None:
    """The next window that is wished and allowed; `None` where there is none within 90 days.

    Args:
        wish: the hours that the rules wish.
        allowed: the hours that the law allows.
        as_of: the moment from which on it may be.
        on: not before this day.
        zones: where the debtor's clock may run; with several it is lawful in each, without any the hours are meant at its place.
        countries: whose public holidays count, all of them.
    """
    start, end = max(wish.start, allowed.start), min(wish.end, allowed.end)
    if start >= end:
        return None
    places = tuple(_zone(name) for name in zones)
    first = min((as_of.astimezone(place).date() for place in places), default=as_of.date())
    first = max(first, on) if on is not None else first
    for ahead in range(min(_SEARCH_DAYS, (_LAST - first).days)):
        day = first + timedelta(days=ahead)
        if not _may(day, wish, allowed, countries):
            continue
        found = _on_day(day, start, end, as_of, places)
        if found is not None:
            return replace(found, zone=zones[0] if len(zones) == 1 else None, holidays_known=_knows(day, countries))
    return None


def _may(day: date, wish: Wish, allowed: Allowed, countries: tuple[str, ...]) -> bool:
    if day.isoweekday() not in allowed.weekdays:
        return False
    if wish.working_day:
        is_weekday = day.isoweekday() <= _FRIDAY or _knows(day, countries)
        return is_weekday and not any(is_holiday(day, country, with_weekend=True) for country in countries)
    # a weekly day of rest from Monday to Friday, such as Friday in Saudi Arabia, is no day for it either
    in_week = day.isoweekday() <= _FRIDAY
    return allowed.holidays or not any(is_holiday(day, country, with_weekend=in_week) for country in countries)


def _knows(day: date, countries: tuple[str, ...]) -> bool:
    return bool(countries) and all(knows_holidays(country, day.year) for country in countries)


def _on_day(day: date, start: int, end: int, as_of: datetime, places: tuple[ZoneInfo, ...]) -> Window | None:
    if not places:
        minute = as_of.hour * 60 + as_of.minute if day == as_of.date() else 0
        begin = max(start, minute)
        return Window(day, clock(begin), clock(end), None, holidays_known=False) if begin < end else None
    opens = max(moment for place in places for moment in _moments(day, start, place))
    closes = min(moment for place in places for moment in _moments(day, end, place))
    if len(places) > 1 and opens >= closes:  # no moment is lawful in all of them: the hours are meant at its place
        return Window(day, clock(start), clock(end), None, holidays_known=False) if as_of < closes else None
    opens = max(opens, _whole_minute(as_of.astimezone(UTC)))
    if opens >= closes:
        return None
    if len(places) > 1:
        return Window(day, clock(start), clock(end), None, holidays_known=False, start_utc=opens, end_utc=closes)
    first, last = (_minute(moment.astimezone(places[0]), day) for moment in (opens, closes))
    return Window(day, clock(first), clock(last), None, holidays_known=False, start_utc=opens, end_utc=closes)


def _moments(day: date, minute: int, place: ZoneInfo) -> tuple[datetime, datetime]:
    """A minute of a day at a place, in UTC; midnight at the end of the day is the next day's beginning.

    Where the clock is put back there are two of them; where it is put forward, one on either side of the gap. So that the hours are
    lawful by every reading, they begin with the later and end with the earlier.
    """
    if minute >= _DAY:
        day, minute = day + timedelta(days=1), minute - _DAY
    local = datetime.combine(day, time(minute // 60, minute % 60), place)
    return local.astimezone(UTC), local.replace(fold=1).astimezone(UTC)


def _minute(local: datetime, day: date) -> int:
    """The minute of `day` at which a local moment is; all of the day where it is on the next."""
    return local.hour * 60 + local.minute if local.date() <= day else _DAY


def _whole_minute(moment: datetime) -> datetime:
    """`moment`, or the next whole minute."""
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + timedelta(minutes=1)


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
