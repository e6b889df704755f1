"""The replay: what it counts, and that it never looks ahead."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from dunning_rules.backtest import Backtest, backtest
from dunning_rules.backtest.orders import LARGEST, OLDEST, RANDOM, WORKLIST
from dunning_rules.errors import BacktestError
from dunning_rules.io.demo_portfolio import demo_portfolio, demo_rates
from dunning_rules.models import Case, Creditor, Debtor, ExchangeRate
from dunning_rules.policy import Policy
from tests.cases import a_case, a_payment, an_invoice, at

POLICY = Policy(engine="plain")
MOMENT = datetime(2026, 6, 10, 23, 59, tzinfo=UTC)


def case(name: str, *invoices: tuple[int, date, date | None], currency: str = "EUR") -> Case:
    """Invoices as amount, due date and day of payment."""
    records = [
        an_invoice(id=f"{name}-{number}", debtor_id=name, amount=Decimal(amount), issued_on=date(2026, 5, 1), due_on=due, currency=currency)
        for number, (amount, due, _) in enumerate(invoices)
    ]
    payments = [
        a_payment(amount, id=f"{name}-{number}", debtor_id=name, invoice_id=f"{name}-{number}", at=at(day))
        for number, (amount, _, day) in enumerate(invoices)
        if day is not None
    ]
    return Case(creditor=Creditor(id="us", currency=currency), debtor=Debtor(id=name), invoices=tuple(records), events=tuple(payments))


# ten debtors: the first owes most and pays in time, the last is oldest and pays late
CASES = [case(f"d{number}", (1000 - 100 * number, date(2026, 6, 5 - number // 2), date(2026, 6, 20))) for number in range(4)] + [
    case(f"e{number}", (10, date(2026, 7, 1), date(2026, 6, 30))) for number in range(6)
]


def share_of(found: Backtest, name: str) -> tuple[Decimal | None, Decimal | None]:
    (one,) = [each for each in found.shares if each.order == name]
    return one.top_10, one.top_20


def test_the_late_money_at_the_head() -> None:
    found = backtest(POLICY, CASES, [MOMENT])
    late = 1000 + 900 + 800 + 700
    assert (found.days, found.debtors, found.open_amount, found.late_amount) == (1, Decimal(10), Decimal(late + 60), Decimal(late))
    assert share_of(found, LARGEST) == (Decimal("0.2941"), Decimal("0.5588"))
    assert share_of(found, OLDEST) == (Decimal("0.2353"), Decimal("0.4412"))
    assert share_of(found, WORKLIST) == (Decimal("0.2941"), Decimal("0.5588"))


def test_chance_is_between() -> None:
    found = backtest(POLICY, CASES, [MOMENT + timedelta(days=each) for each in range(9)])
    tenth, fifth = share_of(found, RANDOM)
    assert tenth is not None
    assert fifth is not None
    assert 0 < tenth < fifth < Decimal("0.5")
    assert share_of(backtest(POLICY, CASES, [MOMENT], seed=1), RANDOM) != share_of(backtest(POLICY, CASES, [MOMENT], seed=2), RANDOM)


def test_the_same_again() -> None:
    assert backtest(POLICY, CASES, [MOMENT]).to_json() == backtest(POLICY, reversed(CASES), [MOMENT]).to_json()


def test_nothing_is_late() -> None:
    found = backtest(POLICY, [case("a", (10, date(2026, 7, 1), date(2026, 6, 30)))], [MOMENT])
    assert share_of(found, WORKLIST) == (None, None)
    assert found.payer_type.precision is None
    assert found.payer_type.recall is None


def test_nothing_is_settled() -> None:
    found = backtest(POLICY, [case("a", (10, date(2026, 6, 1), None))], [MOMENT])
    assert [(each.risk_class, each.items, each.average_days_late) for each in found.classes] == [("collectible", 1, None)]
    assert found.payer_type.unknown == 0


def test_slow_payers_are_told_apart() -> None:
    early = [(10, date(2026, 5, 10), date(2026, 5, day)) for day in (12, 13, 14)]
    slow = case("slow", *early, (10, date(2026, 6, 1), date(2026, 6, 20)))
    better = case("better", *early, (10, date(2026, 6, 30), date(2026, 6, 20)))
    timely = [(10, date(2026, 5, 10), date(2026, 5, 9))] * 5
    prompt = case("prompt", *timely, (10, date(2026, 6, 30), date(2026, 6, 20)))
    worse = case("worse", *timely, (10, date(2026, 6, 12), date(2026, 6, 20)))
    payers = backtest(POLICY, [slow, better, prompt, worse, case("new", (10, date(2026, 6, 30), date(2026, 6, 20)))], [MOMENT]).payer_type
    assert (payers.slow_and_late, payers.slow_in_time, payers.prompt_and_late, payers.prompt_in_time, payers.unknown) == (1, 1, 1, 1, 1)
    assert (payers.precision, payers.recall) == (Decimal("0.5000"), Decimal("0.5000"))


@pytest.mark.parametrize(("slow_after_days", "late"), [(0, 1), (18, 1), (19, 0)])
def test_from_how_many_days_on_a_payer_paid_late(slow_after_days: int, late: int) -> None:
    early = [(10, date(2026, 5, 10), date(2026, 5, day)) for day in (12, 13, 14)]
    slow = case("slow", *early, (10, date(2026, 6, 1), date(2026, 6, 20)))
    payers = backtest(POLICY, [slow], [MOMENT], slow_after_days=slow_after_days).payer_type
    assert (payers.slow_and_late, payers.slow_in_time) == (late, 1 - late)


def test_who_cannot_be_asked_about_is_told_and_not_counted() -> None:
    paid_in_dollars = a_payment(10, id="usd", debtor_id="odd", invoice_id="odd-0", at=at(date(2026, 6, 2)), currency="USD")
    odd = case("odd", (500, date(2026, 6, 1), date(2026, 6, 20)))
    odd = odd.model_copy(update={"events": (*odd.events, paid_in_dollars)})
    found = backtest(POLICY, [*CASES, odd], [MOMENT, MOMENT + timedelta(days=1)])
    assert [(each.table, each.value) for each in found.rejects] == [("cases", "odd")]
    assert found.debtors == 10


def test_classes_are_from_mild_to_grave() -> None:
    cases = [case("a", (10, date(2026, 6, 30), date(2026, 6, 20))), case("b", (10, date(2026, 6, 1), date(2026, 6, 20)))]
    found = backtest(POLICY, cases, [MOMENT])
    assert [(each.risk_class, each.average_days_late) for each in found.classes] == [
        ("not_due", Decimal("0.00")),
        ("collectible", Decimal("19.00")),
    ]


def test_what_comes_later_is_not_seen() -> None:
    cases = demo_portfolio()
    moment = datetime(2026, 6, 1, 23, 59, tzinfo=UTC)
    cut = [
        each.model_copy(
            update={
                "invoices": tuple(one for one in each.invoices if one.issued_on <= moment.date()),
                "visits": tuple(one for one in each.visits if one.recorded_at <= moment),
                "events": tuple(one for one in each.events if one.at <= moment),
            }
        )
        for each in cases
    ]
    policy = Policy(engine="plain", currency="EUR", rates=demo_rates_in_may())
    one, other = (policy.evaluate_all(each, as_of=moment) for each in (cases, cut))
    assert one == other
    assert one.recommendations


def demo_rates_in_may() -> tuple[ExchangeRate, ...]:
    return tuple(rate.model_copy(update={"on": date(2026, 1, 1)}) for rate in demo_rates("EUR"))


def test_progress_is_told() -> None:
    told: list[int] = []
    backtest(POLICY, CASES, [MOMENT, MOMENT + timedelta(days=7)], on_progress=told.append)
    assert told == [1, 2]


def test_json() -> None:
    data = json.loads(backtest(POLICY, CASES, [MOMENT]).to_json())
    assert data["first"] == "2026-06-10"
    assert data["shares"][0] == {
        "order": "worklist",
        "top_10": "0.2941",
        "top_20": "0.5588",
        "top_10_by_days": "0.2857",
        "top_20_by_days": "0.5429",
    }
    assert (data["left_out"], data["rejects"]) == (0, [])
    assert {"precision", "recall"} <= set(data["payer_type"])


@pytest.mark.parametrize(
    ("cases", "moments", "message"),
    [
        (CASES, [], "there is no moment to ask about"),
        ([], [MOMENT], "there is no invoice"),
        ([a_case(an_invoice(open_amount=Decimal(0)))], [MOMENT], "none of 1 invoices can be replayed: their open amounts have no date"),
        ([CASES[0], case("usd", (10, date(2026, 6, 1), None), currency="USD")], [MOMENT], "the invoices are in 2 currencies: `EUR, USD`"),
    ],
)
def test_what_cannot_be_replayed(cases: list[Case], moments: list[datetime], message: str) -> None:
    with pytest.raises(BacktestError) as caught:
        backtest(POLICY, cases, moments)
    assert caught.value.message == message
    assert caught.value.help
