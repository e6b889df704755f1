"""Sales invoices of ERPNext, whole or in the parts of their payment schedule, and credit notes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dunning_rules.io.erp.erpnext.fields import INVOICE
from dunning_rules.io.erp.erpnext.rows import child_rows, is_submitted
from dunning_rules.io.erp.field_map import Given
from dunning_rules.io.erp.reading import Reading
from dunning_rules.io.erp.settled import Settlement
from dunning_rules.io.erp.shape import Shape
from dunning_rules.io.erp.spread import still_open
from dunning_rules.io.erp.values import day, number, text
from dunning_rules.models import Invoice

_INVOICE: Shape[Invoice] = Shape(
    Invoice,
    {
        "id": "name",
        "debtor_id": "customer",
        "amount": "grand_total",
        "open_amount": "outstanding_amount",
        "issued_on": "posting_date",
        "due_on": "due_date",
    },
)


@dataclass(frozen=True, slots=True)
class Settling:
    """Money, or a credit note, that settles something of an invoice."""

    id: str
    invoice: str
    at: object
    amount: Decimal
    currency: str
    by: Settlement


class Invoices:
    """Reads `Sales Invoice`.

    Args:
        reading: takes the records.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.parts: dict[str, list[Invoice]] = {}
        """What each invoice that was accepted consists of, in the order of the due days."""
        self.set_off: list[Settling] = []
        """Credit notes that lowered what another invoice leaves open."""

    def read(self) -> None:
        """Take the invoices."""
        self._reading.each(INVOICE, "invoices", self._take)

    def _take(self, row: Given) -> None:
        if not is_submitted(row):
            return
        currency, whole, rest = _amounts(row)
        invoices = self._invoices(row, currency, whole, rest)
        settling = _set_off(row, currency, whole, rest)
        self._add(invoices)
        self.parts[str(row.get("name"))] = invoices
        if settling is not None:
            self.set_off.append(settling)

    def _add(self, invoices: list[Invoice]) -> None:
        for invoice in invoices:
            self._reading.book.add_invoice(invoice)

    def _invoices(self, row: Given, currency: str, whole: Decimal, rest: Decimal) -> list[Invoice]:
        base = {"debtor_id": text(row.get("customer")), "currency": currency, "issued_on": day(row.get("posting_date"))}
        name = text(row.get("name"))
        schedule = sorted(child_rows(row, "payment_schedule"), key=lambda part: str(day(part.get("due_date"))))
        shares = [number(part, "payment_amount", currency) for part in schedule]
        if len(schedule) > 1 and whole > 0 and sum(shares) == whole:
            opens = still_open(shares, rest)
            parts = zip(schedule, shares, opens, strict=True)
            return [
                _INVOICE.record(base | {"id": f"{name}/{place}", "amount": share, "open_amount": left, "due_on": day(part.get("due_date"))})
                for place, (part, share, left) in enumerate(parts, 1)
            ]
        due_on = day(row.get("due_date")) or base["issued_on"]
        return [_INVOICE.record(base | {"id": name, "amount": whole, "open_amount": rest, "due_on": due_on})]


def _amounts(row: Given) -> tuple[str, Decimal, Decimal]:
    """The currency of the account, the whole amount and what is open of it."""
    own = text(row.get("currency")) or ""
    currency = text(row.get("party_account_currency")) or own
    prefix = "" if currency == own else "base_"
    rounded = row.get(f"{prefix}rounded_total")
    whole = number(row, f"{prefix}rounded_total" if rounded else f"{prefix}grand_total", currency)
    return currency, whole, number(row, "outstanding_amount", currency)


def _set_off(row: Given, currency: str, whole: Decimal, rest: Decimal) -> Settling | None:
    against = text(row.get("return_against"))
    used = rest - whole
    if not row.get("is_return") or against is None or row.get("update_outstanding_for_self") or used <= 0:
        return None
    return Settling(str(row.get("name")), against, row.get("posting_date"), used, currency, "credit_note")
