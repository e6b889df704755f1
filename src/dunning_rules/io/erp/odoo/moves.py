"""Journal entries of Odoo: invoices, credit notes, and the entries that carry open lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from dunning_rules.errors import quote
from dunning_rules.io.erp.field_map import Given
from dunning_rules.io.erp.odoo.links import linked, linked_name
from dunning_rules.io.erp.shape import Shape
from dunning_rules.io.erp.values import amount, day, text
from dunning_rules.models import Invoice
from dunning_rules.rows.row_error import RowError

_CREDIT_NOTE = "out_refund"
_RECEIVABLE_TYPES = frozenset({"out_invoice", _CREDIT_NOTE, "out_receipt"})
_ENTRY = "entry"

_INVOICE: Shape[Invoice] = Shape(
    Invoice,
    {
        "id": "name",
        "debtor_id": "commercial_partner_id",
        "amount": "amount_total",
        "open_amount": "amount_residual",
        "currency": "currency_id",
        "issued_on": "invoice_date",
        "due_on": "invoice_date_due",
    },
)


@dataclass(frozen=True, slots=True)
class Move:
    """A posted journal entry."""

    id: str
    name: str
    kind: str
    debtor: str | None
    issued_on: object
    is_blocked: bool

    @property
    def is_document(self) -> bool:
        """Whether it is an invoice or a credit note; else it is an entry, such as an opening balance or a payment."""
        return self.kind != _ENTRY

    @property
    def is_credit_note(self) -> bool:
        """Whether it is in the debtor's favour."""
        return self.kind == _CREDIT_NOTE


@dataclass(slots=True)
class Moves:
    """The entries that were accepted, by their ids."""

    known: dict[str, Move] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    def take(self, row: Given) -> Move | None:
        """Take one entry; `None` where it is none that carries receivables.

        Raises:
            RowError: it has no name.
        """
        move, kind = text(row.get("id")) or "", str(row.get("move_type"))
        if row.get("state") != "posted" or (kind not in _RECEIVABLE_TYPES and kind != _ENTRY):
            return None
        name = text(row.get("name"))
        if name is None or name == "/":
            self.refuse(move)
            raise RowError("`name` is missing", field="name", help="a posted entry has a number: ask for the field")
        debtor = linked(row.get("commercial_partner_id")) or linked(row.get("partner_id"))
        issued_on = day(row.get("invoice_date")) or day(row.get("date"))
        found = Move(move, name, kind, debtor, issued_on, row.get("payment_state") == "blocked")
        self.known[move] = found
        return found

    def refuse(self, move: str) -> None:
        """Note that an entry was rejected, for its lines."""
        self.known.pop(move, None)
        self.refused.add(move)

    def of_line(self, row: Given) -> Move | None:
        """The entry of a line; `None` where it is none that carries receivables.

        Raises:
            RowError: the entry was rejected.
        """
        move = linked(row.get("move_id")) or ""
        if move in self.refused:
            raise RowError(f"its entry {quote(move)} was rejected", field="move_id", value=move, help="mend the entry first")
        return self.known.get(move)


def invoice_without_lines(row: Given, move: Move) -> Invoice:
    """The invoice of an entry of which no line is given.

    Raises:
        RowError: it makes none.
    """
    currency = linked_name(row.get("currency_id")) or ""
    whole, rest = (_signed(amount(row.get(name), currency, name), move) for name in ("amount_total", "amount_residual"))
    return _INVOICE.record(
        {
            "id": move.name,
            "debtor_id": move.debtor,
            "amount": whole,
            "open_amount": rest,
            "currency": currency,
            "issued_on": move.issued_on,
            "due_on": day(row.get("invoice_date_due")) or move.issued_on,
        }
    )


def _signed(value: Decimal | str, move: Move) -> Decimal | str:
    return -value if move.is_credit_note and isinstance(value, Decimal) else value
