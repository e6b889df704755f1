"""Contact windows: the next day and the hours at the debtor's place."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dunning_rules.result import Window
from dunning_rules.schedule import MEALS, window_for
from tests.cases import BERLIN, at

WEDNESDAY = date(2026, 7, 15)
THURSDAY = date(2026, 7, 16)
FRIDAY = date(2026, 7, 17)
MONDAY = date(2026, 7, 20)
MORNING = at(WEDNESDAY)
CALL: dict[str, Any] = {"window_start": 15 * 60 + 30, "window_end": 18 * 60, "working_day": True, "not_at_meals": True}
ANY_DAY = CALL | {"working_day": False}


def window(
    wish: dict[str, Any] = CALL,
    as_of: datetime = MORNING,
    on: date | None = None,
    zone: str | None = "Europe/Berlin",
    country: str | None = "DE",
) -> Window:
    found = window_for(wish, as_of, on, zone, country)
    assert found is not None
    return found


def test_a_window_of_the_day() -> None:
    assert window() == Window(WEDNESDAY, "15:30", "18:00", "Europe/Berlin", holidays_known=True)


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        (at(WEDNESDAY, 0), WEDNESDAY),
        (at(WEDNESDAY, 17, 59), WEDNESDAY),
        (at(WEDNESDAY, 18), THURSDAY),
        (at(WEDNESDAY, 18, 30), THURSDAY),
        (at(WEDNESDAY, 23, 59), THURSDAY),
        (at(FRIDAY, 17, 59), FRIDAY),
        (at(FRIDAY, 18), MONDAY),
    ],
)
def test_after_its_end_the_window_is_on_the_next_day(as_of: datetime, day: date) -> None:
    assert window(as_of=as_of).on == day


@pytest.mark.parametrize("as_of", [at(date(2026, 7, 18)), at(date(2026, 7, 19)), at(date(2026, 7, 19), 23)])
def test_a_weekend_is_no_working_day(as_of: datetime) -> None:
    assert window(as_of=as_of).on == MONDAY
    assert window(ANY_DAY, as_of=as_of).on <= MONDAY


@pytest.mark.parametrize(
    ("country", "holiday", "next_day"),
    [
        ("DE", date(2026, 5, 1), date(2026, 5, 4)),
        ("DE", date(2026, 12, 25), date(2026, 12, 28)),
        ("DE", date(2026, 4, 3), date(2026, 4, 7)),
        ("DE", date(2027, 1, 1), date(2027, 1, 4)),
        ("CN", date(2026, 10, 1), date(2026, 10, 8)),
        ("FR", date(2026, 7, 14), date(2026, 7, 15)),
    ],
)
def test_a_public_holiday_of_the_country_is_no_working_day(country: str, holiday: date, next_day: date) -> None:
    assert window(as_of=at(holiday), country=country).on == next_day
    assert window(ANY_DAY, as_of=at(holiday), country=country).on == holiday


def test_a_holiday_of_another_country_does_not_count() -> None:
    assert window(as_of=at(date(2026, 5, 1)), country="DE").on != date(2026, 5, 1)
    assert window(as_of=at(date(2026, 7, 14)), country="DE").on == date(2026, 7, 14)


def test_a_weekend_day_that_is_made_up_for_in_china_is_a_working_day() -> None:
    saturday = date(2024, 2, 4)
    assert saturday.isoweekday() == 7
    assert window(as_of=at(saturday), country="CN").on == saturday
    assert window(as_of=at(saturday), country="DE").on == date(2024, 2, 5)


@pytest.mark.parametrize("country", [None, "XX"])
def test_without_a_known_country_the_week_goes_from_monday_to_friday(country: str | None) -> None:
    found = window(as_of=at(date(2026, 12, 25)), country=country)
    assert (found.on, found.holidays_known) == (date(2026, 12, 25), False)
    assert window(as_of=at(date(2026, 12, 26)), country=country).on == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("zone", "as_of", "day"),
    [
        ("Pacific/Kiritimati", datetime(2026, 7, 14, 10, tzinfo=UTC), date(2026, 7, 15)),
        ("Pacific/Kiritimati", datetime(2026, 7, 14, 9, 59, tzinfo=UTC), date(2026, 7, 15)),
        ("Pacific/Kiritimati", datetime(2026, 7, 15, 4, tzinfo=UTC), date(2026, 7, 16)),
        ("Pacific/Pago_Pago", datetime(2026, 7, 15, 10, 59, tzinfo=UTC), date(2026, 7, 15)),
        ("Pacific/Pago_Pago", datetime(2026, 7, 15, 4, 59, tzinfo=UTC), date(2026, 7, 14)),
        ("Pacific/Pago_Pago", datetime(2026, 7, 15, 5, tzinfo=UTC), date(2026, 7, 15)),
        ("Asia/Kathmandu", datetime(2026, 7, 15, 12, 14, tzinfo=UTC), date(2026, 7, 15)),
        ("Asia/Kathmandu", datetime(2026, 7, 15, 12, 15, tzinfo=UTC), date(2026, 7, 16)),
    ],
)
def test_the_day_is_the_debtors(zone: str, as_of: datetime, day: date) -> None:
    found = window(ANY_DAY, as_of=as_of, zone=zone)
    assert (found.on, found.start, found.zone) == (day, "15:30", zone)


def test_without_a_zone_the_zone_of_the_question_says_which_day_it_is() -> None:
    west = timezone(-timedelta(hours=10))
    assert window(ANY_DAY, as_of=datetime(2026, 7, 15, 23, tzinfo=west), zone=None).on == THURSDAY
    assert window(ANY_DAY, as_of=datetime(2026, 7, 15, 9, tzinfo=west), zone=None) == Window(
        WEDNESDAY, "15:30", "18:00", None, holidays_known=True
    )


@pytest.mark.parametrize(
    ("as_of", "day"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 15, 59, tzinfo=UTC), date(2026, 3, 29)),
        (datetime(2026, 3, 29, 16, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 25, 16, 59, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 17, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_on_the_day_of_a_clock_change_the_local_clock_counts(as_of: datetime, day: date) -> None:
    assert window(ANY_DAY, as_of=as_of).on == day


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(2026, 7, 1), WEDNESDAY),
        (WEDNESDAY, WEDNESDAY),
        (FRIDAY, FRIDAY),
        (date(2026, 7, 18), MONDAY),
        (date(2026, 12, 25), date(2026, 12, 28)),
    ],
)
def test_a_wished_day_is_kept_unless_it_is_past_or_no_working_day(on: date, day: date) -> None:
    assert window(on=on).on == day


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("09:00", "11:00", ("09:00", "11:00")),
        ("11:00", "12:30", ("11:00", "12:00")),
        ("12:00", "15:00", ("13:30", "15:00")),
        ("13:29", "15:00", ("13:30", "15:00")),
        ("13:30", "15:00", ("13:30", "15:00")),
        ("11:59", "15:00", ("11:59", "12:00")),
        ("15:30", "18:30", ("15:30", "18:00")),
        ("15:30", "18:00", ("15:30", "18:00")),
        ("18:15", "22:00", ("19:30", "22:00")),
        ("12:15", "19:00", ("13:30", "18:00")),
    ],
)
def test_meals_cut_the_window(start: str, end: str, shown: tuple[str, str]) -> None:
    found = window({"window_start": _minute(start), "window_end": _minute(end), "not_at_meals": True})
    assert (found.start, found.end) == shown


@pytest.mark.parametrize(("start", "end"), [("12:00", "13:30"), ("12:30", "13:00"), ("18:00", "19:30")])
def test_a_window_that_lies_within_a_meal_is_none(start: str, end: str) -> None:
    wish = {"window_start": _minute(start), "window_end": _minute(end)}
    assert window_for(wish | {"not_at_meals": True}, at(WEDNESDAY), None, None, None) is None
    assert window_for(wish, at(WEDNESDAY), None, None, None) is not None


def test_meals_do_not_overlap() -> None:
    minutes = [minute for meal in MEALS for minute in meal]
    assert minutes == sorted(set(minutes))


@pytest.mark.parametrize("wish", [{}, {"window_end": 900, "working_day": True}, {"window_start": 900, "window_end": 900}])
def test_without_a_wish_or_without_time_there_is_no_window(wish: dict[str, Any]) -> None:
    assert window_for(wish, at(WEDNESDAY), None, "Europe/Berlin", "DE") is None


def test_a_window_without_an_end_lasts_until_midnight() -> None:
    found = window({"window_start": 9 * 60}, as_of=at(WEDNESDAY, 23, 59))
    assert (found.on, found.start, found.end) == (WEDNESDAY, "09:00", "24:00")


def test_a_window_does_not_begin_before_the_day() -> None:
    assert window({"window_start": -20}).start == "00:00"


def test_the_answer_does_not_depend_on_what_was_asked_before() -> None:
    days = [date(2026, 12, day) for day in range(23, 32)]
    straight = [window(as_of=at(day)).on for day in days]
    backwards = [window(as_of=at(day)).on for day in reversed(days)]
    assert straight == backwards[::-1]


def _minute(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def test_the_zone_of_the_question_may_be_any_zone() -> None:
    tokyo = datetime(2026, 7, 15, 18, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert window(as_of=tokyo).on == WEDNESDAY
    assert window(as_of=tokyo.astimezone(BERLIN)) == window(as_of=tokyo)


def test_an_end_that_is_not_known_is_midnight() -> None:
    assert window({"window_start": 900, "window_end": None}).end == "24:00"
