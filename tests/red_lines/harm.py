"""What a recommendation that may be done would do to a debtor: told from the records alone, with a clock of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from holidays import country_holidays

from dunning_rules.models import Case
from dunning_rules.models.event import ContactAttempt, DisputeRaised
from dunning_rules.result import Recommendation, Window

HOURS = {"CN": (8, 22), "DE": (8, 20), "FR": (8, 20), "GB": (8, 21), "US": (8, 21)}
"""Elsewhere, and where the country is not known, from 9 to 18."""
FREE_OF_HOLIDAYS = frozenset({"DE", "FR", "GB"})
MOST = 3
"""Calls a day, and messages."""
HIGHEST_STATUTE = Decimal("0.1825")
"""A year: five in ten thousand a day, which the Chinese regulation on small enterprises grants."""


def harm(step: Recommendation, case: Case, as_of: datetime, place: str | None) -> list[str]:
    """What is wrong with a step; nothing where it is held back.

    Args:
        step: the step.
        case: the debtor's records, all invoices with amounts of their own.
        as_of: the moment of asking.
        place: the country of the debtor's zone.
    """
    if step.verdict in {"needs_approval", "vetoed"}:
        return []
    found = dict(_by_amount(step, case, as_of.date()))
    if step.channel in {"call", "message", "visit"}:
        found["contact without hours"] = step.window is None
        if step.window is not None and step.window.start_utc is not None:
            found |= dict(_by_clock(step.window, case, as_of, place)) | dict(_by_number(step, step.window, case))
    return [name for name, is_so in found.items() if is_so]


def _by_amount(step: Recommendation, case: Case, today: date) -> Iterator[tuple[str, bool]]:
    disputed: dict[str, Decimal] = {}
    for each in case.events:
        if isinstance(each, DisputeRaised):
            contested = Decimal("inf") if each.amount is None else each.amount
            disputed[each.invoice_id] = disputed.get(each.invoice_id, Decimal(0)) + contested
    credit = -sum((each.amount for each in case.invoices if each.amount < 0), Decimal(0))
    claims = [each for each in case.invoices if each.amount > 0]
    owed = sum((each.amount for each in claims), Decimal(0)) - credit
    overdue = sum((each.amount for each in claims if each.due_on < today), Decimal(0)) - credit
    contested = sum((min(each.amount, disputed.get(each.id, Decimal(0))) for each in claims), Decimal(0))
    asked = step.amount or Decimal(0)
    demands = step.demands_payment and step.measure != "charge_interest"
    yield "a demand where nothing is owed", step.demands_payment and owed <= 0
    yield "a demand of more than is owed", demands and asked > owed
    yield "a demand of what is disputed", demands and (asked > owed - contested or owed <= contested)
    yield "a firm demand of what is not overdue", demands and step.tone == "firm" and asked > overdue
    rates = {"contract": case.debtor.interest_rate or Decimal(0), "statute": HIGHEST_STATUTE}
    days = sum((each.amount * max((today - each.due_on).days, 0) for each in claims), Decimal(0))
    entitled = days * rates.get(case.debtor.interest_basis or "", Decimal(0)) / 365
    yield "interest beyond contract and statute", step.measure == "charge_interest" and asked > entitled + len(claims)


def _by_clock(window: Window, case: Case, as_of: datetime, place: str | None) -> Iterator[tuple[str, bool]]:
    debtor = case.debtor
    laws = [each for each in (debtor.country, debtor.governing_law, place) if each is not None]
    hours = [HOURS.get(each, (9, 18)) for each in laws] + ([(9, 18)] if debtor.country is None else [])
    is_strict = debtor.country is None or not HOURS.keys() >= set(laws)
    assert debtor.timezone is not None
    assert window.start_utc is not None
    assert window.end_utc is not None
    yield "a contact in the past", window.start_utc < as_of
    yield "an empty window", window.start_utc >= window.end_utc
    moment = window.start_utc
    while moment < window.end_utc:
        local = moment.astimezone(ZoneInfo(debtor.timezone))
        if not all(start <= local.hour < end for start, end in hours):
            yield f"a contact at {local:%H:%M}", True
        if is_strict and local.isoweekday() > 5:
            yield "a contact at the weekend", True
        if is_strict or FREE_OF_HOLIDAYS & set(laws):
            there = [each for each in (debtor.country, place) if each is not None]
            is_free = local.isoweekday() == 7 or any(local.date() in country_holidays(each, years=local.year) for each in there)
            if is_free:
                yield "a contact on a holiday", True
        moment += timedelta(minutes=15)


def _by_number(step: Recommendation, window: Window, case: Case) -> Iterator[tuple[str, bool]]:
    zone = ZoneInfo(case.debtor.timezone or "UTC")
    assert window.start_utc is not None
    day = window.start_utc.astimezone(zone).date()
    made = [each.channel for each in case.events if isinstance(each, ContactAttempt) and each.at.astimezone(zone).date() == day]
    yield "too many calls on a day of the debtor", made.count("call") >= MOST
    yield "too many messages on a day of the debtor", step.channel == "message" and made.count("message") + made.count("email") >= MOST
