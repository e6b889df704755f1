"""What holds an invoice of Odoo: a litigation, an expected payment; and how it was followed up."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from dunning_rules.io.erp.field_map import Given
from dunning_rules.io.erp.odoo.moves import Move
from dunning_rules.io.erp.shape import Shape
from dunning_rules.io.erp.values import day, known, moment
from dunning_rules.models import Event, Invoice
from dunning_rules.models.event import DisputeRaised, NoticeSent, PromiseToPay

_DISPUTE: Shape[DisputeRaised] = Shape(DisputeRaised, {"at": "write_date"})
_PROMISE: Shape[PromiseToPay] = Shape(PromiseToPay, {"at": "write_date", "due_on": "expected_pay_date"})
_NOTICE: Shape[NoticeSent] = Shape(NoticeSent, {"at": "last_followup_date"})
_UTC = ZoneInfo("UTC")


def held_events(row: Given, invoice: Invoice, move: Move, zone: ZoneInfo) -> list[Event]:
    """The events that a line stands for.

    Args:
        row: the line; empty where only the entry is given.
        invoice: the invoice that it is.
        move: its entry.
        zone: of days.

    Raises:
        RowError: a date is none.
    """
    found: list[Event] = []
    of_invoice = {"debtor_id": invoice.debtor_id, "invoice_id": invoice.id}
    # Odoo keeps moments in UTC. When the mark was set is not kept: the line's last change is the nearest day that is known.
    changed = moment(row.get("write_date"), _UTC) or moment(invoice.issued_on, zone)
    if move.is_blocked or row.get("blocked") or row.get("no_followup"):
        ground = "in litigation, or not to be followed up"
        found.append(_DISPUTE.record(of_invoice | {"id": f"{invoice.id}:blocked", "at": changed, "ground": ground}))
    rest = invoice.open_amount
    if known(row.get("expected_pay_date")) and rest is not None and rest > 0:
        promise = {"at": changed, "due_on": day(row["expected_pay_date"]), "amount": rest, "currency": invoice.currency}
        found.append(_PROMISE.record(of_invoice | {"id": f"{invoice.id}:expected"} | promise))
    if known(row.get("last_followup_date")):
        notice = {"id": f"{invoice.id}:followup", "debtor_id": invoice.debtor_id, "notice": "reminder"}
        at = {"at": moment(row["last_followup_date"], zone), "attributes": {"invoice": invoice.id}}
        found.append(_NOTICE.record(notice | at))
    return found
