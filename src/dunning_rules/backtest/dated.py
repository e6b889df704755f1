"""What of a ledger can be replayed: only what has a date."""

from __future__ import annotations

from dunning_rules.language.types import total
from dunning_rules.models import Case, Invoice
from dunning_rules.models.event import Payment


def dated(case: Case) -> tuple[Case, int]:
    """The case without open amounts, and the number of invoices that had to be left out for it.

    The ledger's own open amount has no date: it is that of the day on which the ledger was written, and a replay of an earlier day would
    look ahead by it. Where the payments account for it they are taken instead, because each has its day; otherwise the invoice is left out.
    """
    if all(invoice.open_amount is None for invoice in case.invoices):
        return case, 0
    paid: dict[str, list[Payment]] = {}
    for event in case.events:
        if isinstance(event, Payment) and event.invoice_id is not None:
            paid.setdefault(event.invoice_id, []).append(event)
    kept = [invoice for invoice in case.invoices if _is_accounted_for(invoice, paid.get(invoice.id, []))]
    undated = tuple(invoice if invoice.open_amount is None else invoice.model_copy(update={"open_amount": None}) for invoice in kept)
    return case.model_copy(update={"invoices": undated}), len(case.invoices) - len(kept)


def _is_accounted_for(invoice: Invoice, payments: list[Payment]) -> bool:
    if invoice.open_amount is None:
        return True
    if any(payment.currency != invoice.currency for payment in payments):
        return False
    return invoice.open_amount == total([invoice.amount, *(payment.amount.copy_negate() for payment in payments)])
