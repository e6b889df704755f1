"""When to do it, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from dunning_rules.cli.when import when
from dunning_rules.io.demo_portfolio import DEMO_DAY, demo_portfolio, demo_rates
from dunning_rules.policy import Policy
from dunning_rules.result import Recommendation, Window

DAY = date(2026, 7, 16)
WINDOW = Window(DAY, "15:30", "18:00", "Europe/Berlin", holidays_known=True)


@pytest.fixture(scope="module")
def advice() -> Recommendation:
    policy = Policy(engine="plain", rates=demo_rates("EUR"))
    found = policy.evaluate(demo_portfolio()[0], as_of=datetime.combine(DEMO_DAY, time(12), UTC)).recommendations[0]
    return replace(found, action="CONTACT_NOW", on=None, deadline=None, names_day=None, window=None)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"on": DAY}, "on 2026-07-16"),
        ({"deadline": DAY}, "by 2026-07-16"),
        ({"names_day": DAY}, "naming 2026-07-16"),
        ({"window": WINDOW}, "2026-07-16 15:30–18:00 (Berlin)"),
        ({"window": replace(WINDOW, zone="America/New_York")}, "2026-07-16 15:30–18:00 (New York)"),
        ({"window": replace(WINDOW, zone=None)}, "2026-07-16 15:30–18:00"),
        ({"window": replace(WINDOW, zone="UTC")}, "2026-07-16 15:30–18:00"),
        ({"window": WINDOW, "on": DAY, "deadline": DAY}, "2026-07-16 15:30–18:00 (Berlin), by 2026-07-16"),
    ],
)
def test_when(advice: Recommendation, changes: dict[str, object], expected: str) -> None:
    assert when(replace(advice, **changes), "en", "UTC").replace("\N{NO-BREAK SPACE}", " ") == expected  # type: ignore[arg-type]
