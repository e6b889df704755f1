"""Random but repeatable cases: a debtor with about five invoices, what was paid on them, what was said, and a visit or two."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from benchmarks.case_events import Account, events
from dunning_rules.models import Case, Creditor, Debtor, Invoice, Visit
from dunning_rules.models.visit import VisitOutcome

AS_OF = datetime(2026, 7, 15, 18, tzinfo=UTC)
TODAY = AS_OF.date()
_PLACES = (("DE", "Europe/Berlin"), ("GB", "Europe/London"), ("US", "America/New_York"), ("CN", "Asia/Shanghai"), (None, None))
_EVASIVE: tuple[VisitOutcome, ...] = ("stalled", "deflected", "denied", "hid")
_OTHER_OUTCOMES: tuple[VisitOutcome, ...] = ("paid_in_part", "promised", "nobody_met", "flattered_without_payment", "new_business_raised")


def make_cases(count: int, seed: int) -> list[Case]:
    """`count` valid cases; the same seed gives the same ones."""
    rng = Random(seed)
    creditor = Creditor(id="us", currency="EUR", large_amount=Decimal(20_000))
    return [_case(rng, creditor, f"D{number:06}") for number in range(count)]


def _case(rng: Random, creditor: Creditor, name: str) -> Case:
    # how late this debtor pays: 0 = in time, 1 = hardly ever
    lateness = rng.uniform(0.1, 1)
    invoices = tuple(_invoice(rng, name, number, lateness) for number in range(rng.randint(2, 8)))
    account = Account(rng, name, AS_OF, invoices, lateness)
    happened = events(account)
    visits = tuple(_visit(rng, name, number, lateness) for number in range(rng.choices((0, 1, 2), (3, 5, 2))[0]))
    return Case(creditor=creditor, debtor=_debtor(rng, name), invoices=invoices, visits=visits, events=happened)


def _debtor(rng: Random, name: str) -> Debtor:
    country, zone = rng.choice(_PLACES)
    known: dict[str, Any] = {"country": country, "timezone": zone, "kind": "company"}
    if rng.random() < 0.4:
        known["interest_basis"] = rng.choice(("contract", "statute"))
        known["interest_rate"] = Decimal("0.0850") if rng.random() < 0.8 else None
    if rng.random() < 0.2:
        known["cooperative"] = rng.random() < 0.5
    if rng.random() < 0.3:
        known["finances"] = rng.choice(("strong", "adequate", "weak"))
    if rng.random() < 0.3:
        known["downstream_receivables"] = _money(rng, 1_000, 50_000)
    if rng.random() < 0.3:
        known["visit_cost"] = _money(rng, 50, 500)
    if rng.random() < 0.05:
        known["dunning_block"] = {"reason": "as agreed", "until": None if rng.random() < 0.5 else _day(rng, -20, 20)}
    return Debtor(id=name, **known)


def _invoice(rng: Random, name: str, number: int, lateness: float) -> Invoice:
    issued = _day(rng, -60 - int(400 * lateness), 0)
    due = issued + timedelta(days=rng.choice((14, 30, 30, 60)))
    credit_note = rng.random() < 0.04
    amount = _money(rng, 50, 15_000)
    known: dict[str, Any] = {}
    if rng.random() < 0.75:
        known["acknowledged_on"] = issued + timedelta(days=rng.randint(0, 5))
    if rng.random() < 0.15:
        known[rng.choice(("retention_of_title", "lien", "secured"))] = rng.random() < 0.8
    if rng.random() < 0.05:
        known["limitation_on"] = _day(rng, -100, 800)
    if rng.random() < 0.02:
        known["written_off_on"] = max(issued, _day(rng, -30, 0))
    if rng.random() < 0.1:
        known["open_amount"] = amount if rng.random() < 0.5 else Decimal(0)
    if credit_note:
        amount, known["open_amount"] = -amount, None
    return Invoice(id=f"{name}-{number}", debtor_id=name, amount=amount, currency="EUR", issued_on=issued, due_on=due, **known)


def _visit(rng: Random, name: str, number: int, lateness: float) -> Visit:
    record: dict[str, Any] = {"id": f"{name}-v{number}", "debtor_id": name, "currency": "EUR"}
    if rng.random() < 0.25:
        wanted = AS_OF + timedelta(hours=rng.randint(1, 60))
        return Visit(**record, recorded_at=AS_OF - timedelta(days=2), scheduled_for=wanted, expected_amount=_money(rng, 100, 5_000))
    start = AS_OF - timedelta(days=rng.choice((rng.randint(0, 4), rng.randint(5, 150))), hours=rng.randint(1, 12))
    outcome = rng.choice(_EVASIVE if rng.random() < 0.6 * lateness else _OTHER_OUTCOMES)
    if rng.random() < 0.4:
        record["expected_amount"] = _money(rng, 1_000, 5_000)
        record["collected_amount"] = rng.choice((Decimal(0), _money(rng, 100, 1_000), record["expected_amount"]))
    return Visit(**record, recorded_at=start + timedelta(hours=1), started_at=start, outcomes=(outcome,))


def _money(rng: Random, low: int, high: int) -> Decimal:
    return Decimal(rng.randint(low * 100, high * 100)).scaleb(-2)


def _day(rng: Random, first: int, last: int) -> date:
    return TODAY + timedelta(days=rng.randint(first, last))
