"""What holds of any order of any debtors."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.backtest.orders import by_age, by_amount, by_chance, head_of
from dunning_rules.backtest.outcome import Item, Outcome
from tests.properties.common import steady

DAY = date(2026, 6, 10)


@st.composite
def debtors(draw: st.DrawFn) -> list[Outcome]:
    """Some debtors, each with an item of which a part is late."""
    found = []
    for number in range(draw(st.integers(1, 30))):
        open_amount = draw(st.integers(1, 1000))
        late = draw(st.integers(0, open_amount))
        due = DAY.replace(day=draw(st.integers(1, 30)))
        found.append(
            Outcome(f"d{number:02}", (Item(due, Decimal(open_amount), Decimal(late), Decimal(late * draw(st.integers(1, 90))), None),))
        )
    return found


parts = st.decimals(Decimal("0.01"), 1, places=2)


def held(order: list[Outcome], part: Decimal) -> Decimal:
    return sum((each.late_amount for each in head_of(order, part)), Decimal(0))


@steady(50)
@given(found=debtors())
def test_all_debtors_hold_all_late_money(found: list[Outcome]) -> None:
    assert held(found, Decimal(1)) == sum(each.late_amount for each in found)


@steady(50)
@given(found=debtors(), part=parts, seed=st.integers(0, 9))
def test_no_order_holds_more_than_the_perfect_or_less_than_its_reverse(found: list[Outcome], part: Decimal, seed: int) -> None:
    perfect = sorted(found, key=lambda each: -each.late_amount)
    for order in (by_age(found, DAY), by_amount(found), by_chance(found, Random(seed))):  # noqa: S311 - a drawn order, no secret
        assert sorted(each.debtor_id for each in order) == [each.debtor_id for each in found]
        assert held(perfect[::-1], part) <= held(order, part) <= held(perfect, part)


@steady(50)
@given(found=debtors(), one=parts, other=parts)
def test_a_longer_head_holds_no_less(found: list[Outcome], one: Decimal, other: Decimal) -> None:
    assert held(found, min(one, other)) <= held(found, max(one, other))
    assert 1 <= len(head_of(found, one)) <= len(found)


@steady(50)
@given(found=debtors(), part=parts, data=st.data())
def test_the_baselines_do_not_know_the_order_in_which_debtors_are_given(found: list[Outcome], part: Decimal, data: st.DataObject) -> None:
    again = data.draw(st.permutations(found))
    assert by_age(again, DAY) == by_age(found, DAY)
    assert by_amount(again) == by_amount(found)
    assert held(by_chance(again, Random(1)), part) == held(by_chance(found, Random(1)), part)  # noqa: S311 - as above
