"""Days as people write them: `30 days ago`, `in 2 weeks`, `yesterday`, `2026-06-01`; a moment adds `at 15:30`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

NAMED = {"today": 0, "yesterday": -1, "tomorrow": 1}
MEND_DAY = "write `30 days ago`, `in 2 weeks`, `today`, `yesterday`, `tomorrow` or a date such as 2026-06-01"
MEND_MOMENT = f"{MEND_DAY}, and if it matters the time: `yesterday at 15:30`"
MORNING = time(9)
"""The time of a moment that names none."""

_AGO = re.compile(r"(?P<number>[0-9]{1,4}) (?P<unit>day|week)s? ago")
_AHEAD = re.compile(r"in (?P<number>[0-9]{1,4}) (?P<unit>day|week)s?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"(?P<day>.+?)(?: at)? (?P<clock>[0-2][0-9]:[0-5][0-9])")
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Calendar:
    """What `today` means in a case, and in which zone its times are written."""

    today: date
    zone: tzinfo

    def day(self, text: str) -> date | None:
        """The day that a text names, or `None` where it names none."""
        if text in NAMED:
            return self.today + timedelta(days=NAMED[text])
        for pattern, sign in ((_AGO, -1), (_AHEAD, 1)):
            if found := pattern.fullmatch(text):
                days = int(found["number"]) * (_WEEK if found["unit"] == "week" else 1)
                return self.today + timedelta(days=sign * days)
        return parse_date(text)

    def moment(self, text: str) -> datetime | None:
        """The moment that a text names: nine in the morning where it has no time, or `None` where it names none."""
        found = _MOMENT.fullmatch(text)
        clock = MORNING if found is None else parse_clock(found["clock"])
        day = self.day(text if found is None else found["day"])
        return None if day is None or clock is None else datetime.combine(day, clock, self.zone)


def parse_date(text: str) -> date | None:
    """The day of an ISO date, or `None`."""
    try:
        return date.fromisoformat(text) if _ISO.fullmatch(text) else None
    except ValueError:
        return None


def parse_clock(text: str) -> time | None:
    """The time of `HH:MM`, or `None`."""
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None
