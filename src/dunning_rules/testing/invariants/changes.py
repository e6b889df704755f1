"""Cases with other records: what was known then, and what if this had been paid."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from dunning_rules.language.types import EXACT, total
from dunning_rules.models import EVENT_ADAPTER, Case, Event, Invoice
from dunning_rules.models.base import Record

_Model = TypeVar("_Model", bound=Record)
_ONLY_WHEN_DONE = ("acknowledged_on", "written_off_on")


def changed(model: _Model, changes: Mapping[str, Any]) -> _Model:
    """The record with other values, checked again."""
    return type(model)(**{name: getattr(model, name) for name in type(model).model_fields} | dict(changes))


def known_at(case: Case, as_of: datetime) -> Case:
    """The case with only what is known at `as_of`: no later record, and nothing noted for a later day as done."""
    today = as_of.date()
    return changed(
        case,
        {
            "invoices": tuple(_known_invoice(each, today) for each in case.invoices if each.issued_on <= today),
            "visits": tuple(each for each in case.visits if each.recorded_at <= as_of.astimezone(UTC)),
            "events": tuple(each for each in case.events if each.at <= as_of.astimezone(UTC)),
        },
    )


def neighbour(case: Case) -> Case:
    """Another debtor like that of `case`, without any record."""
    return Case(creditor=case.creditor, debtor=case.debtor.model_copy(update={"id": f"beside {case.debtor.id}"[:128]}))


def unpaid(case: Case, as_of: datetime) -> dict[str, Decimal]:
    """What is still unpaid of each invoice that is known, by its id, in its own currency; payments in another currency are left out."""
    found: dict[str, Decimal] = {}
    for invoice in case.invoices:
        payments = [
            each for each in case.events if each.kind == "payment" and each.at <= as_of.astimezone(UTC) and each.invoice_id == invoice.id
        ]
        received = total(each.amount for each in payments if each.currency == invoice.currency)
        left = EXACT.subtract(invoice.amount, received) if invoice.open_amount is None else invoice.open_amount
        if left > 0 and invoice.issued_on <= as_of.date():
            found[invoice.id] = left
    return found


def paid(case: Case, as_of: datetime, invoices: Collection[str] | None = None) -> Case:
    """The case in which invoices were paid in full at `as_of`; a ledger that keeps open amounts shows none for them any more.

    Args:
        case: as it was.
        as_of: when the money came.
        invoices: their ids; all of them where absent.
    """
    left = {name: amount for name, amount in unpaid(case, as_of).items() if invoices is None or name in invoices}
    payments = tuple(_payment(case, invoice, left[invoice.id], as_of) for invoice in case.invoices if invoice.id in left)
    settled = tuple(
        changed(each, {"open_amount": Decimal(0)}) if each.id in left and each.open_amount is not None else each for each in case.invoices
    )
    return changed(case, {"invoices": settled, "events": (*case.events, *payments)})


def _known_invoice(invoice: Invoice, today: date) -> Invoice:
    later = [name for name in _ONLY_WHEN_DONE if (day := getattr(invoice, name)) is not None and day > today]
    return changed(invoice, dict.fromkeys(later)) if later else invoice


def _payment(case: Case, invoice: Invoice, amount: Decimal, as_of: datetime) -> Event:
    return EVENT_ADAPTER.validate_python(
        {
            "kind": "payment",
            "id": f"paid {invoice.id}"[-128:],
            "debtor_id": case.debtor.id,
            "at": as_of,
            "amount": amount,
            "currency": invoice.currency,
            "invoice_id": invoice.id,
        }
    )
