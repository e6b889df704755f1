"""Invoices of Tryton: what their lines are called, and which lines pay them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dunning_rules.errors import quote
from dunning_rules.io.erp.field_map import Given
from dunning_rules.io.erp.values import day, text
from dunning_rules.rows.row_error import RowError

_RECEIVABLE_STATES = frozenset({"posted", "paid"})


@dataclass(frozen=True, slots=True)
class Header:
    """An invoice or a credit note without its lines."""

    id: str
    number: str
    issued_on: str
    parts: tuple[str, ...]
    """Ids of its lines to pay."""

    def name_of(self, line: str) -> str:
        """What we call the receivable of a line."""
        return self.number if len(self.parts) == 1 else f"{self.number}/{line}"


@dataclass(slots=True)
class Headers:
    """The invoices that were accepted, by their lines."""

    by_part: dict[str, Header] = field(default_factory=dict)
    by_payment: dict[str, Header] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    """Lines of invoices that were rejected, with the invoice."""
    left_alone: set[str] = field(default_factory=set)
    """Lines of invoices that are cancelled."""

    def take(self, row: Given) -> None:
        """Take one invoice.

        Raises:
            RowError: it has no number, date or lines.
        """
        parts = _ids(row, "lines_to_pay")
        if row.get("type") != "out" or str(row.get("state")) not in _RECEIVABLE_STATES:
            self.left_alone.update(parts)
            return
        try:
            header = Header(str(row.get("id")), _needed(row, "number"), str(day(_needed(row, "invoice_date"))), parts)
        except RowError:
            self.refused.update(dict.fromkeys(parts, str(row.get("id"))))
            raise
        self.by_part.update(dict.fromkeys(parts, header))
        self.by_payment.update(dict.fromkeys(_ids(row, "payment_lines"), header))


def _ids(row: Given, name: str) -> tuple[str, ...]:
    value = row.get(name)
    return tuple(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else ()


def _needed(row: Mapping[str, object], name: str) -> str:
    value = text(row.get(name))
    if value is None:
        raise RowError(f"{quote(name)} is missing", field=name, help="post the invoice, or ask for the field")
    return value
