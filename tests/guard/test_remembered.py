"""What the guard remembers from case to case changes nothing of what it says."""

from __future__ import annotations

import pytest

from dunning_rules.engine.plan import make_plan
from dunning_rules.guard import Guard, judge
from dunning_rules.guard.hours import allowed_by, hours_asked_for
from dunning_rules.guard.jurisdiction import jurisdiction_of
from dunning_rules.models import Case, ContactPreference
from dunning_rules.packs import builtin_packs
from tests.cases import TODAY, a_book, a_case

PLACES: list[dict[str, object]] = [
    {"country": "DE"},
    {"country": "DE", "timezone": "Europe/Paris"},
    {"country": "US"},
    {"governing_law": "CN"},
    {},
    {"country": "DE", "governing_law": "US"},
    {"country": "FR", "contact_preference": ContactPreference(start="10:00", end="11:00")},
]
CASES = [a_case(debtor=place) for place in PLACES] * 2


@pytest.fixture(params=[1, 4096])
def guard(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Guard:
    """One that remembers so many places."""
    monkeypatch.setattr(judge, "_PLACES_KEPT", request.param)
    return Guard(make_plan(a_book(), TODAY, 2), builtin_packs(), {})


def test_the_law_of_a_place(guard: Guard) -> None:
    assert [guard.jurisdiction(case) for case in CASES] == [jurisdiction_of(case.debtor, builtin_packs()) for case in CASES]


def test_the_hours_of_a_case(guard: Guard) -> None:
    def reckoned(case: Case) -> object:
        hours = [pack.hours for pack in guard.packs(guard.jurisdiction(case)) if pack.hours is not None]
        return allowed_by([*hours, *hours_asked_for(case.debtor.contact_preference)])

    assert [guard.allowed(case, guard.jurisdiction(case)) for case in CASES] == [reckoned(case) for case in CASES]
    assert len({guard.allowed(case, guard.jurisdiction(case)) for case in CASES}) > 1
