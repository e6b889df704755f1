"""What became of a promise to pay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from dunning_rules.models import Invoice
from dunning_rules.models.event import Event, Payment, PromiseToPay

_Event = TypeVar("_Event", bound=Event)


@dataclass(frozen=True, slots=True)
class Dated(Generic[_Event]):
    """An event with its day, by the zone in which is asked."""

    event: _Event
    day: date
    age: int


class Promised:
    """One promise as it stands today."""

    def __init__(self, promise: Dated[PromiseToPay], today: date, payments: Iterable[Dated[Payment]], invoices: Iterable[Invoice]) -> None:
        """Compute it from the payments and invoices that are known."""
        self.event = event = promise.event
        self.id = event.id
        self.invoice_id = event.invoice_id
        self.made_on = promise.day
        self.due_on = event.due_on
        self.made_days_ago = promise.age
        self.days_ago = (today - event.due_on).days
        on_it = [each for each in payments if event.invoice_id in {None, each.event.invoice_id} and promise.day <= each.day <= event.due_on]
        self.paid = sum((each.event.amount for each in on_it), Decimal(0))
        self.last_payment_on = on_it[-1].day if on_it else None
        self.is_kept = self.paid >= event.amount or any(each.id == event.invoice_id and each.open_amount == 0 for each in invoices)
        self.is_open = not self.is_kept and event.due_on >= today
        self.is_broken = not self.is_kept and event.due_on < today
        self.is_short = not self.is_kept and self.paid > 0 and event.due_on <= today
