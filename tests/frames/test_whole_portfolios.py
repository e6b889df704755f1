"""A portfolio in columns is answered as its debtors are one by one: order, verdicts, windows, findings, conclusions and texts."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import polars as pl
import pytest

from dunning_rules.frames.check import check_tables
from dunning_rules.frames.convert import tables_of
from dunning_rules.frames.evaluate import joined
from dunning_rules.frames.packed import rows_by_columns
from dunning_rules.language import Wording, highest
from dunning_rules.models import Case, Creditor, Debtor, ExchangeRate, Invoice
from dunning_rules.models.event import PromiseToPay
from dunning_rules.plugins import read_plugin
from dunning_rules.policy import Policy
from dunning_rules.rows.currencies import Currencies
from dunning_rules.rules.rule import Recommend, Rule
from dunning_rules.testing import sample_cases
from dunning_rules.testing.choices import SeededChoices
from dunning_rules.testing.make_parties import make_rates
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import debtor, event, recommendation
from tests.differential.bulk import CURRENCIES, MOMENTS
from tests.frames.whole import alike, assert_same, both

_latest_promise = highest(event, event.due_on)
POLICIES = Path(__file__).parents[2] / "policies"


@pytest.mark.parametrize("shard", range(8))
def test_the_standard_book(shard: int) -> None:
    as_of, currencies = MOMENTS[shard], CURRENCIES[shard]
    rates = make_rates(SeededChoices(shard), currencies, as_of)
    cases = alike(sample_cases(3000 + shard, 60, as_of=as_of, currencies=currencies))
    assert_same(*both(Policy(engine="plain", rates=rates), cases, as_of))


@pytest.mark.parametrize("name", ["standard_dunning", "fmcg_dealer", "eu_late_payment"])
def test_the_policies_of_the_folder(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(POLICIES / name.replace("_", "-") / "src"))
    plugin = read_plugin(import_module(f"{name}.policy"), name.replace("_", "-"))
    cases = alike(sample_cases(77, 60, as_of=MOMENTS[0], currencies=("EUR",)))
    try:
        assert_same(*both(Policy(engine="plain", plugins=[plugin]), cases, MOMENTS[0]))
    finally:
        for module in [each for each in sys.modules if each.partition(".")[0] == name]:
            del sys.modules[module]


def test_parts_and_threads_change_nothing() -> None:
    as_of = MOMENTS[0]
    cases = alike(sample_cases(31, 60, as_of=as_of, currencies=("EUR",)))
    policy = Policy(engine="plain")
    portfolio = check_tables(tables_of(cases), Currencies(None, None))
    whole = policy.evaluate_portfolio(portfolio, as_of=as_of, creditor=cases[0].creditor)
    seen: list[int] = []
    evaluator = policy.evaluator(as_of, cases[0].creditor)
    for workers in (1, 4):
        parts = evaluator.all_parts(portfolio, size=7, workers=workers, on_progress=seen.append)
        stays, gave_way = joined([*parts])
        assert stays.equals(whole.recommendations)
        assert gave_way.equals(whole.gave_way)
        assert pl.concat([each.conclusions for each in parts]).equals(whole.conclusions)
        assert pl.concat([each.findings for each in parts]).equals(whole.findings)
    assert max(seen) == len(cases)


def test_rules_may_answer_a_step_with_steps() -> None:
    follows = Rule("zz.follow", recommendation.action == "APPLY_CLASS_TREATMENT", (Recommend("CONTACT_NOW", urgency=3),), Wording("f", "f"))
    again = Rule(
        "zz.again",
        (recommendation.action == "CONTACT_NOW") & (recommendation.urgency == 3),
        (Recommend("PREPARE_STATEMENT", urgency=2),),
        Wording("a", "a"),
    )
    book = standard_book()
    cases = alike(sample_cases(34, 30, as_of=MOMENTS[0], currencies=("EUR",)))
    report, frames = both(Policy(replace(book, rules=(*book.rules, follows, again)), engine="plain"), cases, MOMENTS[0])
    assert any(each.record.startswith("recommendation/") for each in report.recommendations)
    assert_same(report, frames)


def test_where_no_number_has_room_for_what_decides_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dunning_rules.frames.timing.packed", lambda _keys: None)
    monkeypatch.setattr("dunning_rules.frames.rank.rows_by", rows_by_columns)
    cases = alike(sample_cases(33, 40, as_of=MOMENTS[0], currencies=("EUR",)))
    assert_same(*both(Policy(engine="plain"), cases, MOMENTS[0]))


def test_debtors_that_cannot_be_answered_are_rejects() -> None:
    as_of = MOMENTS[0]
    cases = alike(sample_cases(32, 40, as_of=as_of, currencies=("EUR", "JPY", "USD")))
    report, frames = both(Policy(engine="plain", currency="EUR"), cases, as_of)
    assert any("no rate from" in each.reason for each in report.rejects)
    assert_same(report, frames)


def test_a_day_beyond_the_calendar_is_a_reject() -> None:
    as_of = MOMENTS[0]
    far = date(9999, 12, 20)
    invoice = Invoice(id="1", debtor_id="D1", amount=Decimal(9), currency="EUR", issued_on=date(2026, 1, 1), due_on=date(2026, 2, 1))
    promise = PromiseToPay(id="e", debtor_id="D1", at=as_of, amount=Decimal(9), currency="EUR", due_on=far)
    us = Creditor(id="us", currency="EUR")
    cases = [
        Case(creditor=us, debtor=Debtor(id=name), invoices=(invoice.model_copy(update={"debtor_id": name}),), events=events)
        for name, events in (("D1", (promise,)), ("D2", ()))
    ]
    rule = Rule(
        "far.visit", debtor.has_general_promise, (Recommend("CONTACT_NOW", urgency=1, on=_latest_promise + 40),), Wording(en="far", zh="远")
    )
    book = standard_book()
    policy = Policy(replace(book, rules=(*book.rules, rule)), engine="plain")
    report, frames = both(policy, cases, as_of)
    assert [each.value for each in report.rejects] == ["D1"]
    assert_same(report, frames)


def test_an_amount_that_no_table_can_hold_rejects_its_debtor_alone() -> None:
    rates = (ExchangeRate(source="USD", target="EUR", rate=Decimal("99999999.5"), on=date(2020, 1, 1)),)
    invoices = pl.DataFrame({
        "id": ["1", "2", "3"], "debtor_id": ["A", "B", "C"], "amount": ["999999999999.99", "5.00", "7.00"],
        "currency": ["USD", "EUR", "USD"],
        "issued_on": ["2026-01-01"] * 3, "due_on": ["2026-02-01"] * 3,
    })  # fmt: skip
    tables = {"debtors": pl.DataFrame({"id": ["A", "B", "C"]}), "invoices": invoices}
    found = Policy(rates=rates).evaluate_frames(tables, as_of=datetime(2026, 7, 1, tzinfo=UTC), creditor=Creditor(id="us", currency="EUR"))
    assert [(each.value, each.reason, each.help) for each in found.rejects] == [
        ("A", "an amount is out of range in `EUR` (invoice `1`)", "correct it, or the rate from USD to EUR")
    ]
    assert set(found.recommendations["debtor_id"]) == {"B", "C"}
