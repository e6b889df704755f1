"""Partners of Odoo as debtors with their contacts."""

from __future__ import annotations

from collections.abc import Mapping

from dunning_rules.io.erp.field_map import Given
from dunning_rules.io.erp.odoo.fields import PARTNER
from dunning_rules.io.erp.odoo.links import linked
from dunning_rules.io.erp.reading import Reading
from dunning_rules.io.erp.shape import Shape
from dunning_rules.io.erp.values import amount, text
from dunning_rules.models import Contact, Debtor
from dunning_rules.rows.row_error import RowError

_DEBTOR: Shape[Debtor] = Shape(Debtor, {"country": "country_code"})
_CONTACT: Shape[Contact] = Shape(Contact)


def read_partners(reading: Reading) -> None:
    """Take the partners: first who owes, then who only belongs to one that does."""
    rows = reading.records[PARTNER]
    contacts = [row for row in rows if isinstance(row, Mapping) and not _is_commercial(row)]
    taken = set(map(id, contacts))

    def use_debtor(row: Given) -> None:
        partner = text(row.get("id")) or ""
        try:
            reading.book.add_debtor(_debtor(row, partner, reading.currency))
        except RowError:
            reading.book.refuse_debtor(partner, f"{PARTNER}/{partner}")
            raise

    def use_contact(row: Given) -> None:
        contact = _CONTACT.record({"id": text(row.get("id")), "name": text(row.get("name"))})
        reading.book.add_contact(linked(row.get("commercial_partner_id")) or "", contact)

    reading.each(PARTNER, "debtors", use_debtor, [row for row in rows if id(row) not in taken])
    reading.each(PARTNER, "contacts", use_contact, contacts)


def _is_commercial(row: Given) -> bool:
    whose = linked(row.get("commercial_partner_id"))
    return whose is None or whose == text(row.get("id"))


def _debtor(row: Given, partner: str, currency: str) -> Debtor:
    limit = amount(row.get("credit_limit"), currency, "credit_limit") if row.get("use_partner_credit_limit") else None
    return _DEBTOR.record(
        {
            "id": partner,
            "name": text(row.get("name")),
            "kind": "company" if row.get("is_company") else "natural_person",
            "country": text(row.get("country_code")),
            "parent_id": linked(row.get("parent_id")),
            "credit_limit": limit,
        }
    )
