"""Lines of Odoo on receivable accounts: invoices, what is held of them, and money that settles nothing yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from zoneinfo import ZoneInfo

from dunning_rules.io.erp.field_map import Given
from dunning_rules.io.erp.odoo.fields import LINE, MOVE
from dunning_rules.io.erp.odoo.held import held_events
from dunning_rules.io.erp.odoo.links import linked, linked_name
from dunning_rules.io.erp.odoo.moves import Move, Moves, invoice_without_lines
from dunning_rules.io.erp.reading import Reading
from dunning_rules.io.erp.settled import Settlement
from dunning_rules.io.erp.shape import Shape
from dunning_rules.io.erp.values import day, known, moment, number, text
from dunning_rules.models import Event, Invoice
from dunning_rules.models.event import Payment
from dunning_rules.rows.row_error import RowError

_INVOICE: Shape[Invoice] = Shape(
    Invoice,
    {
        "id": "move_id",
        "debtor_id": "partner_id",
        "amount": "amount_currency",
        "open_amount": "amount_residual_currency",
        "currency": "currency_id",
        "issued_on": "date",
        "due_on": "date_maturity",
    },
)
_PAYMENT: Shape[Payment] = Shape(
    Payment, {"debtor_id": "partner_id", "at": "date", "amount": "amount_residual_currency", "currency": "currency_id"}
)
_RECEIVABLE = "asset_receivable"


class Receivables:
    """Reads `account.move` and `account.move.line`.

    Args:
        reading: takes the records.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._moves = Moves()
        self.invoices: dict[str, Invoice] = {}
        """The receivables that were accepted, by the ids of their lines."""
        self.settles_by: dict[str, Settlement] = {}
        """What each credit line is."""
        self._parts = Counter(linked(row.get("move_id")) for row in reading.records[LINE] if _is_receivable(row))

    def read(self) -> None:
        """Take the entries, then their lines."""
        self._reading.each(MOVE, "invoices", self._take_move)
        self._reading.each(LINE, "invoices", self._take_line)

    def _take_move(self, row: Given) -> None:
        move = self._moves.take(row)
        if move is None or not move.is_document or move.id in self._parts:
            return
        try:
            invoice = invoice_without_lines(row, move)
            events = held_events({}, invoice, move, self._reading.zone)
            self._add(invoice, events)
        except RowError:
            self._moves.refuse(move.id)
            raise

    def _take_line(self, row: Given) -> None:
        move = self._moves.of_line(row)
        if move is None or not _is_receivable(row):
            return
        currency = linked_name(row.get("currency_id")) or self._reading.currency
        whole, rest = (number(row, name, currency) for name in ("amount_currency", "amount_residual_currency"))
        line = text(row.get("id")) or ""
        if move.is_document or whole > 0:
            invoice = self._invoice(row, move, currency, (whole, rest))
            self._add(invoice, held_events(row, invoice, move, self._reading.zone))
            self.invoices[line] = invoice
        elif rest:
            self._reading.book.add_event(self._unallocated(row, line, currency, rest))
        self.settles_by[line] = _settlement(row, move)

    def _add(self, invoice: Invoice, events: list[Event]) -> None:
        self._reading.book.add_invoice(invoice)
        for event in events:
            self._reading.book.add_event(event)

    def _invoice(self, row: Given, move: Move, currency: str, amounts: tuple[Decimal, Decimal]) -> Invoice:
        line = text(row.get("id")) or ""
        issued_on = move.issued_on or day(row.get("date"))
        return _INVOICE.record(
            {
                "id": move.name if self._parts[move.id] == 1 else f"{move.name}/{line}",
                "debtor_id": move.debtor or linked(row.get("partner_id")),
                "amount": amounts[0],
                "open_amount": amounts[1],
                "currency": currency,
                "issued_on": issued_on,
                "due_on": day(row.get("date_maturity")) or issued_on,
            }
        )

    def _unallocated(self, row: Given, line: str, currency: str, rest: Decimal) -> Payment:
        return _PAYMENT.record(
            {
                "id": f"line/{line}",
                "debtor_id": linked(row.get("partner_id")),
                "at": moment(row.get("date"), self._zone),
                "amount": -rest,
                "currency": currency,
            }
        )

    @property
    def _zone(self) -> ZoneInfo:
        return self._reading.zone


def _is_receivable(row: object) -> bool:
    if not isinstance(row, Mapping) or row.get("account_type", _RECEIVABLE) != _RECEIVABLE:
        return False
    return bool(row.get("parent_state", "posted") == "posted")


def _settlement(row: Given, move: Move) -> Settlement:
    if move.is_credit_note:
        return "credit_note"
    return "money" if known(row.get("payment_id")) or known(row.get("statement_line_id")) else "entry"
