"""`--as-of` and `--timezone`: the moment for which is asked."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo, available_timezones

from dunning_rules.cli.faults import UsageError
from dunning_rules.errors import did_you_mean, quote

_LAST_SECOND = time(23, 59, 59)
_YEARS = range(1900, 3000)


def read_moment(text: str | None, timezone: str, *, option: str = "--as-of") -> datetime:
    """The moment that an option names: the end of a day in `timezone`, or a moment with its own offset.

    Raises:
        UsageError: it is missing or is neither, or there is no such zone.
    """
    zone = _zone(timezone)
    if text is None:
        message = "`--as-of` is missing"
        raise UsageError(message, help="give the day for which you ask, e.g. `--as-of 2026-07-15`: its end is meant")
    moment = _end_of_day(text, zone) or _exact(text)
    if moment is None:
        message = f"{quote(text)} is neither a day nor a moment"
        raise UsageError(message, where=option, help="write `2026-07-15`, or `2026-07-15T18:00+02:00`")
    if moment.tzinfo is None:
        message = f"{quote(text)} has no offset"
        raise UsageError(message, where=option, help=f"add it, e.g. `{moment.isoformat(timespec='minutes')}+02:00`, or give the day alone")
    if moment.year not in _YEARS:
        message = f"{quote(text)} is out of range"
        raise UsageError(message, where=option, help=f"give a year from {_YEARS.start} to {_YEARS.stop - 1}")
    return moment


def _zone(name: str) -> ZoneInfo:
    known = available_timezones()
    if name not in known:
        message = f"there is no time zone {quote(name)}"
        near = did_you_mean(name, known)
        raise UsageError(
            message, where="--timezone", help=near if near.startswith("did") else "use a name such as `Europe/Berlin` or `UTC`"
        )
    return ZoneInfo(name)


def _end_of_day(text: str, zone: ZoneInfo) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text), _LAST_SECOND, zone)
    except ValueError:
        return None


def _exact(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
