"""What happened to one debtor: events that belong together, such as an excuse, the funds seen after it, and the payment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import chain
from typing import TypeAlias

from dunning_rules.models import Event, Invoice
from dunning_rules.testing import pools
from dunning_rules.testing.make_events import Setting
from dunning_rules.testing.make_visits import CONTACTS
from dunning_rules.vocabulary.given import EVENT_KINDS

Story: TypeAlias = Callable[[Setting], list[Event]]
_HALF = 50


def make_history(setting: Setting, max_events: int) -> tuple[Event, ...]:
    """At most `max_events` events."""
    stories = setting.choices.many(lambda: setting.choices.one_of(_STORIES)(setting), max_events)
    return tuple(chain.from_iterable(stories))[:max_events]


def _after(setting: Setting, at: datetime) -> datetime:
    """A moment at or after `at`, most often soon."""
    days = setting.choices.one_of((0, 1, 2, 3, 7, 14, 30, 60))
    return at + timedelta(days=days, seconds=setting.choices.one_of((0, 1)))


def _single(setting: Setting) -> list[Event]:
    return [setting.event(setting.choices.one_of(EVENT_KINDS), setting.moment())]


def _paid(setting: Setting) -> list[Event]:
    """One to three payments on one invoice, near its due date."""
    if not setting.invoices:
        return _single(setting)
    choices = setting.choices
    invoice = choices.one_of(setting.invoices)
    return [setting.event("payment", _near_due(setting, invoice), **_part(setting, invoice)) for _ in range(choices.whole(1, 3))]


def _promised(setting: Setting) -> list[Event]:
    """A promise and, in half of the cases, a payment that keeps it, falls short of it or comes late."""
    at = setting.moment()
    promise = setting.event("promise", at)
    if not setting.choices.chance(_HALF) or promise.kind != "promise":
        return [promise]
    paid = pools.part_of(setting.choices, promise.amount, promise.currency)
    paying = {"amount": paid, "currency": promise.currency, "invoice_id": promise.invoice_id}
    return [promise, setting.event("payment", _after(setting, at), **paying)]


def _excused(setting: Setting) -> list[Event]:
    """A no-money excuse, in half of the cases checked, and the funds seen since."""
    at = setting.moment()
    excuse = setting.event("excuse", at)
    found = [excuse]
    if setting.choices.chance(_HALF):
        found.append(setting.event("excuse_checked", _after(setting, at), excuse_id=excuse.id))
    if setting.choices.chance(_HALF):
        found.append(setting.event("funds_observed", _after(setting, at)))
    return found


def _pair(first: str, second: str, link: str | None = None) -> Story:
    """An event and, in half of the cases, the one that ends it."""

    def tell(setting: Setting) -> list[Event]:
        at = setting.moment()
        beginning = setting.event(first, at)
        if not setting.choices.chance(_HALF):
            return [beginning]
        links = {} if link is None else {link: beginning.id}
        return [beginning, setting.event(second, _after(setting, at), **links)]

    return tell


def _evaded(setting: Setting) -> list[Event]:
    """Several evasions within a few days, as bad faith shows them."""
    return [setting.event("evasion", setting.moment()) for _ in range(setting.choices.whole(1, 3))]


def _withheld(setting: Setting) -> list[Event]:
    """Enough money is seen, and all the same the debtor evades us or breaks its word."""
    choices = setting.choices
    currency = setting.currencies[0]
    recent = setting.as_of - timedelta(days=choices.whole(0, 20))
    plenty = {"amount": Decimal(1_000_000), "currency": currency}
    funds = setting.event("funds_observed", recent, **plenty)
    kinds = [choices.one_of(("evasion", "promise")) for _ in range(choices.whole(1, 3))]
    return [funds, *(setting.event(kind, recent) for kind in kinds)]


def _settled(setting: Setting) -> list[Event]:
    """One invoice is paid in full on its due date, where that has come."""
    if not setting.invoices:
        return _single(setting)
    invoice = setting.choices.one_of(setting.invoices)
    at = min(pools.moment_of(setting.choices, invoice.due_on, setting.as_of), setting.as_of)
    return [setting.event("payment", at, amount=invoice.amount.copy_abs(), currency=invoice.currency, invoice_id=invoice.id)]


def _pressed(setting: Setting) -> list[Event]:
    """Several pressing measures within a few weeks, and in half of the cases a competitor's offer."""
    found = [setting.event("pressing_measure", _lately(setting, 40)) for _ in range(setting.choices.whole(1, 3))]
    return [*found, setting.event("competitor_offer", _lately(setting, 40))] if setting.choices.chance(_HALF) else found


def _spoken(setting: Setting) -> list[Event]:
    """Somebody was reached lately, whoever may pay."""
    contact = setting.choices.one_of(CONTACTS)
    return [setting.event("contact_attempt", _lately(setting, 8), reached=True, contact_id=contact)]


def _lately(setting: Setting, days: int) -> datetime:
    return setting.as_of - timedelta(days=setting.choices.whole(0, days))


def _near_due(setting: Setting, invoice: Invoice) -> datetime:
    day = pools.near_day(setting.choices, invoice.due_on)
    at = pools.moment_of(setting.choices, day, setting.as_of)
    return at if at <= setting.as_of or setting.choices.chance(30) else setting.as_of


def _part(setting: Setting, invoice: Invoice) -> dict[str, object]:
    amount = pools.part_of(setting.choices, invoice.amount.copy_abs(), invoice.currency)
    return {"amount": amount, "currency": invoice.currency, "invoice_id": invoice.id}


_STORIES: Sequence[Story] = (
    _single,
    _paid,
    _paid,
    _promised,
    _promised,
    _excused,
    _evaded,
    _withheld,
    _pair("dispute_raised", "dispute_resolved", "dispute_id"),
    _pair("order_request", "order_closed", "order_id"),
    _pair("delivery", "sell_through", "delivery_id"),
    _pair("anomaly", "claim_secured"),
    _pair("insolvency_filed", "insolvency_ended"),
    _pair("hardship_confirmed", "hardship_ended"),
    _pair("debt_shelved", "collection_resumed"),
    _pair("notice_sent", "contact_attempt"),
    _single,
    _pressed,
    _spoken,
    _spoken,
    _settled,
    _settled,
)
