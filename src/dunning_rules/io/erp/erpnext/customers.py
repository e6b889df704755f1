"""Customers of ERPNext as debtors."""

from __future__ import annotations

from dunning_rules.io.erp.erpnext.fields import ADDRESS, COUNTRY, CUSTOMER
from dunning_rules.io.erp.erpnext.rows import child_rows
from dunning_rules.io.erp.field_map import Given
from dunning_rules.io.erp.reading import Reading
from dunning_rules.io.erp.shape import Shape
from dunning_rules.io.erp.values import amount, text
from dunning_rules.models import Debtor
from dunning_rules.rows.row_error import RowError

_DEBTOR: Shape[Debtor] = Shape(Debtor, {"id": "name", "name": "customer_name", "country": "code", "credit_limit": "credit_limits"})
_KINDS = {"Company": "company", "Partnership": "company", "Individual": "natural_person"}


def read_customers(reading: Reading, company: str | None) -> None:
    """Take the countries, the addresses and the customers.

    Args:
        reading: takes the records.
        company: whose credit limits count; the only row of a customer, where it is `None`.
    """
    codes: dict[str, str] = {}
    places: dict[str, tuple[bool, str]] = {}

    def use_country(row: Given) -> None:
        codes[text(row.get("name")) or ""] = (text(row.get("code")) or "").upper()

    def use_address(row: Given) -> None:
        code = codes.get(text(row.get("country")) or "")
        if not code:
            return
        place = (bool(row.get("is_primary_address")), code)
        for link in child_rows(row, "links"):
            if link.get("link_doctype") == CUSTOMER:
                customer = text(link.get("link_name")) or ""
                if customer not in places or place[0] > places[customer][0]:
                    places[customer] = place

    def use_customer(row: Given) -> None:
        customer = text(row.get("name")) or ""
        try:
            reading.book.add_debtor(
                _DEBTOR.record(
                    {
                        "id": customer,
                        "name": text(row.get("customer_name")),
                        "kind": _KINDS.get(str(row.get("customer_type")), "unknown"),
                        "country": places[customer][1] if customer in places else None,
                        "credit_hold": bool(row.get("is_frozen")),
                        "credit_limit": _credit_limit(row, company, reading.currency),
                    }
                )
            )
        except RowError:
            reading.book.refuse_debtor(customer, f"{CUSTOMER}/{customer}")
            raise

    reading.each(COUNTRY, "debtors", use_country)
    reading.each(ADDRESS, "debtors", use_address)
    reading.each(CUSTOMER, "debtors", use_customer)


def _credit_limit(row: Given, company: str | None, currency: str) -> object:
    limits = [limit for limit in child_rows(row, "credit_limits") if company is None or limit.get("company") == company]
    found = amount(limits[0].get("credit_limit"), currency, "credit_limits") if len(limits) == 1 else None
    return found or None  # in ERPNext no limit is written as 0
