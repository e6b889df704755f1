"""“They call on Sundays and on public holidays”, and at dinner."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from dunning_rules.policy import Policy
from dunning_rules.result import Window
from tests.cases import a_case, an_invoice, at

POLICY = Policy()


def the_call(as_of: datetime, country: str | None = "DE", zone: str | None = "Europe/Berlin") -> Window:
    case = a_case(an_invoice(issued_on=date(2026, 1, 1), due_on=date(2026, 2, 1)), debtor={"country": country, "timezone": zone})
    (call,) = (each for each in POLICY.evaluate(case, as_of=as_of).recommendations if each.action == "CONTACT_NOW")
    assert call.window is not None
    return call.window


@pytest.mark.parametrize(
    ("asked_on", "called_on"),
    [
        (date(2026, 7, 15), date(2026, 7, 15)),
        (date(2026, 7, 18), date(2026, 7, 20)),
        (date(2026, 7, 19), date(2026, 7, 20)),
        (date(2026, 5, 1), date(2026, 5, 4)),
        (date(2026, 12, 25), date(2026, 12, 28)),
    ],
)
def test_calls_are_on_working_days_in_the_afternoon(asked_on: date, called_on: date) -> None:
    window = the_call(at(asked_on))
    assert (window.on, window.start, window.end) == (called_on, "15:30", "18:00")


def test_the_holidays_are_those_of_the_debtors_country() -> None:
    national_day = at(date(2026, 10, 1))
    assert the_call(national_day, "CN", "Asia/Shanghai").on == date(2026, 10, 8)
    assert the_call(national_day, "DE").on == date(2026, 10, 1)


def test_where_the_country_is_not_known_that_is_said() -> None:
    assert the_call(at(date(2026, 7, 15)), None, "UTC").holidays_known is False


def test_where_only_the_zone_is_known_its_country_says_which_holidays() -> None:
    assert the_call(at(date(2026, 12, 25)), None).on == date(2026, 12, 28)


def test_the_evening_here_is_tomorrow_there() -> None:
    assert the_call(at(date(2026, 7, 15), 17), "CN", "Asia/Shanghai").on == date(2026, 7, 16)
