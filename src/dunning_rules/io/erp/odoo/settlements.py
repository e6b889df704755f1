"""Partial reconciliations of Odoo as payments."""

from __future__ import annotations

from dunning_rules.io.erp.field_map import Given
from dunning_rules.io.erp.odoo.fields import PARTIAL
from dunning_rules.io.erp.odoo.links import linked
from dunning_rules.io.erp.odoo.receivables import Receivables
from dunning_rules.io.erp.reading import Reading
from dunning_rules.io.erp.settled import settlement_attributes
from dunning_rules.io.erp.shape import Shape
from dunning_rules.io.erp.values import amount, moment
from dunning_rules.models.event import Payment

_PAYMENT: Shape[Payment] = Shape(Payment, {"at": "max_date", "amount": "debit_amount_currency"})


def read_settlements(reading: Reading, receivables: Receivables) -> None:
    """Take the partial reconciliations; those of lines that are no receivable that was read are left alone."""

    def use(row: Given) -> None:
        invoice = receivables.invoices.get(linked(row.get("debit_move_id")) or "")
        if invoice is None:
            return
        settled = amount(row.get("debit_amount_currency"), invoice.currency, "debit_amount_currency")
        if not settled:
            return  # a difference of exchange rates: nothing of the invoice's own currency
        by = receivables.settles_by.get(linked(row.get("credit_move_id")) or "", "money")
        payment = _PAYMENT.record(
            {
                "id": f"reconcile/{row.get('id')}",
                "debtor_id": invoice.debtor_id,
                "invoice_id": invoice.id,
                "at": moment(row.get("max_date"), reading.zone),
                "amount": settled,
                "currency": invoice.currency,
                "attributes": settlement_attributes(by),
            }
        )
        reading.book.add_event(payment)

    reading.each(PARTIAL, "events", use)
