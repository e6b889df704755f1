"""Places of debtors: country, law, zone and wishes decide whose law applies and in which hours; debtors of one place are decided once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dunning_rules.guard import Guard
from dunning_rules.guard.hours import Allowed
from dunning_rules.guard.jurisdiction import Jurisdiction, countries_of, zones_of
from dunning_rules.models import ContactPreference, Creditor, Debtor
from dunning_rules.models.case import Case

COLUMNS = ("country", "governing_law", "timezone", "contact_preference")
"""What a place is made of, as columns of the table of debtors."""
_ANYBODY = "-"


@dataclass(frozen=True, slots=True)
class Place:
    """What holds for all debtors of a place."""

    jurisdiction: Jurisdiction
    allowed: Allowed
    zones: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """All places of some debtors.

    Attributes:
        of_debtor: for each debtor the number of its place.
        places: the places, by number.
    """

    of_debtor: pl.Series
    places: tuple[Place, ...]


def places_of(debtors: pl.DataFrame, guard: Guard, creditor: Creditor) -> Places:
    """The places of debtors.

    Args:
        debtors: the table, with `COLUMNS`.
        guard: knows whose law applies.
        creditor: whose debtors they are.
    """
    keys = debtors.select(COLUMNS)
    distinct = keys.unique(maintain_order=True)
    number = keys.join(distinct.with_row_index("@place"), on=list(COLUMNS), how="left", nulls_equal=True, maintain_order="left")["@place"]
    return Places(number, tuple(_place(row, guard, creditor) for row in distinct.iter_rows(named=True)))


def _place(row: Mapping[str, Any], guard: Guard, creditor: Creditor) -> Place:
    preference = row["contact_preference"]
    wished = (
        None
        if preference is None
        else ContactPreference.model_validate(
            {**preference, "weekdays": tuple(preference["weekdays"]), "not_by": tuple(preference["not_by"])}
        )
    )
    debtor = Debtor(
        id=_ANYBODY,
        name=_ANYBODY,
        country=row["country"],
        governing_law=row["governing_law"],
        timezone=row["timezone"],
        contact_preference=wished,
    )
    case = Case(creditor=creditor, debtor=debtor)
    jurisdiction = guard.jurisdiction(case)
    return Place(jurisdiction, guard.allowed(case, jurisdiction), zones_of(debtor), countries_of(debtor))
