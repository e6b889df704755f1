"""Payments over the parts of an invoice."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.io.erp.spread import spread, still_open

AMOUNTS = st.lists(st.integers(0, 1000).map(lambda cents: Decimal(cents) / 100), max_size=6)


def test_the_first_payment_pays_the_first_part() -> None:
    assert spread([Decimal(5), Decimal(5)], [Decimal(7), Decimal(9)]) == [(0, 0, Decimal(5)), (0, 1, Decimal(2)), (1, 1, Decimal(3))]


@given(AMOUNTS, AMOUNTS)
def test_nothing_is_paid_twice_and_nothing_is_kept_back(parts: list[Decimal], payments: list[Decimal]) -> None:
    found = spread(parts, payments)
    assert sum(amount for _, _, amount in found) == min(sum(parts), sum(payments))
    assert all(amount > 0 for _, _, amount in found)
    for index, part in enumerate(parts):
        assert sum(amount for _, at, amount in found if at == index) <= part
    for index, payment in enumerate(payments):
        assert sum(amount for at, _, amount in found if at == index) <= payment
    assert [(payment, part) for payment, part, _ in found] == sorted((payment, part) for payment, part, _ in found)


@given(AMOUNTS, st.integers(0, 8000).map(lambda cents: Decimal(cents) / 100))
def test_what_is_open_is_what_the_payments_leave(parts: list[Decimal], paid: Decimal) -> None:
    left = still_open(parts, max(sum(parts, Decimal(0)) - paid, Decimal(0)))
    taken = spread(parts, [paid])
    assert left == [part - sum(amount for _, at, amount in taken if at == index) for index, part in enumerate(parts)]
