"""How much of the money is for which invoice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from dunning_rules.io.bank.named import Known
from dunning_rules.io.bank.statement import Credit
from dunning_rules.models import Case, Invoice


def open_of(invoice: Invoice, case: Case) -> Decimal:
    """What the records leave open of an invoice: the ledger's own figure, else the amount less the payments in its currency."""
    if invoice.open_amount is not None:
        return invoice.open_amount
    paid = (each.amount for each in case.events if each.kind == "payment" and _is_for(each.invoice_id, each.currency, invoice))
    return invoice.amount - sum(paid, Decimal(0))


def allot(credit: Credit, invoices: Sequence[Invoice], opens: Sequence[Decimal], known: Known) -> list[tuple[Invoice | None, Decimal]]:
    """Parts of the money with their invoices; what no invoice can be said for has `None`.

    Amounts that the payer states go first. Without them one invoice takes what is open of it, and several are paid only where the money
    is what is open of all of them together: nothing is guessed.

    Args:
        credit: the money.
        invoices: what the payer names, all of one debtor.
        opens: what is open of each.
        known: finds the invoices of the payer's references.
    """
    stated = _stated(credit, invoices, known)
    if stated is not None:
        parts = stated
    elif len(invoices) == 1:
        abroad = invoices[0].currency != credit.currency
        parts = [(invoices[0], credit.amount if abroad else min(credit.amount, max(opens[0], Decimal(0))))]
    elif invoices and sum(opens) == credit.amount and all(each.currency == credit.currency for each in invoices):
        parts = list(zip(invoices, opens, strict=True))
    else:
        parts = []
    rest = credit.amount - sum((amount for _, amount in parts), Decimal(0))
    return [(invoice, amount) for invoice, amount in (*parts, (None, rest)) if amount > 0]


def _stated(credit: Credit, invoices: Iterable[Invoice], known: Known) -> list[tuple[Invoice, Decimal]] | None:
    ours = {id(each) for each in invoices}
    found: list[tuple[Invoice, Decimal]] = []
    for reference in credit.references:
        mine = [each for each in known.find(reference.document) if id(each) in ours]
        if reference.amount is None or len(mine) != 1:
            return None
        found.append((mine[0], reference.amount))
    return found if found and sum(amount for _, amount in found) <= credit.amount else None


def _is_for(invoice_id: str | None, currency: str, invoice: Invoice) -> bool:
    return invoice_id == invoice.id and currency == invoice.currency
