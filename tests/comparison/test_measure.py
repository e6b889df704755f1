"""What a change of policy does to a portfolio."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from functools import cache

import pytest

import dunning_rules as dr
from dunning_rules.comparison import Measured, compare
from dunning_rules.comparison.measure import measure
from dunning_rules.errors import CaseError
from dunning_rules.io.demo_portfolio import demo_portfolio, demo_rates
from dunning_rules.result import Recommendation, Report
from dunning_rules.vocabulary import debtor
from tests.verify.faults.base import advise, book, rule

AS_OF = datetime(2026, 7, 15, 18, tzinfo=UTC)
CURRENCY = "EUR"


@cache
def policies() -> tuple[dr.Policy, dr.Policy]:
    parameters: tuple[dict[str, int | Decimal], ...] = (
        {"cadence_collectible": 3},
        {"cadence_bad": 3, "doubtful_from": 60, "large_amount": Decimal(4000)},
    )
    old, new = (dr.Policy(parameters=each, engine="plain", currency=CURRENCY, rates=demo_rates(CURRENCY)) for each in parameters)
    return old, new


@cache
def reports() -> tuple[Report, Report]:
    old, new = (each.evaluate_all(demo_portfolio(), as_of=AS_OF) for each in policies())
    return old, new


@cache
def measured() -> Measured:
    return measure(*policies(), demo_portfolio(), as_of=AS_OF)


def keys(report: Report) -> dict[tuple[str, str, str], Recommendation]:
    return {
        (each.debtor_id, each.action, each.record if each.invoice_id is None else f"invoice/{each.invoice_id}"): each
        for each in report.recommendations
    }


def test_who_gets_what_they_did_not_get_before() -> None:
    old, new = map(keys, reports())
    assert {(each.debtor_id, each.action, each.record) for each in measured().gained} == new.keys() - old.keys() != set()
    assert {(each.debtor_id, each.action, each.record) for each in measured().lost} == old.keys() - new.keys() != set()


def test_who_gets_the_same_in_another_way() -> None:
    old, new = map(keys, reports())
    names = ("urgency", "amount", "amount_at_risk", "on", "deadline", "verdict", "task", "channel")
    wanted = {
        key: tuple(sorted(name for name in names if getattr(old[key], name) != getattr(new[key], name))) for key in old.keys() & new.keys()
    }
    found = {(each.now.debtor_id, each.now.action, each.now.record): tuple(sorted(each.changed)) for each in measured().altered}
    assert found == {key: changed for key, changed in wanted.items() if changed}
    assert any("urgency" in each for each in found.values())


def test_the_workload_is_what_may_be_done() -> None:
    for which, report in enumerate(reports()):
        by_channel = {each.name: (each.before, each.now)[which] for each in measured().channels}
        held_back = {each.name: (each.held_back_before, each.held_back_now)[which] for each in measured().channels}
        for name, number in by_channel.items():
            of_channel = [each for each in report.recommendations if each.channel == name]
            assert number == sum(not each.is_held_back for each in of_channel)
            assert held_back[name] == sum(each.is_held_back for each in of_channel)


def test_actions_gain_and_lose_what_comes_and_goes() -> None:
    assert sum(each.gained for each in measured().actions) == len(measured().gained)
    assert sum(each.lost for each in measured().actions) == len(measured().lost)
    assert all(each.is_changed for each in measured().actions)


def test_what_is_at_risk_counts_each_debt_once() -> None:
    for each in measured().actions:
        for which, amount in enumerate((each.at_risk_before, each.at_risk_now)):
            one = {
                (given.debtor_id, given.invoice_id): given.amount_at_risk
                for given in reports()[which].recommendations
                if given.action == each.name and not given.is_held_back
            }
            of_debtors = {name: value for (name, invoice), value in one.items() if invoice is None}
            of_invoices = [value for (name, invoice), value in one.items() if invoice is not None and name not in of_debtors]
            assert amount == sum(of_debtors.values(), Decimal(0)) + sum(of_invoices, Decimal(0))


def test_places_on_the_worklist() -> None:
    places = [list(dict.fromkeys(each.debtor_id for each in report.recommendations)) for report in reports()]
    assert measured().moved
    for each in measured().moved:
        for place, listed in ((each.before, places[0]), (each.now, places[1])):
            assert (place is None and each.debtor_id not in listed) or (place is not None and listed[place - 1] == each.debtor_id)
    distances = [abs((each.before or 99) - (each.now or 99)) for each in measured().moved]
    assert distances == sorted(distances, reverse=True)


def test_conclusions_that_are_other_ones() -> None:
    before, now = ({(each.debtor_id, each.record, each.name): each.value for each in report.conclusions} for report in reports())
    wanted = {key for key in before | now if before.get(key) != now.get(key)}
    assert {(each.debtor_id, each.record, each.name) for each in measured().conclusions} == wanted != set()


def test_sums() -> None:
    found = measured()
    touched = {each.debtor_id for each in (*found.gained, *found.lost, *(one.now for one in found.altered))}
    assert found.touched == len(touched)
    assert found.debtors == reports()[0].totals.debtors
    assert found.open_amount == reports()[0].totals.open_amount
    cases = [each for each in demo_portfolio() if each.debtor.id in touched]
    assert found.open_amount_touched == policies()[0].evaluate_all(cases, as_of=AS_OF).totals.open_amount


def test_the_same_policy_does_nothing() -> None:
    found = measure(policies()[0], policies()[0], demo_portfolio(), as_of=AS_OF)
    assert (found.touched, found.gained, found.lost, found.altered, found.moved, found.actions, found.conclusions) == (
        0,
        (),
        (),
        (),
        (),
        (),
        (),
    )
    assert found.channels


def test_what_cannot_be_answered_is_not_compared() -> None:
    told: list[int] = []
    cases = demo_portfolio()
    foreign = next(each for each in cases if each.creditor.currency != "USD" and each.invoices)
    without_rates = dr.Policy(engine="plain", currency="USD")
    found = measure(without_rates, without_rates, [foreign], as_of=AS_OF, on_progress=told.append)
    assert [each.value for each in found.rejects] == [foreign.debtor.id]
    assert (found.debtors, found.touched) == (0, 0)
    assert told == [1, 2]


def test_policies_in_two_currencies_cannot_be_compared() -> None:
    euros, dollars = (dr.Policy(engine="plain", currency=each, rates=demo_rates(each)) for each in ("EUR", "USD"))
    with pytest.raises(CaseError, match="two currencies"):
        measure(euros, dollars, demo_portfolio(), as_of=AS_OF)


def test_the_report_holds_what_was_measured() -> None:
    rules = [rule("late", debtor.max_days_past_due > limit, advise("CHARGE_INTEREST")) for limit in (30, 10)]
    old, new = (book([each])() for each in rules)
    cases = [each for each in demo_portfolio() if each.creditor.currency == demo_portfolio()[0].creditor.currency]
    report = compare(old, new, on=cases, as_of=AS_OF)
    assert report.portfolio == measure(old, new, cases, as_of=AS_OF)
    assert {each.action for each in report.portfolio.gained} == {"CHARGE_INTEREST"}
    assert type(report).from_json(report.to_json()) == report
