"""Sums, products, quotients, extremes and step functions: types and values."""

# ruff: noqa: SIM300 - terms are written like constants, and stand on the left

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.errors import LanguageError
from dunning_rules.language import (
    COUNT,
    DATE,
    DAYS,
    FLAG,
    MINUTE,
    MONEY,
    NAME,
    RATIO,
    SCORE,
    Condition,
    Const,
    Param,
    Ref,
    Term,
    band,
    choice,
    coalesce,
    greatest,
    least,
    outer,
    ratio,
    share_of,
)
from dunning_rules.language.plain import read_condition, read_term
from dunning_rules.language.record import Record

AMOUNT = Ref("debtor", "amount", MONEY, may_miss=True)
WHOLE = Ref("debtor", "whole", MONEY, may_miss=True)
NUMBER = Ref("debtor", "number", COUNT, may_miss=True)
AGE = Ref("debtor", "age", DAYS, may_miss=True)
DAY = Ref("debtor", "day", DATE, may_miss=True)
OTHER_DAY = Ref("debtor", "other_day", DATE, may_miss=True)
SHARE = Ref("debtor", "share", RATIO, may_miss=True)
TIME = Ref("debtor", "time", MINUTE, may_miss=True)
CALLED = Ref("debtor", "called", FLAG, may_miss=True)
NAMED = Ref("debtor", "named", NAME, may_miss=True)
GRADE = Ref("debtor", "grade", choice("mild", "bad", ordered=True), may_miss=True)

JULY_15 = date(2026, 7, 15).toordinal()


def value(term: Term, **values: object) -> object:
    return read_term(term, "debtor")(Record(values))


@pytest.mark.parametrize(
    ("term", "result"),
    [
        (NUMBER + 1, 6),
        (NUMBER - 1, 4),
        (NUMBER - 7, -2),
        (NUMBER + NUMBER - 1, 9),
        (NUMBER * 3, 15),
        (NUMBER * -3, -15),
        (AMOUNT * 2, 2000),
        (AMOUNT + 0, 1000),
        (AMOUNT - AMOUNT, 0),
        (AMOUNT * NUMBER, 5000),
        (AMOUNT * SHARE, 2_500_000),
        (TIME - 30, 900),
        (SHARE + Decimal("0.1"), 3500),
        (SHARE - Decimal("0.1"), 1500),
    ],
)
def test_sums_and_products(term: Term, result: int) -> None:
    assert value(term, number=5, amount=1000, share=2500, time=930) == result


@pytest.mark.parametrize(
    ("term", "kind", "result"),
    [
        (DAY + 30, DATE, JULY_15 + 30),
        (DAY + AGE, DATE, JULY_15 + 10),
        (DAY - 15, DATE, JULY_15 - 15),
        (DAY - AGE, DATE, JULY_15 - 10),
        (DAY - OTHER_DAY, DAYS, 14),
        (OTHER_DAY - DAY, DAYS, -14),
        (DAY - date(2026, 7, 14), DAYS, 1),
        (AGE + 5, DAYS, 15),
    ],
)
def test_days_and_dates(term: Term, kind: object, result: int) -> None:
    assert term.type == kind
    assert value(term, day=JULY_15, other_day=JULY_15 - 14, age=10) == result


@pytest.mark.parametrize(
    "term", [NUMBER + 1, NUMBER - 1, NUMBER * 2, Const(1, COUNT) + NUMBER, Const(2, COUNT) * NUMBER, DAY - 1, AMOUNT * SHARE]
)
def test_what_is_missing_makes_the_result_missing(term: Term) -> None:
    assert value(term, share=1) is None
    assert term.nullable


@pytest.mark.parametrize(
    ("above", "below", "result"),
    [
        (1, 3, 3333),
        (2, 3, 6666),
        (3, 3, 10_000),
        (0, 3, 0),
        (-1, 3, -3334),
        (-3, 3, -10_000),
        (1, 0, None),
        (1, -3, None),
        (None, 3, None),
        (1, None, None),
        (10**15, 1, 10**19),
    ],
)
def test_a_ratio_is_in_basis_points_rounded_down_and_missing_without_a_positive_divisor(
    above: int | None, below: int | None, result: int | None
) -> None:
    assert value(ratio(AMOUNT, WHOLE), amount=above, whole=below) == result


@pytest.mark.parametrize(
    ("amount", "points", "result"),
    [
        (1000, 8500, 850),
        (1, 5000, 1),
        (1, 4999, 0),
        (3, 5000, 2),
        (-1, 5000, 0),
        (-3, 5000, -1),
        (-3, 5001, -2),
        (-1, 5001, -1),
        (7, 0, 0),
        (10**15, 10_000, 10**15),
    ],
)
def test_a_share_of_money_is_rounded_half_up_to_the_minor_unit(amount: int, points: int, result: int) -> None:
    assert value(share_of(SHARE, AMOUNT), amount=amount, share=points) == result


def test_a_share_is_missing_where_a_part_is() -> None:
    assert value(share_of(SHARE, AMOUNT), amount=5) is None
    assert value(share_of(SHARE, AMOUNT), share=5) is None


def test_a_quotient_is_sure_only_by_a_positive_constant() -> None:
    sure = Ref("debtor", "sure", MONEY, may_miss=False)
    part = Ref("debtor", "part", RATIO, may_miss=False)
    assert not share_of(part, sure).nullable
    assert share_of(SHARE, sure).nullable
    assert ratio(sure, sure).nullable
    assert ratio(sure, Const(0, MONEY)).nullable
    assert not ratio(sure, Const(1, MONEY)).nullable


@pytest.mark.parametrize(
    ("age", "points"), [(-5, 1), (-1, 1), (0, 10), (29, 10), (30, 20), (31, 20), (89, 20), (90, 30), (10_000, 30), (None, None)]
)
def test_a_band_steps_at_its_thresholds(age: int | None, points: int | None) -> None:
    assert value(band(AGE, ((0, 10), (30, 20), (90, 30)), below=1), age=age) == points


def test_a_band_gives_points_from_nothing_on_unless_told_otherwise() -> None:
    assert value(band(SHARE, ((Decimal("0.5"), 7),)), share=4999) == 0
    assert band(SHARE, ((Decimal("0.5"), 7),)).type == SCORE
    assert band(SHARE, ((Decimal("0.5"), 7),), gives=COUNT).type == COUNT


def test_a_band_of_dates() -> None:
    assert value(band(DAY, ((date(2026, 7, 15), 5),)), day=JULY_15) == 5


def test_the_result_of_an_extreme_may_be_a_literal() -> None:
    assert [value(greatest(AMOUNT, 0), amount=amount) for amount in (-5, 0, 5, None)] == [0, 0, 5, 0]
    assert [value(least(AMOUNT, 0), amount=amount) for amount in (-5, 0, 5, None)] == [-5, 0, 0, 0]
    assert value(least(NUMBER, 3, Const(2, COUNT)), number=5) == 2


def test_terms_are_compared_with_parameters() -> None:
    assert (AMOUNT > Param("small_balance", MONEY)).key == "Compare(gt, debtor.amount, Param(small_balance, money))"


def mistakes() -> dict[str, tuple[Callable[[], object], str, str]]:
    sums = "add numbers of one type, days to a date, or minutes to a time of day"
    return {
        "money plus a count": (lambda: AMOUNT + NUMBER, "money and count cannot be added", sums),
        "a date plus a date": (lambda: DAY + OTHER_DAY, "date and date cannot be added", sums),
        "days plus a date": (lambda: AGE + DAY, "days and date cannot be added", sums),
        "a date minus a count": (lambda: DAY - NUMBER, "date and count cannot be added", sums),
        "flags": (lambda: CALLED + CALLED, "flag and flag cannot be added", sums),
        "choices": (lambda: GRADE - GRADE, "choice and choice cannot be added", sums),
        "money plus a number": (
            lambda: AMOUNT + 5,
            "`5` cannot be read as money",
            "only 0 needs no currency: name a parameter of type money instead",
        ),
        "a date minus a text": (lambda: DAY - "x", "`x` cannot be read as date", "give a `datetime.date`"),
        "a date times two": (
            lambda: DAY * 2,
            "date cannot be multiplied by count: `debtor.day`",
            "multiply by a whole number, a count, days or a ratio",
        ),
        "a flag times two": (
            lambda: CALLED * 2,
            "flag cannot be multiplied by count: `debtor.called`",
            "multiply by a whole number, a count, days or a ratio",
        ),
        "money times money": (
            lambda: AMOUNT * AMOUNT,
            "money cannot be multiplied by money: `debtor.amount`",
            "multiply by a whole number, a count, days or a ratio",
        ),
        "a ratio of two types": (
            lambda: ratio(AMOUNT, NUMBER),
            "a ratio needs two numbers of one type, not money and count",
            "divide money by money, counts by counts, days by days",
        ),
        "a ratio of flags": (
            lambda: ratio(CALLED, CALLED),
            "a ratio needs two numbers of one type, not flag and flag",
            "divide money by money, counts by counts, days by days",
        ),
        "a share by money": (lambda: share_of(AMOUNT, AMOUNT), "a share of money by money cannot be taken", "take a ratio of money"),
        "a share of a count": (lambda: share_of(SHARE, NUMBER), "a share of count by ratio cannot be taken", "take a ratio of money"),
        "two types in an extreme": (
            lambda: least(AMOUNT, NUMBER),
            "`debtor.number` is count, `debtor.amount` is money",
            "combine terms of one type",
        ),
        "only literals": (lambda: coalesce(1, 2), "at least one term is needed, not only literals", "name a field"),
        "nothing at all": (greatest, "at least one term is needed, not only literals", "name a field"),
        "a band that falls": (
            lambda: band(AGE, ((30, 1), (1, 2))),
            "the thresholds of a band must rise: `debtor.age`",
            "sort the steps by threshold, each once",
        ),
        "a band with a threshold twice": (
            lambda: band(AGE, ((1, 1), (1, 2))),
            "the thresholds of a band must rise: `debtor.age`",
            "sort the steps by threshold, each once",
        ),
        "a band of no steps": (
            lambda: band(AGE, ()),
            "the thresholds of a band must rise: `debtor.age`",
            "sort the steps by threshold, each once",
        ),
        "a band of another type": (lambda: band(AGE, (("x", 1),)), "`x` cannot be read as days", "give a whole number of days"),
        "outer of a sum": (
            lambda: outer(AGE + 1),
            "only a field can be read from outside: `Sum([debtor.age, Const(1, days)], days)`",
            "define a field for it in the vocabulary",
        ),
    }


@pytest.mark.parametrize("name", mistakes())
def test_a_mistake_is_an_error_when_it_is_written(name: str) -> None:
    write, message, mend = mistakes()[name]
    with pytest.raises(LanguageError) as caught:
        write()
    assert str(caught.value) == f"{message}\n  help: {mend}"


def test_a_number_stands_to_the_right_of_a_term() -> None:
    with pytest.raises(TypeError):
        5 + NUMBER  # type: ignore[operator] # the mistake


class Unheard(Condition):
    """A condition that no reader knows."""

    key = "unheard"


def test_a_parameter_is_bound_before_it_is_read() -> None:
    with pytest.raises(NotImplementedError, match="Param"):
        read_term(Param("days", DAYS), "debtor")


def test_a_reader_refuses_what_it_does_not_know() -> None:
    with pytest.raises(NotImplementedError, match="unheard"):
        read_condition(Unheard(), "debtor")
