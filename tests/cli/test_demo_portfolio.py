"""The generated portfolio of the demo."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time

import pytest

from dunning_rules.io.demo_portfolio import DEMO_DAY, demo_portfolio, demo_rates, meetings, misfits, regulars, stallers, ties
from dunning_rules.io.demo_portfolio.firms import firms
from dunning_rules.policy import Policy
from dunning_rules.result import Report
from dunning_rules.tips import TIPS


@pytest.fixture(scope="module")
def report() -> Report:
    policy = Policy(engine="plain", rates=demo_rates("EUR"))
    return policy.evaluate_all(demo_portfolio(), as_of=datetime.combine(DEMO_DAY, time(23, 59, 59), UTC))


def fired(report: Report) -> set[str]:
    advice = [*report.recommendations, *(each.recommendation for each in report.gave_way)]
    found = {rule for each in advice for rule in (each.rule_id, *each.also)}
    found |= {rule for each in report.conclusions for rule in each.rules}
    if any(each.channel == "call" and each.window is not None for each in advice):
        found.add("tip-13a.window")  # its conclusions are about recommendations, and show in their windows
    return found


def test_sixty_dealers_in_five_countries() -> None:
    cases = demo_portfolio()
    assert len({case.debtor.id for case in cases}) == 60
    assert Counter(case.debtor.country for case in cases) == {"CN": 16, "DE": 14, "FR": 10, "GB": 10, "US": 10}
    assert len({case.debtor.timezone for case in cases}) >= 7
    assert {invoice.currency for case in cases for invoice in case.invoices} == {"CNY", "EUR", "GBP", "USD"}
    assert any(not case.debtor.name.isascii() for case in cases)


def test_same_cases_each_time() -> None:
    assert demo_portfolio() == demo_portfolio()


def test_every_story_is_told() -> None:
    stories = {
        name for module in (meetings, misfits, regulars, stallers, ties) for name, found in vars(module).items()
        if getattr(found, "__module__", "") == module.__name__ and not name.startswith("_")
    }  # fmt: skip
    assert stories == {firm.story for firm in firms()}


def test_nothing_is_dated_after_the_day_but_what_is_planned() -> None:
    end = datetime.combine(DEMO_DAY, time(23, 59, 59), UTC)
    for case in demo_portfolio():
        assert all(event.at <= end for event in case.events)
        assert all(visit.recorded_at <= end for visit in case.visits)
        assert all(invoice.issued_on <= DEMO_DAY for invoice in case.invoices)


@pytest.mark.parametrize("rule_id", [rule.id for tip in TIPS for rule in tip.rules])
def test_every_rule_fires_for_somebody(report: Report, rule_id: str) -> None:
    assert rule_id in fired(report)


def test_no_case_is_rejected(report: Report) -> None:
    assert report.rejects == ()
    assert report.totals.debtors == 60


def test_every_overdue_dealer_gets_advice(report: Report) -> None:
    advised = {each.debtor_id for each in report.recommendations if each.action == "APPLY_CLASS_TREATMENT"}
    assert len(advised) == report.totals.overdue_debtors


@pytest.mark.parametrize(("target", "count"), [("EUR", 3), ("USD", 3), ("JPY", 0)])
def test_rates_to_the_currencies_of_the_demo(target: str, count: int) -> None:
    rates = demo_rates(target)
    assert len(rates) == count
    assert {rate.target for rate in rates} <= {target}
