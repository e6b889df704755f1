"""What is read of ERPNext: the field map."""

from __future__ import annotations

from dunning_rules.io.erp.field_map import FieldUse

CUSTOMER, ADDRESS, COUNTRY = "Customer", "Address", "Country"
INVOICE, PAYMENT, DUNNING = "Sales Invoice", "Payment Entry", "Dunning"

ERPNEXT_FIELDS: tuple[FieldUse, ...] = (
    FieldUse(COUNTRY, "name", "joins addresses to it"),
    FieldUse(COUNTRY, "code", "debtor.country, in capitals"),
    FieldUse(ADDRESS, "name", "says which address it is, where one is rejected"),
    FieldUse(ADDRESS, "country", "debtor.country, by the code of that country"),
    FieldUse(ADDRESS, "is_primary_address", "goes before other addresses"),
    FieldUse(ADDRESS, "links", "whose address it is: `link_doctype`, `link_name`"),
    FieldUse(CUSTOMER, "name", "debtor.id"),
    FieldUse(CUSTOMER, "customer_name", "debtor.name"),
    FieldUse(CUSTOMER, "customer_type", "debtor.kind: natural_person for Individual, company for Company and Partnership"),
    FieldUse(CUSTOMER, "is_frozen", "debtor.credit_hold"),
    FieldUse(CUSTOMER, "credit_limits", "debtor.credit_limit: `credit_limit` of the row of this `company`"),
    FieldUse(INVOICE, "name", "invoice.id; with the number of the part behind it where the invoice falls due in parts"),
    FieldUse(INVOICE, "docstatus", "only 1: submitted, not cancelled"),
    FieldUse(INVOICE, "customer", "invoice.debtor_id"),
    FieldUse(INVOICE, "posting_date", "invoice.issued_on; event.at of a credit note that was set off"),
    FieldUse(INVOICE, "due_date", "invoice.due_on"),
    FieldUse(INVOICE, "currency", "invoice.currency"),
    FieldUse(INVOICE, "party_account_currency", "invoice.currency, where it is another: then the base totals are read"),
    FieldUse(INVOICE, "rounded_total", "invoice.amount, unless it is 0"),
    FieldUse(INVOICE, "grand_total", "invoice.amount, where nothing is rounded"),
    FieldUse(INVOICE, "base_rounded_total", "invoice.amount in the currency of the company"),
    FieldUse(INVOICE, "base_grand_total", "invoice.amount in the currency of the company"),
    FieldUse(INVOICE, "outstanding_amount", "invoice.open_amount"),
    FieldUse(INVOICE, "is_return", "a credit note: its amounts are negative already"),
    FieldUse(INVOICE, "return_against", "event.invoice_id of a credit note that was set off"),
    FieldUse(INVOICE, "update_outstanding_for_self", "whether a credit note stays open by itself"),
    FieldUse(INVOICE, "payment_schedule", "the parts: `due_date`, `payment_amount`, where there are several"),
    FieldUse(PAYMENT, "name", "event.id"),
    FieldUse(PAYMENT, "docstatus", "only 1"),
    FieldUse(PAYMENT, "payment_type", "only Receive"),
    FieldUse(PAYMENT, "party_type", "only Customer"),
    FieldUse(PAYMENT, "party", "event.debtor_id"),
    FieldUse(PAYMENT, "posting_date", "event.at"),
    FieldUse(PAYMENT, "paid_from_account_currency", "event.currency"),
    FieldUse(PAYMENT, "references", "event.invoice_id: `reference_doctype`, `reference_name`; event.amount: `allocated_amount`"),
    FieldUse(PAYMENT, "unallocated_amount", "event.amount of a payment that settles nothing yet"),
    FieldUse(DUNNING, "name", "event.id"),
    FieldUse(DUNNING, "docstatus", "only 1"),
    FieldUse(DUNNING, "customer", "event.debtor_id"),
    FieldUse(DUNNING, "posting_date", "event.at"),
    FieldUse(DUNNING, "overdue_payments", "event.level: the highest `dunning_level`; `sales_invoice` in the attributes"),
)
"""Each field that is read of ERPNext 14 and 15."""
