"""Contact windows: the next day and hours that are wished and lawful, at the debtor's place."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dunning_rules.guard.hours import Allowed, allowed_by, lawful_window
from dunning_rules.guard.jurisdiction import zones_in
from dunning_rules.packs import builtin_packs
from dunning_rules.result import Window
from dunning_rules.schedule import MEALS, Wish, wish_of
from tests.cases import BERLIN, at

WEDNESDAY = date(2026, 7, 15)
THURSDAY = date(2026, 7, 16)
FRIDAY = date(2026, 7, 17)
MONDAY = date(2026, 7, 20)
MORNING = at(WEDNESDAY)
CALL: dict[str, Any] = {"window_start": 15 * 60 + 30, "window_end": 18 * 60, "working_day": True, "not_at_meals": True}
ANY_DAY = CALL | {"working_day": False}


FREE = allowed_by(())
STRICT_HOURS = builtin_packs()["strict"].hours
US_HOURS = builtin_packs()["us"].hours
assert STRICT_HOURS is not None
assert US_HOURS is not None
STRICT = allowed_by([STRICT_HOURS])
US = allowed_by([US_HOURS])


def found_for(  # noqa: PLR0917 - all that a window depends on
    wish: dict[str, Any],
    as_of: datetime,
    on: date | None,
    zones: tuple[str, ...],
    country: str | None,
    allowed: Allowed = FREE,
) -> Window | None:
    wished = wish_of(wish, None)
    countries = () if country is None else (country,)
    return None if wished is None else lawful_window(wished, allowed, as_of=as_of, on=on, zones=zones, countries=countries)


def window(  # noqa: PLR0917 - as above
    wish: dict[str, Any] = CALL,
    as_of: datetime = MORNING,
    on: date | None = None,
    zone: str | None = "Europe/Berlin",
    country: str | None = "DE",
    allowed: Allowed = FREE,
) -> Window:
    found = found_for(wish, as_of, on, () if zone is None else (zone,), country, allowed)
    assert found is not None
    return found


def test_a_window_of_the_day() -> None:
    utc = datetime(2026, 7, 15, 13, 30, tzinfo=UTC), datetime(2026, 7, 15, 16, tzinfo=UTC)
    assert window() == Window(WEDNESDAY, "15:30", "18:00", "Europe/Berlin", True, *utc)  # noqa: FBT003 - the holidays are known


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
    assert (found.on, found.end, found.zone) == (day, "18:00", zone)


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
    found = window({"window_start": _minute(start), "window_end": _minute(end), "not_at_meals": True}, at(WEDNESDAY, 0))
    assert (found.start, found.end) == shown


@pytest.mark.parametrize(("start", "end"), [("12:00", "13:30"), ("12:30", "13:00"), ("18:00", "19:30")])
def test_a_window_that_lies_within_a_meal_is_none(start: str, end: str) -> None:
    wish = {"window_start": _minute(start), "window_end": _minute(end)}
    assert found_for(wish | {"not_at_meals": True}, at(WEDNESDAY), None, (), None) is None
    assert found_for(wish, at(WEDNESDAY), None, (), None) is not None


def test_meals_do_not_overlap() -> None:
    minutes = [minute for meal in MEALS for minute in meal]
    assert minutes == sorted(set(minutes))


def test_hours_that_are_wished_and_end_before_they_begin_are_none() -> None:
    assert wish_of({"window_start": 900, "window_end": 900}, None) is None


def test_without_a_wish_every_hour_that_is_lawful_will_do() -> None:
    assert wish_of({"window_end": 900, "working_day": True}, None) == Wish()
    free = window({}, at(WEDNESDAY, 7))
    assert (free.start, free.end) == ("07:00", "24:00")
    assert (window({}, at(WEDNESDAY, 7), allowed=STRICT).start, window({}, at(WEDNESDAY, 7), allowed=STRICT).end) == ("09:00", "18:00")


def test_a_window_without_an_end_lasts_until_midnight() -> None:
    found = window({"window_start": 9 * 60}, as_of=at(WEDNESDAY, 23, 59))
    assert (found.on, found.start, found.end) == (WEDNESDAY, "23:59", "24:00")


def test_a_window_does_not_begin_before_the_day() -> None:
    assert window({"window_start": -20}, at(WEDNESDAY, 0)).start == "00:00"


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


# --- what is lawful ------------------------------------------------------------------------------------------------------


def test_the_hours_of_tip_13_are_cut_to_the_lawful_ones() -> None:
    cut = window({"window_start": 15 * 60 + 30, "window_end": 22 * 60}, allowed=STRICT)
    assert (cut.on, cut.start, cut.end) == (WEDNESDAY, "15:30", "18:00")


@pytest.mark.parametrize("wish", [{"window_start": 19 * 60, "window_end": 21 * 60}, {"window_start": 18 * 60}])
def test_where_no_hour_is_both_wished_and_lawful_there_is_none(wish: dict[str, Any]) -> None:
    assert found_for(wish, MORNING, None, ("Europe/Berlin",), "DE", STRICT) is None


def test_where_no_day_is_lawful_there_is_none() -> None:
    never = replace(FREE, weekdays=frozenset())
    assert found_for({}, MORNING, None, ("Europe/Berlin",), "DE", never) is None


def test_in_the_middle_of_a_window_the_rest_of_it_is_left() -> None:
    rest = window({}, at(WEDNESDAY, 16, 20) + timedelta(seconds=1), allowed=STRICT)
    assert (rest.on, rest.start, rest.end) == (WEDNESDAY, "16:21", "18:00")
    assert rest.start_utc == datetime(2026, 7, 15, 14, 21, tzinfo=UTC)


def test_public_holidays_are_left_out_where_they_are_not_lawful() -> None:
    assert window({}, at(date(2026, 12, 25)), allowed=STRICT).on == date(2026, 12, 28)
    assert window({}, at(date(2026, 12, 25)), country="US", zone="America/New_York", allowed=US).on == date(2026, 12, 25)


def test_all_packs_that_hold_are_intersected() -> None:
    hours = [pack.hours for pack in builtin_packs().values() if pack.hours is not None]
    every = allowed_by(hours)
    assert (every.start, every.end, every.weekdays, every.holidays) == (9 * 60, 18 * 60, frozenset(range(1, 6)), False)


@pytest.mark.parametrize(
    ("day", "start", "end", "opens", "closes"),
    [
        # 02:30 does not exist: from 03:30 on; until 01:30
        (date(2026, 3, 29), 150, 600, datetime(2026, 3, 29, 1, 30, tzinfo=UTC), datetime(2026, 3, 29, 8, tzinfo=UTC)),
        (date(2026, 3, 29), 0, 150, datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 3, 29, 0, 30, tzinfo=UTC)),
        # 02:30 comes twice: from the second on; until the first
        (date(2026, 10, 25), 150, 600, datetime(2026, 10, 25, 1, 30, tzinfo=UTC), datetime(2026, 10, 25, 9, tzinfo=UTC)),
        (date(2026, 10, 25), 0, 150, datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_where_the_clock_changes_the_hours_are_lawful_by_every_reading(
    day: date, start: int, end: int, opens: datetime, closes: datetime
) -> None:
    found = window({"window_start": start, "window_end": end}, datetime(2026, 1, 1, tzinfo=UTC), on=day)
    assert (found.on, found.start_utc, found.end_utc) == (day, opens, closes)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu"])
def test_the_interval_in_utc_is_the_local_one(zone: str) -> None:
    place = ZoneInfo(zone)
    for hour in range(0, 24 * 8, 5):
        found = window({}, datetime(2026, 4, 20, tzinfo=UTC) + timedelta(hours=hour), zone=zone, country=None, allowed=STRICT)
        assert found.start_utc is not None
        assert found.end_utc is not None
        opens, closes = found.start_utc.astimezone(place), found.end_utc.astimezone(place)
        assert (f"{opens:%H:%M}", f"{closes:%H:%M}", opens.date()) == (found.start, found.end, found.on)
        assert time(9) <= opens.time() < closes.time() <= time(18)
        assert found.on.isoweekday() <= 5


def test_a_country_of_several_zones_is_asked_at_an_hour_that_is_lawful_in_all_of_them() -> None:
    found = found_for({}, datetime(2026, 7, 15, 0, tzinfo=UTC), None, zones_in("US"), "US", US)
    assert found is not None
    assert found.start_utc is not None
    assert found.end_utc is not None
    for zone in zones_in("US"):
        opens, closes = found.start_utc.astimezone(ZoneInfo(zone)), found.end_utc.astimezone(ZoneInfo(zone))
        assert time(8) <= opens.time()
        assert closes.time() <= time(21)
    assert found.zone is None


def test_where_no_moment_is_lawful_in_all_zones_the_hours_are_meant_at_its_place() -> None:
    zones = ("Pacific/Kiritimati", "Pacific/Pago_Pago")
    found = found_for({}, datetime(2026, 7, 15, 0, tzinfo=UTC), None, zones, None, STRICT)
    assert found is not None
    assert (found.start, found.end, found.start_utc, found.zone) == ("09:00", "18:00", None, None)
    late = found_for({}, datetime(2026, 7, 17, 20, tzinfo=UTC), None, zones, None, STRICT)
    assert late is not None
    assert late.on == date(2026, 7, 20)


def test_a_window_of_several_zones_that_is_over_is_on_the_next_day() -> None:
    found = found_for({}, datetime(2026, 7, 15, 20, tzinfo=UTC), None, ("Europe/Berlin", "Europe/London"), None, STRICT)
    assert found is not None
    assert found.on == THURSDAY


def test_without_a_zone_a_window_that_is_over_is_on_the_next_day() -> None:
    late = window({}, datetime(2026, 7, 15, 20, tzinfo=UTC), zone=None, country=None, allowed=STRICT)
    assert (late.on, late.start, late.start_utc) == (THURSDAY, "09:00", None)
