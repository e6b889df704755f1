"""Payment entries of ERPNext, and credit notes that were set off, as payments."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from dunning_rules.io.erp.erpnext.fields import CUSTOMER, INVOICE, PAYMENT
from dunning_rules.io.erp.erpnext.invoices import Invoices, Settling
from dunning_rules.io.erp.erpnext.rows import child_rows, is_submitted
from dunning_rules.io.erp.field_map import Given
from dunning_rules.io.erp.reading import Reading
from dunning_rules.io.erp.settled import settlement_attributes
from dunning_rules.io.erp.shape import Shape
from dunning_rules.io.erp.spread import spread
from dunning_rules.io.erp.values import day, moment, number, text
from dunning_rules.models import Invoice
from dunning_rules.models.event import Payment
from dunning_rules.rows.row_error import RowError

_PAYMENT: Shape[Payment] = Shape(
    Payment,
    {
        "id": "name",
        "debtor_id": "party",
        "invoice_id": "reference_name",
        "at": "posting_date",
        "amount": "allocated_amount",
        "currency": "paid_from_account_currency",
    },
)
_ADVANCES = "Sales Order"


class Payments:
    """Reads `Payment Entry`.

    Args:
        reading: takes the records.
        invoices: those that were accepted.
    """

    def __init__(self, reading: Reading, invoices: Invoices) -> None:
        self._reading = reading
        self._invoices = invoices
        self._shares: dict[str, list[tuple[Invoice, Decimal]]] = {}

    def read(self) -> None:
        """Take the payments; what settled an invoice that was not read is left alone."""
        self._share_out()
        for settling in self._invoices.set_off:
            self._add(self._settled(settling))
        self._reading.each(PAYMENT, "events", self._take)

    def _share_out(self) -> None:
        """Say which part of an invoice each payment settled: that which fell due first, by the first payment."""
        by_invoice: dict[str, list[Settling]] = {}
        found = [*self._invoices.set_off, *(each for row in self._reading.records[PAYMENT] for each in _readable(row))]
        for settling in found:
            by_invoice.setdefault(settling.invoice, []).append(settling)
        for name, settlings in by_invoice.items():
            parts = self._invoices.parts.get(name, [])
            ordered = sorted(settlings, key=lambda each: (str(day(each.at)), each.id))
            for paying, part, amount in spread([each.amount for each in parts], [each.amount for each in ordered]):
                self._shares.setdefault(ordered[paying].id, []).append((parts[part], amount))

    def _take(self, row: Given) -> None:
        if not _is_receipt(row):
            return
        payments = [payment for each in _settlings(row) for payment in self._settled(each)]
        loose = _number(row, row, "unallocated_amount") if row.get("unallocated_amount") else Decimal(0)
        loose += sum((_number(row, each, "allocated_amount") for each in _references(row, _ADVANCES)), Decimal(0))
        if loose > 0:
            payments.append(_payment(row, {"at": moment(row.get("posting_date"), self._reading.zone), "amount": loose}))
        self._add(payments)

    def _settled(self, settling: Settling) -> list[Payment]:
        shares = self._shares.get(settling.id, [])
        return [
            _PAYMENT.record(
                {
                    "id": settling.id if len(shares) == 1 else f"{settling.id}/{place}",
                    "debtor_id": invoice.debtor_id,
                    "invoice_id": invoice.id,
                    "at": moment(settling.at, self._reading.zone),
                    "amount": amount,
                    "currency": settling.currency,
                    "attributes": settlement_attributes(settling.by),
                }
            )
            for place, (invoice, amount) in enumerate(shares, 1)
        ]

    def _add(self, payments: list[Payment]) -> None:
        for payment in payments:
            self._reading.book.add_event(payment)


def _is_receipt(row: Given) -> bool:
    return is_submitted(row) and row.get("payment_type") == "Receive" and row.get("party_type") == CUSTOMER


def _readable(row: Given) -> list[Settling]:
    """What a payment settles; nothing of one that cannot be read, since that is rejected when it is taken."""
    try:
        return _settlings(row) if isinstance(row, Mapping) and _is_receipt(row) else []
    except RowError:
        return []


def _settlings(row: Given) -> list[Settling]:
    name, currency = str(row.get("name")), _currency(row)
    return [
        Settling(
            f"{name}:{place}",
            str(each.get("reference_name")),
            row.get("posting_date"),
            _number(row, each, "allocated_amount"),
            currency,
            "money",
        )
        for place, each in enumerate(_references(row, INVOICE), 1)
    ]


def _references(row: Given, doctype: str) -> list[Given]:
    return [each for each in child_rows(row, "references") if each.get("reference_doctype") == doctype]


def _currency(row: Given) -> str:
    return text(row.get("paid_from_account_currency")) or ""


def _number(row: Given, place: Given, field: str) -> Decimal:
    return number(place, field, _currency(row))


def _payment(row: Given, data: Mapping[str, object]) -> Payment:
    return _PAYMENT.record({"id": text(row.get("name")), "debtor_id": text(row.get("party")), "currency": _currency(row), **data})
