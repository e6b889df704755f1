"""Interest in columns is what is reckoned of each invoice: by every law, with payments, in other currencies, of any size."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_DOWN, Decimal
from random import Random
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from dunning_rules.engine.money import Money
from dunning_rules.frames.check import check_tables
from dunning_rules.frames.convert import tables_of
from dunning_rules.frames.days import Zones
from dunning_rules.frames.given import known_records
from dunning_rules.frames.interest import Interest
from dunning_rules.models import Case, Creditor, Debtor, ExchangeRate, Invoice
from dunning_rules.models.base import minor_digits
from dunning_rules.models.event import Payment
from dunning_rules.policy import Policy
from dunning_rules.rows.currencies import Currencies

_COUNTRIES = ("DE", "FR", "GB", "US", "CN", "IT", "ZZ")
_CURRENCIES = ("EUR", "USD", "JPY", "KWD")
_ZONES = (UTC, ZoneInfo("Asia/Shanghai"), ZoneInfo("America/New_York"))
_DAYS = (0, 1, 2, 30, 365, 366, 1500, 5000)
_DEBTORS = 60


@pytest.mark.parametrize("seed", range(8))
def test_as_reckoned_of_each_invoice(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    creditor = Creditor(id="us", currency=random.choice(_CURRENCIES), country=random.choice(_COUNTRIES))
    as_of = datetime(
        random.choice([2014, 2016, 2020, 2026]), random.randrange(1, 13), 20, random.randrange(24), tzinfo=random.choice(_ZONES)
    )
    cases = [_case(f"D{number:03}", creditor, as_of, random) for number in range(_DEBTORS)]
    policy = Policy(engine="plain", rates=_rates(creditor.currency, random))
    wanted = _one_by_one(policy, cases, as_of)
    assert sum(interest is not None for interest, _ in wanted.values()) > 10
    assert _in_columns(policy, cases, as_of) == wanted


def test_every_law_is_met() -> None:
    met: Counter[str] = Counter()
    for country in _COUNTRIES:
        random = Random(country)  # noqa: S311 - no secret
        creditor = Creditor(id="us", currency="EUR", country=country)
        as_of = datetime(2026, 6, 20, tzinfo=UTC)
        cases = [_case(f"D{number:03}", creditor, as_of, random) for number in range(_DEBTORS)]
        policy = Policy(engine="plain", rates=_rates("EUR", random))
        found = _in_columns(policy, cases, as_of)
        assert found == _one_by_one(policy, cases, as_of)
        met.update(law for _, law in found.values() if law is not None)
    assert {"contract", "us-contract", "eu", "eu-DE", "eu-FR", "gb", "cn-sales"} <= set(met)


def _case(name: str, creditor: Creditor, as_of: datetime, random: Random) -> Case:
    debtor = Debtor(
        id=name,
        country=random.choice([creditor.country, creditor.country, *_COUNTRIES]),
        governing_law=random.choice([None, None, *_COUNTRIES]),
        kind=random.choice(["company", "company", "public_body", "natural_person"]),
        interest_basis=random.choice(["contract", "statute", "statute", None]),
        interest_rate=random.choice([None, Decimal("0.0850"), Decimal(0), Decimal(random.randrange(10001)).scaleb(-4)]),
    )
    invoices, payments = [], []
    for number in ("1", "2"):
        currency = random.choice([*_CURRENCIES, creditor.currency])
        cent = Decimal(1).scaleb(-(minor_digits(currency) or 0))
        most = Decimal(10) ** 12 - cent
        amount = random.choice([cent, random.randrange(1, 10**7) * cent, random.randrange(1, 10**11) * cent, most])
        due = as_of.date() - timedelta(days=random.choice(_DAYS))
        stated = random.choice([None, None, None, amount, Decimal(0), amount // 2])
        invoices.append(Invoice(id=number, debtor_id=name, amount=amount, open_amount=stated, currency=currency, issued_on=due, due_on=due))
        for place in range(random.choice([0, 0, 1, 2, 3])):
            paid = (min(amount * Decimal(random.choice(["0", "0.1", "0.333", "0.5", "1", "1.5"])), most)).quantize(cent)
            on = datetime.combine(due + timedelta(days=random.choice([-40, -1, 0, 1, 20, 400])), time(random.randrange(24)), UTC)
            other = random.choice([currency] * 19 + ["USD"])
            whole = paid.quantize(Decimal("0.01"), ROUND_DOWN) if other == "USD" else paid
            payments.append(Payment(id=f"{number}{place}", debtor_id=name, at=on, amount=whole, currency=other, invoice_id=number))
    return Case(creditor=creditor, debtor=debtor, invoices=tuple(invoices), visits=(), events=tuple(payments))


def _rates(reporting: str, random: Random) -> tuple[ExchangeRate, ...]:
    return tuple(
        ExchangeRate(source=code, target=reporting, rate=Decimal(random.randrange(1, 10**6)).scaleb(-4), on=date(2010, 1, 1))
        for code in _CURRENCIES
        if code != reporting
    )


_Found = dict[tuple[str, str], tuple[int | None, str | None]]


def _one_by_one(policy: Policy, cases: list[Case], as_of: datetime) -> _Found:
    ready = policy._made_ready(as_of.date(), cases[0].creditor.currency)
    interest, law = (policy._accruals.reader(f"accrued.{name}") for name in ("interest", "regime"))
    return {
        (case.debtor.id, record.source.id): (interest(record), law(record))
        for case in cases
        for record in ready.projector.records(case, as_of).by_scope["invoice"]
    }


def _in_columns(policy: Policy, cases: list[Case], as_of: datetime) -> _Found:
    portfolio = check_tables(tables_of(cases), Currencies(None, None))
    assert portfolio.rejects == ()
    debtors = portfolio.tables["debtors"]
    known = known_records(portfolio.tables, as_of)
    creditor = cases[0].creditor
    money = Money(creditor.currency, policy._rates, as_of.date())
    reckoned = Interest(policy._accruals, money, creditor, as_of.date()).columns(
        debtors, known["invoice"], known["event"], Zones(as_of, debtors["timezone"])
    )
    rows = known["invoice"].select(pl.lit(debtors["id"].gather(known["invoice"]["@debtor"])).alias("debtor"), "id")
    return dict(zip(rows.rows(), zip(reckoned["interest"], reckoned["regime"], strict=True), strict=True))
