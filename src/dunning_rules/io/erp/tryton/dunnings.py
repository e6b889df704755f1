"""Dunnings of Tryton: what was sent, and what is not to be dunned further."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from dunning_rules.errors import quote
from dunning_rules.io.erp.field_map import Given
from dunning_rules.io.erp.reading import Reading
from dunning_rules.io.erp.shape import Shape
from dunning_rules.io.erp.tryton.fields import DUNNING, LEVEL
from dunning_rules.io.erp.values import moment, text
from dunning_rules.models import Invoice
from dunning_rules.models.event import DisputeRaised, NoticeSent
from dunning_rules.rows.row_error import RowError

_NOTICE: Shape[NoticeSent] = Shape(NoticeSent, {"at": "date"})
_DISPUTE: Shape[DisputeRaised] = Shape(DisputeRaised, {"at": "write_date"})
_UTC = ZoneInfo("UTC")


def read_dunnings(reading: Reading, invoices: Mapping[str, Invoice]) -> None:
    """Take the levels and the dunnings.

    Args:
        reading: takes the records.
        invoices: the receivables that were accepted, by the ids of their lines.
    """
    places = _places(reading)

    def use(row: Given) -> None:
        line = text(row.get("line")) or ""
        invoice = invoices.get(line)
        if invoice is None:
            raise RowError(f"its line {quote(line)} is no receivable that was read", field="line", value=line, help="read the line, too")
        base = {"debtor_id": invoice.debtor_id}
        number = row.get("id")
        found: list[NoticeSent | DisputeRaised] = []
        changed = moment(row.get("write_date") or row.get("create_date"), _UTC)
        sent = _sent(row, places.get(str(row.get("level"))), reading.zone)
        if sent is not None:
            level, at = sent
            notice = {"id": f"dunning/{number}", "at": at, "notice": "reminder", "level": level}
            found.append(_NOTICE.record(base | notice | {"attributes": {"invoice": invoice.id}}))
        if row.get("blocked"):
            ground = {"invoice_id": invoice.id, "ground": "its dunning is blocked"}
            found.append(_DISPUTE.record(base | {"id": f"dunning/{number}/blocked", "at": changed} | ground))
        for event in found:
            reading.book.add_event(event)

    reading.each(DUNNING, "events", use)


def _sent(row: Given, level: int | None, zone: ZoneInfo) -> tuple[int | None, object] | None:
    """Level and moment of the last notice; `None` where none was sent.

    When Tryton proposes the next level, it forgets the day of the one before. That was sent at the latest when the proposal was written.
    """
    if row.get("state") != "draft":
        return level, moment(row.get("date"), zone)
    if level is not None and level > 1 and row.get("write_date"):
        return level - 1, moment(row["write_date"], _UTC)
    return None


def _places(reading: Reading) -> dict[str, int]:
    """Place of each level in its procedure, from 1."""
    procedures: dict[str, list[tuple[bool, int, int, str]]] = {}

    def use(row: Given) -> None:
        sequence, number = row.get("sequence"), row.get("id")
        if not isinstance(number, int):
            raise RowError("`id` is not a whole number", field="id", help="ask for it")
        order = (isinstance(sequence, int), sequence if isinstance(sequence, int) else 0, number, str(number))
        procedures.setdefault(str(row.get("procedure")), []).append(order)

    reading.each(LEVEL, "events", use)
    return {level[-1]: place for levels in procedures.values() for place, level in enumerate(sorted(levels), 1)}
