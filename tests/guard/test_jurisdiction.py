"""Whose law applies: every place that a case points to counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dunning_rules.guard.jurisdiction import jurisdiction_of, territory_of, zones_in, zones_of
from dunning_rules.models import Debtor
from dunning_rules.packs import builtin_packs

PACKS = builtin_packs()


@pytest.mark.parametrize(
    ("debtor", "packs", "in_conflict"),
    [
        ({}, ("base", "strict"), False),
        ({"country": "DE"}, ("base", "de", "eu"), False),
        ({"country": "AT"}, ("base", "eu"), False),
        ({"country": "JP"}, ("base", "strict"), False),
        ({"country": "US", "timezone": "America/Chicago"}, ("base", "us"), False),
        ({"timezone": "America/Chicago"}, ("base", "strict", "us"), True),
        ({"country": "US", "timezone": "Asia/Shanghai"}, ("base", "cn", "us"), True),
        ({"country": "US", "timezone": "Etc/UTC"}, ("base", "us"), False),
        ({"country": "CN", "governing_law": "GB"}, ("base", "cn", "gb"), True),
        ({"governing_law": "US"}, ("base", "strict", "us"), True),
        ({"country": "US", "governing_law": "JP"}, ("base", "strict", "us"), True),
        ({"country": "CN", "governing_law": "FR", "timezone": "Europe/London"}, ("base", "cn", "eu", "fr", "gb"), True),
    ],
)
def test_every_place_that_a_case_points_to_counts(debtor: dict[str, Any], packs: tuple[str, ...], in_conflict: bool) -> None:  # noqa: FBT001 - a column
    found = jurisdiction_of(Debtor(id="d", **debtor), PACKS)
    assert (found.packs, found.in_conflict) == (packs, in_conflict)


def test_added_packs_hold_beside_the_others_and_never_in_their_place() -> None:
    lenient = replace(PACKS["cn"], id="lenient", countries=("JP", "DE"), extends=("de",), constraints=(), hours=None)
    everywhere = replace(lenient, id="everywhere", countries=(), extends=())
    added = {each.id: each for each in (lenient, everywhere)}
    assert jurisdiction_of(Debtor(id="d", country="JP"), PACKS, added).packs == ("base", "de", "eu", "everywhere", "lenient", "strict")
    assert jurisdiction_of(Debtor(id="d", country="US"), PACKS, added).packs == ("base", "everywhere", "us")
    assert jurisdiction_of(Debtor(id="d"), PACKS, added).packs == ("base", "everywhere", "strict")


def test_zones() -> None:
    assert zones_of(Debtor(id="d")) == ()
    assert zones_of(Debtor(id="d", country="DE")) == zones_in("DE")
    assert zones_of(Debtor(id="d", country="US", timezone="Europe/Berlin")) == ("Europe/Berlin",)
    assert "Pacific/Honolulu" in zones_in("US")
    assert "Asia/Urumqi" in zones_in("CN")


@pytest.mark.parametrize(("zone", "country"), [("Europe/Berlin", "DE"), ("Asia/Calcutta", "IN"), ("Asia/Kolkata", "IN"), ("Etc/UTC", None)])
def test_the_country_of_a_zone(zone: str, country: str | None) -> None:
    assert territory_of(zone) == country
