"""Paying never makes it worse."""

from __future__ import annotations

from hypothesis import given

from dunning_rules.testing.invariants import check_paying, paid, unpaid
from tests.properties.common import Asked, asked, many_asked, policy, steady


@steady(100)
@given(asked=asked())
def test_who_pays_is_not_pressed_harder(asked: Asked) -> None:
    check_paying(policy(asked.rates), asked.case, as_of=asked.as_of)


def test_whoever_of_many_pays_is_not_pressed_harder() -> None:
    assert sum(len(unpaid(each.case, each.as_of)) for each in many_asked()) > 3_000
    for each in many_asked():
        check_paying(policy(each.rates), each.case, as_of=each.as_of)


def test_who_has_paid_everything_owes_nothing() -> None:
    for each in many_asked()[::8]:
        assert each.report(paid(each.case, each.as_of)).totals.open_amount <= 0
