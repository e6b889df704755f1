"""Lines of Tryton as invoices, credit notes and payments."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

from dunning_rules.errors import quote
from dunning_rules.io.erp.field_map import Given
from dunning_rules.io.erp.reading import Reading
from dunning_rules.io.erp.settled import Settlement, settlement_attributes
from dunning_rules.io.erp.shape import Shape
from dunning_rules.io.erp.tryton.fields import LINE
from dunning_rules.io.erp.tryton.headers import Headers
from dunning_rules.io.erp.tryton.line import Line, line_of
from dunning_rules.io.erp.tryton.settlements import settle
from dunning_rules.io.erp.values import moment
from dunning_rules.models import Invoice
from dunning_rules.models.event import Payment
from dunning_rules.rows.row_error import RowError

_INVOICE: Shape[Invoice] = Shape(
    Invoice, {"debtor_id": "party", "currency": "second_currency", "issued_on": "invoice_date", "due_on": "maturity_date"}
)
_PAYMENT: Shape[Payment] = Shape(Payment, {"debtor_id": "party", "amount": "credit", "currency": "second_currency", "at": "date"})

_Role: TypeAlias = Literal["charge", "credit_note", "money"]


class Receivables:
    """Reads `account.move.line`.

    Args:
        reading: takes the records.
        headers: the invoices, taken before.
    """

    def __init__(self, reading: Reading, headers: Headers) -> None:
        self._reading = reading
        self._headers = headers
        self.invoices: dict[str, Invoice] = {}
        """The receivables that were accepted, by the ids of their lines."""
        self._lines: dict[int, Line | RowError] = {}
        for row in reading.records[LINE]:
            self._lines[id(row)] = self._parsed(row)
        usable = [line for line in self._lines.values() if isinstance(line, Line) and line.is_posted and not self._is_left_alone(line)]
        self._settled = settle(usable, headers)

    def read(self) -> None:
        """Take the lines: first what is owed, then what settles it."""
        rows: dict[_Role, list[Given]] = {"charge": [], "credit_note": [], "money": []}
        for row in self._reading.records[LINE]:
            rows[self._role(row)].append(row)
        self._reading.each(LINE, "invoices", self._charge, rows["charge"])
        self._reading.each(LINE, "invoices", self._credit, rows["credit_note"])
        self._reading.each(LINE, "events", self._pay, rows["money"])

    def _parsed(self, row: Given) -> Line | RowError:
        if not isinstance(row, Mapping):
            return RowError("this is not a record", help="give each record as a mapping of its fields")
        try:
            return line_of(row, self._reading.currency)
        except RowError as error:
            return error

    def _line(self, row: Given) -> Line:
        found = self._lines[id(row)]
        if isinstance(found, RowError):
            raise found
        return found

    def _role(self, row: Given) -> _Role:
        line = self._lines[id(row)]
        if isinstance(line, RowError) or line.amount > 0:
            return "charge"
        return "credit_note" if line.id in self._headers.by_part or line.id in self._headers.refused else "money"

    def _is_left_alone(self, line: Line) -> bool:
        return not line.is_posted or line.id in self._headers.left_alone

    def _charge(self, row: Given) -> None:
        line = self._line(row)
        pays_out = line.id in self._headers.by_payment and line.id not in self._headers.by_part
        if not self._is_left_alone(line) and not pays_out:
            self._add(line)

    def _credit(self, row: Given) -> None:
        line = self._line(row)
        if not self._is_left_alone(line):
            payments = [self._payment(line, *use, "credit_note") for use in self._settled.uses.get(line.id, [])]
            self._add(line)
            self._add_payments(payments)

    def _pay(self, row: Given) -> None:
        line = self._line(row)
        if self._is_left_alone(line):
            return
        uses = self._settled.uses.get(line.id, [])
        left = -line.amount - sum((amount for _, amount in uses), Decimal(0))
        if line.reconciliation is None and left > 0:
            uses = [*uses, ("", left)]
        self._add_payments([self._payment(line, *use, "money") for use in uses])

    def _add(self, line: Line) -> None:
        if line.id in self._headers.refused:
            number = self._headers.refused[line.id]
            raise RowError(f"its invoice {quote(number)} was rejected", field="id", value=line.id, help="mend the invoice first")
        header = self._headers.by_part.get(line.id)
        paid = self._settled.paid.get(line.id, Decimal(0)).copy_sign(line.amount)
        issued_on = header.issued_on if header else line.date
        invoice = _INVOICE.record(
            {
                "id": header.name_of(line.id) if header else f"line/{line.id}",
                "debtor_id": line.party,
                "amount": line.amount,
                "open_amount": Decimal(0) if line.reconciliation else line.amount - paid,
                "currency": line.currency,
                "issued_on": issued_on,
                "due_on": line.due or issued_on,
            }
        )
        self._reading.book.add_invoice(invoice)
        self.invoices[line.id] = invoice

    def _add_payments(self, payments: list[Payment]) -> None:
        for payment in payments:
            self._reading.book.add_event(payment)

    def _payment(self, line: Line, settled: str, amount: Decimal, settled_by: Settlement) -> Payment:
        invoice = self.invoices.get(settled)
        return _PAYMENT.record(
            {
                "id": f"line/{line.id}" + (f"/{settled}" if settled else ""),
                "debtor_id": line.party if invoice is None else invoice.debtor_id,
                "at": moment(line.date, self._reading.zone),
                "amount": amount,
                "currency": line.currency,
                "invoice_id": None if invoice is None else invoice.id,
                "attributes": settlement_attributes(settled_by),
            }
        )
