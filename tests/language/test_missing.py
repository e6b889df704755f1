"""A missing value satisfies no atom, and no negated atom either; only `is_missing` asks for it."""

# ruff: noqa: SIM300 - terms are written like constants, and stand on the left

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.language import (
    ALWAYS,
    COUNT,
    DATE,
    FLAG,
    MONEY,
    NAME,
    RATIO,
    Condition,
    Ref,
    as_condition,
    band,
    choice,
    coalesce,
    greatest,
    holds,
    least,
    ratio,
    when,
)
from dunning_rules.language.plain import read_condition, read_term
from dunning_rules.language.record import Record

A = Ref("debtor", "a", COUNT, may_miss=True)
B = Ref("debtor", "b", COUNT, may_miss=True)
AMOUNT = Ref("debtor", "amount", MONEY, may_miss=True)
SHARE = Ref("debtor", "share", RATIO, may_miss=True)
DAY = Ref("debtor", "day", DATE, may_miss=True)
CALLED = Ref("debtor", "called", FLAG, may_miss=True)
NAMED = Ref("debtor", "named", NAME, may_miss=True)
GRADE = Ref("debtor", "grade", choice("mild", "bad", ordered=True), may_miss=True)
NEVER = ~ALWAYS


def holds_for(condition: Condition, **values: object) -> bool:
    return read_condition(condition, "debtor")(Record(values))


ATOMS: dict[str, Callable[[], Condition]] = {
    "lt": lambda: A < 5,
    "le": lambda: A <= 5,
    "gt": lambda: A > 5,
    "ge": lambda: A >= 5,
    "eq": lambda: A == 5,
    "ne": lambda: A != 5,
    "zero": lambda: A == 0,
    "money": lambda: AMOUNT <= 0,
    "ratio": lambda: SHARE < Decimal("0.5"),
    "date": lambda: DAY != date(2026, 1, 1),
    "flag": lambda: as_condition(CALLED),
    "flag is false": lambda: CALLED == False,  # noqa: E712 - a term, not a truth value
    "name": lambda: NAMED != "x",
    "choice": lambda: GRADE == "mild",
    "one of": lambda: GRADE.is_in(("mild", "bad")),
    "ordered": lambda: GRADE >= "bad",
    "two terms": lambda: A < B,
    "equal terms": lambda: A == B,
    "itself": lambda: A == A,  # noqa: PLR0124 - a term, not a value
    "sum": lambda: A + 1 > 0,
    "product": lambda: A * 0 == 0,
    "difference of itself": lambda: A - A == 0,
    "quotient": lambda: ratio(A, B) >= 0,
    "least": lambda: least(A, B) < 5,
    "first known": lambda: coalesce(A, B) != 5,
    "band": lambda: band(A, ((1, 10),)) >= 0,
    "when": lambda: when(CALLED, A) > 0,
}


@pytest.mark.parametrize("atom", ATOMS)
def test_neither_an_atom_nor_its_negation_holds_where_the_value_is_missing(atom: str) -> None:
    condition = ATOMS[atom]()
    assert not holds_for(condition)
    assert not holds_for(~condition)
    assert not holds_for(~~condition)


@pytest.mark.parametrize("atom", ["lt", "le", "gt", "ge", "eq", "ne", "two terms", "sum"])
def test_one_of_an_atom_and_its_negation_holds_where_the_value_is_known(atom: str) -> None:
    condition = ATOMS[atom]()
    for value in (4, 5, 6):
        assert holds_for(condition, a=value, b=5) is not holds_for(~condition, a=value, b=5)


@pytest.mark.parametrize(("a", "b"), [(1, None), (None, 1)])
def test_two_terms_are_compared_only_where_both_are_known(a: int | None, b: int | None) -> None:
    assert not holds_for(A < B, a=a, b=b)
    assert not holds_for(A >= B, a=a, b=b)


def test_negation_is_pushed_down_to_the_atoms() -> None:
    both = (A > 1) & (B > 1)
    assert holds_for(~both, a=0, b=None)
    assert not holds_for(~both, a=2, b=None)
    either = (A > 1) | (B > 1)
    assert not holds_for(~either, a=0, b=None)
    assert holds_for(~either, a=0, b=0)


def test_what_is_missing_can_be_asked_for() -> None:
    assert holds_for(A.is_missing())
    assert not holds_for(A.is_missing(), a=0)
    assert holds_for(A.is_known(), a=0)
    assert not holds_for(A.is_known())
    assert holds_for(~A.is_known())
    assert holds_for(~A.is_missing(), a=0)
    assert holds_for(CALLED.is_known(), called=False)


def test_always_and_never() -> None:
    assert holds_for(ALWAYS)
    assert not holds_for(NEVER)
    assert holds_for(~NEVER)


@pytest.mark.parametrize("number", [2, 3, 4])
def test_all_needs_each_and_any_needs_one(number: int) -> None:
    fields = [Ref("debtor", f"f{each}", FLAG, may_miss=True) for each in range(number)]
    every, some = as_condition(fields[0]), as_condition(fields[0])
    for field in fields[1:]:
        every, some = every & field, some | field
    none = {field.name: False for field in fields}
    assert holds_for(every, **dict.fromkeys(none, True))
    assert not holds_for(some, **none)
    for name in none:
        assert not holds_for(every, **dict.fromkeys(none, True) | {name: False})
        assert holds_for(some, **none | {name: True})


def test_a_condition_as_a_flag_is_never_missing() -> None:
    flag = holds(A > 5)
    assert not flag.nullable
    assert read_term(flag, "debtor")(Record()) is False
    assert holds_for(~flag)


@pytest.mark.parametrize(
    ("values", "low", "high", "first"),
    [({}, None, None, None), ({"a": 3}, 3, 3, 3), ({"b": 2}, 2, 2, 2), ({"a": 3, "b": 2}, 2, 3, 3), ({"a": 0, "b": -1}, -1, 0, 0)],
)
def test_extremes_and_fallbacks_pass_over_what_is_missing(
    values: dict[str, int], low: int | None, high: int | None, first: int | None
) -> None:
    record = Record(values)
    assert read_term(least(A, B), "debtor")(record) == low
    assert read_term(greatest(A, B), "debtor")(record) == high
    assert read_term(coalesce(A, B), "debtor")(record) == first


def test_a_fallback_that_is_always_there_makes_the_whole_sure() -> None:
    assert coalesce(A, B).nullable
    assert not coalesce(A, 0).nullable
    assert least(A, B).nullable
    assert not greatest(A, 0).nullable
    assert when(CALLED, coalesce(A, 0)).nullable


@pytest.mark.parametrize(("called", "value"), [(True, 7), (False, None), (None, None)])
def test_a_term_with_a_condition_is_missing_where_that_does_not_hold(called: bool | None, value: int | None) -> None:  # noqa: FBT001 - a column of the table
    assert read_term(when(CALLED, A), "debtor")(Record({"called": called, "a": 7})) == value
