"""The laws and reference rates that are known: those that are shipped, and those that a user adds."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import Field, TypeAdapter, model_validator
from pydantic_core import PydanticCustomError, to_json

from dunning_rules.errors import InterestError, RateError, did_you_mean, quote
from dunning_rules.late_payment.law import Law
from dunning_rules.late_payment.table import RateTable
from dunning_rules.models.base import Record, first_duplicate

_DATA = ("laws.toml", "reference_rates.toml")


class Rates(Record):
    """Tables of reference rates, and laws that read them. A file of rates has this form, as TOML."""

    table: Annotated[tuple[RateTable, ...], Field(strict=False, fail_fast=True)] = ()
    law: Annotated[tuple[Law, ...], Field(strict=False, fail_fast=True)] = ()

    @model_validator(mode="after")
    def _names_are_distinct(self) -> Rates:
        for names in ([each.id for each in self.table], [each.name for each in self.law]):
            if (twice := first_duplicate(names)) is not None:
                raise PydanticCustomError("duplicate_id", "{id} occurs twice; help: keep one of them", {"id": quote(twice)})
        return self

    def under(self, newer: Rates) -> Rates:
        """These rates with others over them: a newer law replaces its namesake, and the rows of a newer table go before the older ones."""
        mine = {table.id: table for table in self.table}
        added = {table.id: mine[table.id].under(table) if table.id in mine else table for table in newer.table}
        laws = {law.name: law for law in self.law} | {law.name: law for law in newer.law}
        return Rates(table=tuple((mine | added).values()), law=tuple(laws.values()))

    def statute_of(self, country: str, *, debtor_kind: str, creditor_size: str | None) -> Law | None:
        """The statute that grants interest under the law of a country: of those that hold between the two, the most special one.

        Args:
            country: whose law governs the contract (ISO 3166-1, alpha-2).
            debtor_kind: what the debtor is; under `unknown` only a statute holds that holds against anybody.
            creditor_size: how large the creditor is, where that is known.
        """
        found = [
            law
            for law in self.law
            if country in law.countries
            and (not law.debtor_kinds or debtor_kind in law.debtor_kinds)
            and (not law.creditor_sizes or creditor_size in law.creditor_sizes)
        ]
        return min(found, key=lambda law: (len(law.countries), not law.creditor_sizes, law.name), default=None)

    def find_law(self, regime: str, member_state: str | None) -> Law:
        """The law of a regime.

        Raises:
            InterestError: there is no such regime, or no law of that member state is known.
        """
        known = {(law.regime, law.member_state): law for law in self.law}
        found = next((law for key, law in known.items() if key == (regime, member_state)), None)
        if found is not None:
            return found
        regimes = sorted({law.regime for law in self.law})
        if regime not in regimes:
            message = f"there is no regime {quote(regime)}"
            raise InterestError(message, where="regime", help=did_you_mean(regime, regimes))
        states = sorted(law.member_state for law in self.law if law.regime == regime and law.member_state)
        if not states:
            message = f"the regime {quote(regime)} has no member states"
            raise InterestError(message, where="member_state", help="leave the member state out")
        message = f"the law of the member state {quote(member_state)} is not known"
        shown = ", ".join(f"`{state}`" for state in states)
        raise InterestError(
            message,
            where="member_state",
            help=f"known: {shown}; leave it out for the minimum of the directive, or add the law by a file of rates",
        )

    def find_table(self, name: str) -> RateTable:
        """The table of a reference rate.

        Raises:
            RateError: there is none of that name.
        """
        found = next((table for table in self.table if table.id == name), None)
        if found is None:
            message = f"there is no reference rate {quote(name)}"
            raise RateError(message, help=did_you_mean(name, (table.id for table in self.table)))
        return found


@cache
def shipped_rates() -> Rates:
    """The rates that come with the library, as far as they are known; see their `last_verified`."""
    data: dict[str, object] = {}
    for name in _DATA:
        data |= tomllib.loads(files(__package__).joinpath("data", name).read_text(encoding="utf-8"), parse_float=Decimal)
    return TypeAdapter(Rates).validate_json(to_json(data))
