"""What holds of interest whatever the debt."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.late_payment import Interest, interest, shipped_rates

CENT = Decimal("0.01")
FIRST, LAST = date(2022, 1, 1), date(2026, 6, 30)
AMOUNTS = st.integers(0, 10**11).map(lambda cents: Decimal(cents).scaleb(-2))
DAYS = st.dates(FIRST, LAST)
ORDERS = st.sampled_from(["principal-interest-costs", "costs-interest-principal"])
ENTRIES = st.lists(st.tuples(DAYS, st.integers(0, 10**8).map(lambda cents: Decimal(cents).scaleb(-2))), max_size=5)
SPANS = st.tuples(DAYS, DAYS).map(lambda days: (min(days), max(days)))


def eu(principal: Decimal, due_on: date, paid_on: date, **terms: Any) -> Interest:  # noqa: ANN401 - terms have many types
    return interest(regime="eu", principal=principal, currency="EUR", due_on=due_on, paid_on=paid_on, **terms)


def by_day(principal: Decimal, due_on: date, paid_on: date, payments: list[tuple[date, Decimal]]) -> Decimal:
    """Interest of `eu` counted day by day in fractions, where payments pay the principal first."""
    table = shipped_rates().find_table("ecb-mro")
    left, found = principal, Fraction(0)
    day = min([due_on, *(on for on, _ in payments)])
    while day <= paid_on:
        if day > due_on:
            row = table.on(day)
            assert row is not None
            found += Fraction(left) * Fraction(row.rate + Decimal("0.08")) / 365
        left -= min(left, sum((amount for on, amount in payments if on == day), Decimal(0)))
        day += timedelta(days=1)
    cents = found * 100
    return (Decimal(cents.numerator) / Decimal(cents.denominator)).quantize(Decimal(1), ROUND_HALF_UP).scaleb(-2)


@given(AMOUNTS, SPANS, ENTRIES)
def test_it_is_what_counting_day_by_day_gives(principal: Decimal, span: tuple[date, date], payments: list[tuple[date, Decimal]]) -> None:
    payments = [entry for entry in payments if entry[0] <= span[1]]
    found = eu(principal, *span, payments=payments, allocation="principal-interest-costs")
    with localcontext(prec=60):
        assert found.interest == by_day(principal, *span, payments)


@given(AMOUNTS, st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_it_is_additive_over_periods_with_a_floating_rate(principal: Decimal, days: list[date]) -> None:
    start, middle, end = days
    whole = eu(principal, start, end)
    parts = eu(principal, start, middle).interest + eu(principal, middle, end).interest
    assert abs(whole.interest - parts) <= CENT  # each of the two is rounded
    split = eu(principal, start, end, costs=[(middle, Decimal(0))])
    assert split.interest == whole.interest
    assert sum(each.amount for each in split.periods) == split.interest


@given(AMOUNTS, AMOUNTS, SPANS)
def test_it_grows_with_the_principal(one: Decimal, other: Decimal, span: tuple[date, date]) -> None:
    low, high = sorted((one, other))
    assert eu(low, *span).interest <= eu(high, *span).interest


@given(AMOUNTS, st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_it_grows_with_the_days(principal: Decimal, days: list[date]) -> None:
    assert eu(principal, days[0], days[1]).total <= eu(principal, days[0], days[2]).total


@given(AMOUNTS, SPANS)
def test_before_the_due_day_there_is_none(principal: Decimal, span: tuple[date, date]) -> None:
    paid_on, due_on = span
    found = eu(principal, due_on, paid_on)
    assert not any((found.days_late, found.periods, found.total, found.compensation))
    assert found.open_total == principal


@given(AMOUNTS, SPANS, ENTRIES, ENTRIES, ORDERS)
def test_payments_are_neither_lost_nor_made(
    principal: Decimal, span: tuple[date, date], payments: list[tuple[date, Decimal]], costs: list[tuple[date, Decimal]], order: str
) -> None:
    due_on, paid_on = span
    payments, costs = ([entry for entry in entries if entry[0] <= paid_on] for entries in (payments, costs))
    found = eu(principal, due_on, paid_on, payments=payments, costs=costs, allocation=order)
    for each in found.payments:
        assert each.amount == each.costs + each.interest + each.principal + each.excess
        assert min(each.costs, each.interest, each.principal, each.excess) >= 0
    paid = sum(each.amount for each in found.payments)
    excess = sum(each.excess for each in found.payments)
    assert paid == sum(amount for _, amount in payments)
    assert principal + found.total == paid - excess + found.open_total
    assert found.open_total == found.open_principal + found.open_interest + found.open_costs


@given(AMOUNTS, SPANS, ENTRIES, st.randoms(use_true_random=False), ORDERS)
def test_the_order_in_which_payments_are_given_does_not_matter(
    principal: Decimal, span: tuple[date, date], payments: list[tuple[date, Decimal]], chance: Random, order: str
) -> None:
    payments = [entry for entry in payments if entry[0] <= span[1]]
    shuffled = list(payments)
    chance.shuffle(shuffled)
    one, other = (eu(principal, *span, payments=each, allocation=order) for each in (payments, shuffled))
    assert one.to_json() == other.to_json()


@given(AMOUNTS, SPANS)
def test_the_callers_decimal_context_does_not_matter(principal: Decimal, span: tuple[date, date]) -> None:
    plain = eu(principal, *span)
    with localcontext(prec=3, rounding="ROUND_UP"):
        narrow = eu(principal, *span)
        texts = (narrow.to_json(), narrow.text())
    assert texts == (plain.to_json(), plain.text())
