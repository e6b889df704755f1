"""What follows from one invoice and the events that name it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from benchmarks.hand.promises import Dated, Promised
from dunning_rules.models import Invoice
from dunning_rules.models.event import DisputeRaised, Payment

_CENT = Decimal("0.01")


class Account:
    """One invoice as it stands today."""

    def __init__(
        self,
        invoice: Invoice,
        today: date,
        payments: Iterable[Dated[Payment]],
        promises: Iterable[Promised],
        disputes: Iterable[DisputeRaised],
    ) -> None:
        """Compute it; all events are those that are known, in the order in which they happened, disputes only the open ones."""
        own = [each for each in payments if each.event.invoice_id == invoice.id]
        general = [each for each in promises if each.invoice_id is None]
        named = [each for each in promises if each.invoice_id == invoice.id]
        self.invoice = invoice
        self.id = invoice.id
        self._today = today
        self.payments = [(each.day, each.event.amount) for each in own]
        self.paid = sum((each.event.amount for each in own), Decimal(0))
        self.open = invoice.amount - self.paid if invoice.open_amount is None else invoice.open_amount
        written_off = invoice.written_off_on is not None and invoice.written_off_on <= today
        self.is_open = self.open > 0 and not written_off
        self.days_past_due = max((today - invoice.due_on).days, 0)
        self.is_overdue = self.is_open and self.days_past_due > 0
        contested = [each.amount for each in disputes if each.invoice_id == invoice.id]
        self.is_disputed = bool(contested)
        self.undisputed = max(self.open, Decimal(0)) - self._disputed(contested)
        self.is_held = (self.is_disputed and self.undisputed <= 0) or any(each.is_open for each in (*general, *named))
        self.has_broken_promise = any(each.is_broken for each in (*general, *named))
        since_issue = [each for each in general if each.made_on >= invoice.issued_on]
        self.promised_on = next((each.due_on for each in reversed(named or since_issue)), None)
        self.expected_on = self.promised_on or invoice.due_on
        self.is_signed = invoice.acknowledged_on is not None and invoice.acknowledged_on <= today
        self.is_time_barred = invoice.limitation_on is not None and invoice.limitation_on <= today
        self.settled_on = max((each.day for each in own), default=None) if invoice.amount > 0 and self.open <= 0 else None
        self.settled_days_ago = None if self.settled_on is None else (today - self.settled_on).days
        self.settled_in_time = self.settled_on is not None and self.settled_on <= self._agreed_on(self.settled_on, named, since_issue)
        recorded = invoice.open_amount
        self.does_not_add_up = self.paid > 0 and recorded is not None and recorded != invoice.amount - self.paid

    def _agreed_on(self, settled_on: date, named: list[Promised], since_issue: list[Promised]) -> date:
        before = [[each for each in promises if each.made_on <= settled_on] for promises in (named, since_issue)]
        return max(self.invoice.due_on, next((each.due_on for each in reversed(before[0] or before[1])), self.invoice.due_on))

    def _disputed(self, contested: list[Decimal | None]) -> Decimal:
        open_amount = max(self.open, Decimal(0))
        if None in contested:
            return open_amount
        return min(open_amount, sum((each for each in contested if each is not None), Decimal(0)))

    def claim(self) -> tuple[Decimal, list[tuple[date, Decimal]]]:
        """What bears interest, and its part payments; what else the ledger says is paid is taken to have borne none."""
        principal = self.invoice.amount
        return (self.open, []) if self.open < principal - self.paid else (principal, self.payments)

    def interest(self, rate: Decimal) -> Decimal:
        """Contractual interest to date, to the cent; payments pay the principal first."""
        principal, payments = self.claim()
        due_on, interest = self.invoice.due_on, Decimal(0)
        for day, amount in sorted(payments):
            interest += principal * max((day - due_on).days, 0)
            due_on, principal = max(day, due_on), max(principal - amount, Decimal(0))
        interest += principal * max((self._today - due_on).days, 0)
        return (interest * rate / 365).quantize(_CENT, ROUND_HALF_UP)
