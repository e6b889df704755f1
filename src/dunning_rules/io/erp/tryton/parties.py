"""Parties of Tryton as debtors."""

from __future__ import annotations

from dunning_rules.io.erp.field_map import Given
from dunning_rules.io.erp.reading import Reading
from dunning_rules.io.erp.shape import Shape
from dunning_rules.io.erp.tryton.fields import ADDRESS, PARTY
from dunning_rules.io.erp.values import text
from dunning_rules.models import Debtor
from dunning_rules.rows.row_error import RowError

_DEBTOR: Shape[Debtor] = Shape(Debtor, {"country": "country.code"})


def read_parties(reading: Reading) -> None:
    """Take the addresses and the parties."""
    countries: dict[str, str] = {}

    def use_address(row: Given) -> None:
        country = row.get("country.")
        code = text(country.get("code")) if isinstance(country, dict) else None
        if code is not None:
            countries.setdefault(str(row.get("party")), code)

    def use_party(row: Given) -> None:
        party = text(row.get("id")) or ""
        code = text(row.get("code"))
        attributes = {} if code is None else {"code": code}
        data = {"id": party, "name": text(row.get("name")), "country": countries.get(party), "attributes": attributes}
        try:
            reading.book.add_debtor(_DEBTOR.record(data))
        except RowError:
            reading.book.refuse_debtor(party, f"{PARTY}/{party}")
            raise

    reading.each(ADDRESS, "debtors", use_address)
    reading.each(PARTY, "debtors", use_party)
