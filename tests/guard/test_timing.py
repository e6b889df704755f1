"""Hours as a part of the verdict: what is moved, what needs an approval, what is only noted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dunning_rules.errors import CaseError
from dunning_rules.language import as_term
from dunning_rules.language.types import DAYS, MINUTE
from dunning_rules.models import ContactPreference
from dunning_rules.packs import builtin_packs
from dunning_rules.vocabulary import debtor
from tests.cases import NOON, TODAY, an_event, at
from tests.guard.common import GERMAN, LETTER, OVERDUE, found, judged, names

SUNDAY = date(2026, 7, 19)
NIGHT = as_term(21 * 60, MINUTE)
HALF_PAST_THREE = as_term(15 * 60 + 30, MINUTE)


def test_a_wish_within_the_lawful_hours_is_kept() -> None:
    advice = judged(start=HALF_PAST_THREE)
    assert advice.window is not None
    assert (advice.verdict, advice.window.start, advice.window.end) == ("rewritten", "15:30", "20:00")
    assert found(advice, "guard.hours").source == "house policy; there is no rule for the whole Union"


def test_a_wish_of_a_day_that_is_not_lawful_moves_to_the_next_that_is() -> None:
    advice = judged(on=debtor.today + as_term(4, DAYS), as_of=NOON)
    assert (TODAY + timedelta(days=4), TODAY + timedelta(days=5)) == (SUNDAY, date(2026, 7, 20))
    assert advice.window is not None
    assert advice.window.on == date(2026, 7, 20)
    assert advice.verdict == "rewritten"
    assert found(advice, "guard.hours").reason.startswith("moved into the hours that are lawful at the debtor's place · business days")


def test_a_wish_without_any_lawful_hour_needs_an_approval() -> None:
    advice = judged(start=NIGHT)
    assert (advice.verdict, advice.window) == ("needs_approval", None)
    assert found(advice, "guard.hours").effect == "approve"


def test_a_wish_that_no_hour_fulfils_needs_an_approval() -> None:
    advice = judged(start=as_term(24 * 60, MINUTE))
    assert (advice.verdict, advice.window) == ("needs_approval", None)


def test_after_the_lawful_hours_a_call_waits_for_the_next_day() -> None:
    advice = judged(as_of=at(TODAY, 22))
    assert advice.window is not None
    assert (advice.verdict, advice.window.on, advice.window.start) == ("permitted", TODAY + timedelta(days=1), "08:00")


@pytest.mark.parametrize("sides", [{}, LETTER])
@pytest.mark.parametrize("far", [date(9999, 12, 1), date(9999, 12, 31)])
def test_a_day_at_the_end_of_the_calendar_has_no_hours(sides: dict[str, Any], far: date) -> None:
    advice = judged(sides=sides, on=debtor.today + as_term((far - TODAY).days, DAYS), debtor={"country": "DE", "kind": "company"})
    assert advice.on == far
    assert advice.verdict == ("needs_approval" if far.day == 31 and not sides else "permitted")


@pytest.mark.parametrize("days", [10**7, -(10**6)])
def test_a_day_that_no_calendar_has_is_an_error_of_the_case(days: int) -> None:
    with pytest.raises(CaseError, match="a rule advises a day that no calendar has"):
        judged(on=debtor.today + as_term(days, DAYS))


def test_an_unknown_zone_is_noted() -> None:
    advice = judged(debtor={"kind": "company"})
    assert "guard.hours" in names(advice)
    assert advice.verdict == "annotated"
    assert advice.window is not None
    assert (advice.window.zone, advice.window.start_utc, advice.window.start, advice.window.end) == (None, None, "12:00", "18:00")


def test_the_result_is_an_interval_in_local_time_and_in_utc() -> None:
    debtor = {"country": "KI", "timezone": "Pacific/Kiritimati", "kind": "company"}
    advice = judged(debtor=debtor, as_of=at(date(2026, 7, 20), 12))
    assert advice.window is not None
    assert advice.window.start_utc is not None
    local = advice.window.start_utc.astimezone(ZoneInfo("Pacific/Kiritimati"))
    assert (local.date(), f"{local:%H:%M}") == (advice.window.on, advice.window.start) == (date(2026, 7, 21), "09:00")


@pytest.mark.parametrize("sides", [LETTER, {"channel": "email"}])
def test_what_is_written_has_no_hours(sides: dict[str, Any]) -> None:
    assert judged(sides=sides, as_of=at(SUNDAY, 23)).window is None


def test_but_keeps_those_that_are_wished() -> None:
    advice = judged(sides=LETTER, start=NIGHT)
    assert advice.window is not None
    assert (advice.window.start, advice.verdict) == ("21:00", "permitted")


def test_the_hours_of_an_added_pack_cut_further() -> None:
    from dataclasses import replace  # noqa: PLC0415 - only here

    hours = builtin_packs()["strict"].hours
    assert hours is not None
    mornings = replace(builtin_packs()["strict"], id="mornings", countries=("DE",), constraints=(), hours=replace(hours, end=12 * 60))
    late, early = (judged(packs=(mornings,), as_of=datetime(2026, 7, 15, hour, tzinfo=NOON.tzinfo)) for hour in (13, 10))
    assert late.window is not None
    assert early.window is not None
    assert (late.window.on, late.window.start, late.window.end) == (TODAY + timedelta(days=1), "09:00", "12:00")
    assert (early.window.on, early.window.end) == (TODAY, "12:00")
    assert GERMAN["country"] == "DE"


@pytest.mark.parametrize(
    ("preference", "hour", "expected"),
    [
        ({"start": "09:30", "end": "11:00"}, 8, (TODAY, "09:30", "11:00")),
        ({"start": "09:30", "end": "11:00"}, 13, (TODAY + timedelta(days=1), "09:30", "11:00")),
        ({"start": "06:00"}, 5, (TODAY, "08:00", "20:00")),
        ({"weekdays": (1,)}, 13, (date(2026, 7, 20), "08:00", "20:00")),
    ],
)
def test_the_hours_that_the_debtor_asked_for_cut_the_lawful_ones(
    preference: dict[str, Any], hour: int, expected: tuple[object, ...]
) -> None:
    asked = GERMAN | {"contact_preference": ContactPreference(**preference)}
    advice = judged(debtor=asked, as_of=at(TODAY, hour))
    assert advice.window is not None
    assert (advice.window.on, advice.window.start, advice.window.end, advice.verdict) == (*expected, "permitted")


def test_where_no_lawful_hour_is_left_of_what_the_debtor_asked_for_somebody_decides() -> None:
    advice = judged(debtor=GERMAN | {"contact_preference": ContactPreference(start="21:00")})
    assert (advice.verdict, advice.window) == ("needs_approval", None)
    assert "the hours that the debtor asked for" in found(advice, "guard.hours").reason


PLACES = {
    "a day ahead": ({"country": "WS", "timezone": "Pacific/Apia"}, datetime(2026, 7, 15, 20, tzinfo=UTC), date(2026, 7, 17)),
    "in the evening of our day": (
        {"country": "US", "timezone": "America/New_York"},
        datetime(2026, 7, 16, 3, tzinfo=UTC),
        date(2026, 7, 16),
    ),
    "a day behind": ({"country": "AS", "timezone": "Pacific/Pago_Pago"}, datetime(2026, 8, 13, 9, tzinfo=UTC), date(2026, 8, 13)),
}


@pytest.mark.parametrize("place", sorted(PLACES))
@pytest.mark.parametrize("hours_ago", [(1, 2, 3), (3, 4, 5)])
def test_a_day_of_calls_is_that_of_the_debtor(place: str, hours_ago: tuple[int, ...]) -> None:
    debtor, as_of, day = PLACES[place]
    calls = [
        an_event("contact_attempt", id=str(hours), channel="call", reached=False, at=as_of - timedelta(hours=hours)) for hours in hours_ago
    ]
    advice = judged(OVERDUE, *calls, debtor=debtor, as_of=as_of)
    assert advice.window is not None
    assert "base.too-often" in names(advice)
    assert (advice.verdict, advice.on, advice.window.on) == ("rewritten", day, day)


def test_calls_of_the_debtors_last_day_are_of_another_day() -> None:
    debtor, as_of, _ = PLACES["a day ahead"]  # where it is nine in the morning
    calls = [
        an_event("contact_attempt", id=str(hours), channel="call", reached=False, at=as_of - timedelta(hours=hours))
        for hours in (10, 11, 12)
    ]
    assert "base.too-often" not in names(judged(OVERDUE, *calls, debtor=debtor, as_of=as_of))


CHRISTMAS = at(date(2026, 12, 25))
LABOUR_DAY = at(date(2026, 5, 1))
FRIDAY = datetime(2026, 7, 17, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("debtor", "as_of", "day"),
    [
        ({"timezone": "Europe/Berlin"}, CHRISTMAS, date(2026, 12, 28)),
        ({"country": "GB", "timezone": "Europe/Berlin"}, LABOUR_DAY, date(2026, 5, 2)),
        ({"country": "DE", "timezone": "Europe/London"}, LABOUR_DAY, date(2026, 5, 2)),
        ({"country": "SA", "timezone": "Asia/Riyadh"}, FRIDAY, date(2026, 7, 20)),
        ({"country": "US", "timezone": "America/New_York"}, CHRISTMAS, date(2026, 12, 25)),
    ],
)
def test_holidays_and_days_of_rest_are_those_of_every_place_where_the_debtor_may_be(
    debtor: dict[str, Any], as_of: datetime, day: date
) -> None:
    advice = judged(debtor=debtor, as_of=as_of)
    assert advice.window is not None
    assert advice.window.on == day


@pytest.mark.parametrize("debtor", [{"timezone": "UTC"}, {"country": "XX", "timezone": "Asia/Tokyo"}])
def test_holidays_that_are_not_known_are_noted(debtor: dict[str, Any]) -> None:
    advice = judged(debtor=debtor | {"kind": "company"})
    assert advice.verdict == "annotated"
    assert found(advice, "guard.hours").reason.startswith("the public holidays at the debtor's place are not known: mind them")
