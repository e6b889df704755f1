"""A ledger of ERPNext."""

from __future__ import annotations

from dunning_rules.io.erp.erpnext.customers import read_customers
from dunning_rules.io.erp.erpnext.dunnings import read_dunnings
from dunning_rules.io.erp.erpnext.fields import ADDRESS, COUNTRY, CUSTOMER, DUNNING, INVOICE, PAYMENT
from dunning_rules.io.erp.erpnext.invoices import Invoices
from dunning_rules.io.erp.erpnext.payments import Payments
from dunning_rules.io.erp.field_map import Records
from dunning_rules.io.erp.reading import Owed, Reading
from dunning_rules.io.ledger import Ledger

_WHOSE = {COUNTRY: "name", ADDRESS: "links", CUSTOMER: "name", INVOICE: "customer", PAYMENT: "party", DUNNING: "customer"}


def read_erpnext(records: Records, owed: Owed, *, company: str | None = None) -> Ledger:
    """Read documents of ERPNext into cases: customers with addresses, sales invoices, payment entries and dunnings.

    Args:
        records: whole documents, with their child tables, by doctype.
        owed: whose ledger it is; its currency is the company's.
        company: whose credit limits count, where a customer has one for each company.

    Raises:
        LedgerError: there is a doctype that is not read, or the time zone is unknown.
    """
    reading = Reading(records, _WHOSE, "name", owed)
    read_customers(reading, company)
    invoices = Invoices(reading)
    invoices.read()
    Payments(reading, invoices).read()
    read_dunnings(reading)
    return reading.ledger()
