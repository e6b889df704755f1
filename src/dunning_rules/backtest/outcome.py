"""What became of what a debtor owed on a day: paid in time, late, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from dunning_rules.models import Case
from dunning_rules.models.event import Payment


@dataclass(frozen=True, slots=True)
class Item:
    """One invoice that was open on a day.

    Attributes:
        due_on: its due date.
        open_amount: what was open of it on the day.
        late_amount: of that, what was paid after the due date, or never although the ledger goes on beyond it.
        late_days: each late part times its days from the due date to the payment, or to the end of the ledger.
        settled_on: the day on which nothing was left; `None` where something is to the end.
    """

    due_on: date
    open_amount: Decimal
    late_amount: Decimal
    late_days: Decimal
    settled_on: date | None

    @property
    def days_late(self) -> int | None:
        """Days from the due date to the settlement, 0 where it came in time; `None` where it is not settled."""
        return None if self.settled_on is None else max((self.settled_on - self.due_on).days, 0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a debtor owed on a day, and what became of it."""

    debtor_id: str
    items: tuple[Item, ...]

    @property
    def open_amount(self) -> Decimal:
        """What was open on the day."""
        return sum((item.open_amount for item in self.items), Decimal(0))

    @property
    def late_amount(self) -> Decimal:
        """Of that, what was paid late, or never."""
        return sum((item.late_amount for item in self.items), Decimal(0))

    @property
    def late_days(self) -> Decimal:
        """The same, times the days that it was late."""
        return sum((item.late_days for item in self.items), Decimal(0))

    def days_past_due(self, day: date) -> int:
        """Days past due of the oldest item; below 0 where none is due."""
        return max((day - item.due_on).days for item in self.items)


class History:
    """All payments of one case, ready to be asked about many days."""

    def __init__(self, case: Case, grace_days: int, ends_on: date) -> None:
        """Sort them.

        Args:
            case: the debtor with all of its records.
            grace_days: a payment so many days after the due date is still in time.
            ends_on: the last day of the ledger: what is open then was never paid, as far as is known.
        """
        self._case = case
        self._grace = grace_days
        self._ends_on = ends_on
        self._payments: dict[str, list[Payment]] = {}
        for event in sorted(case.events, key=lambda each: (each.at, each.id)):
            if isinstance(event, Payment) and event.invoice_id is not None:
                self._payments.setdefault(event.invoice_id, []).append(event)

    def on(self, as_of: datetime) -> Outcome | None:
        """What was owed at `as_of`, and what became of it; `None` where nothing was."""
        today = as_of.date()
        items = []
        for invoice in self._case.invoices:
            if invoice.is_credit_note or invoice.issued_on > today or (invoice.written_off_on and invoice.written_off_on <= today):
                continue
            left, late, late_days, settled_on = invoice.amount, Decimal(0), Decimal(0), None
            open_amount: Decimal | None = None
            for payment in self._payments.get(invoice.id, ()):
                if payment.at > as_of.astimezone(UTC) and open_amount is None:
                    open_amount = left
                part = min(payment.amount, left)
                left -= part
                paid_on = payment.at.astimezone(as_of.tzinfo).date()
                days = (paid_on - invoice.due_on).days
                if payment.at > as_of.astimezone(UTC) and days > self._grace:
                    late += part
                    late_days += part * days
                if left <= 0:
                    settled_on = paid_on
                    break
            open_amount = left if open_amount is None else open_amount
            if open_amount <= 0:
                continue
            days = (self._ends_on - invoice.due_on).days
            if left > 0 and days > self._grace:
                late += left
                late_days += left * days
            items.append(Item(invoice.due_on, open_amount, late, late_days, settled_on))
        return Outcome(self._case.debtor.id, tuple(items)) if items else None
