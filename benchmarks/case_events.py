"""What happened on one account: payments for most invoices, then a few other events, some of them in answer to earlier ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeAlias

from dunning_rules.models import EVENT_ADAPTER, Event, Invoice


@dataclass
class Account:
    """One debtor while its events are being made up."""

    rng: Random
    name: str
    as_of: datetime
    invoices: tuple[Invoice, ...]
    lateness: float
    events: list[Event] = field(default_factory=list)

    def add(self, kind: str, at: datetime, **values: Any) -> Event:  # noqa: ANN401 - the fields of an event
        """Add an event that is known at `as_of`; its id says when it was added."""
        at = min(at, self.as_of)
        record = {"kind": kind, "id": f"{self.name}-e{len(self.events):02}", "debtor_id": self.name, "at": at, **values}
        event = EVENT_ADAPTER.validate_python(record)
        self.events.append(event)
        return event

    def moment(self, days: int = 150) -> datetime:
        """Some moment of the last `days`."""
        return self.as_of - timedelta(days=self.rng.randint(0, days), hours=self.rng.randint(0, 20), minutes=self.rng.randint(0, 59))


_Kind: TypeAlias = Callable[[Account], None]


def events(account: Account) -> tuple[Event, ...]:
    """The events of an account, in the order in which they were made up."""
    rng = account.rng
    for invoice in account.invoices:
        if invoice.amount > 0 and rng.random() < 0.85 - 0.6 * account.lateness:
            _pay(account, invoice)
    for _ in range(rng.choices((0, 1, 2, 3, 4, 5, 6), (2, 3, 4, 4, 3, 2, 1))[0]):
        rng.choices(_KINDS, _WEIGHTS)[0](account)
    return tuple(account.events)


def _pay(account: Account, invoice: Invoice) -> None:
    rng = account.rng
    late = timedelta(days=int(rng.gauss(60 * account.lateness - 10, 8)))
    at = account.as_of.replace(year=invoice.due_on.year, month=invoice.due_on.month, day=invoice.due_on.day) + late
    if at > account.as_of:
        return
    part = rng.random() < 0.15
    account.add("payment", at, amount=_part(rng, invoice.amount) if part else invoice.amount, currency="EUR", invoice_id=invoice.id)


def _promise(account: Account) -> None:
    rng = account.rng
    invoice = rng.choice(account.invoices)
    wanted = invoice.id if rng.random() < 0.8 else None
    amount = abs(invoice.amount)
    made = account.moment(40)
    due = made.date() + timedelta(days=rng.randint(1, 25))
    if rng.random() < 0.4:
        due = max(made.date(), account.as_of.date() + timedelta(days=rng.randint(-3, 2)))
    account.add("promise", made, amount=amount, currency="EUR", due_on=due, invoice_id=wanted)
    if rng.random() < 0.5:
        paid = amount if rng.random() < 0.6 else _part(rng, amount)
        account.add("payment", made + timedelta(days=rng.randint(0, 20)), amount=paid, currency="EUR", invoice_id=wanted)


def _dispute(account: Account) -> None:
    raised = account.add("dispute_raised", account.moment(90), invoice_id=account.rng.choice(account.invoices).id)
    if account.rng.random() < 0.5:
        account.add("dispute_resolved", raised.at + timedelta(days=10), dispute_id=raised.id, outcome="for_us")


def _order(account: Account) -> None:
    asked = account.add("order_request", account.moment(30))
    if account.rng.random() < 0.5:
        account.add("order_closed", asked.at + timedelta(days=3), order_id=asked.id)


def _delivery(account: Account) -> None:
    rng = account.rng
    brought = account.add("delivery", account.moment(60), days_to_sell=rng.choice((None, 20, 45, 90)))
    if rng.random() < 0.4:
        account.add("sell_through", brought.at + timedelta(days=7), delivery_id=brought.id, share=Decimal(rng.randint(0, 100)).scaleb(-2))


def _excuse(account: Account) -> None:
    reason = account.rng.choice(("account_empty", "account_empty", "unsold_stock", "payer_absent"))
    account.add("excuse", account.moment(120), reason=reason)


def _contact(account: Account) -> None:
    account.add("contact_attempt", account.moment(60), channel=account.rng.choice(("call", "email")), reached=account.rng.random() < 0.6)


def _interest_notice(account: Account) -> None:
    sent = account.moment(60)
    delivered = None if account.rng.random() < 0.3 else sent.date() + timedelta(days=2)
    deadline = sent.date() + timedelta(days=12)
    account.add("notice_sent", sent, notice="interest_notice", delivered_on=delivered, deadline_on=deadline)


def _funds(account: Account) -> None:
    source = account.rng.choice(("debtor_statement", "public_register", "informant"))
    account.add("funds_observed", account.moment(45), amount=Decimal(account.rng.randint(500, 40_000)), currency="EUR", source=source)


def _unallocated(account: Account) -> None:
    account.add("payment", account.moment(60), amount=Decimal(account.rng.randint(50, 3_000)), currency="EUR")


def _evasion(account: Account) -> None:
    account.add("evasion", account.moment(120), form=account.rng.choice(("stalled", "deflected", "denied", "hid")))


def _reconciliation(account: Account) -> None:
    account.add("reconciliation", account.moment(60), agreed=account.rng.random() < 0.8)


def _rare(account: Account) -> None:
    rng = account.rng
    kind = rng.choice(("anomaly", "anomaly", "claim_secured", "insolvency_filed", "insolvency_ended", "assets_concealed"))
    values = {"signal": rng.choice(("closing", "shop_transfer", "partners_split"))} if kind == "anomaly" else {}
    account.add(kind, account.moment(), **values)


def _hardship(account: Account) -> None:
    account.add(account.rng.choice(("hardship_confirmed", "hardship_confirmed", "hardship_ended")), account.moment(60))


def _part(rng: Random, amount: Decimal) -> Decimal:
    return (amount * rng.randint(10, 90) / 100).quantize(Decimal("0.01"))


_SHARES: dict[_Kind, int] = {
    _promise: 8,
    _contact: 8,
    _excuse: 7,
    _evasion: 4,
    _delivery: 4,
    _funds: 5,
    _dispute: 4,
    _order: 3,
    _reconciliation: 3,
    _interest_notice: 4,
    _unallocated: 2,
    _rare: 2,
    _hardship: 2,
}
_KINDS = tuple(_SHARES)
_WEIGHTS = tuple(_SHARES.values())
