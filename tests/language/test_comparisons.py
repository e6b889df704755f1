"""Comparisons: types on both sides, choices with and without an order, flags as conditions."""

# ruff: noqa: SIM300 - terms are written like constants, and stand on the left

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dunning_rules.errors import LanguageError
from dunning_rules.language import (
    COUNT,
    DATE,
    DAYS,
    FLAG,
    MONEY,
    NAME,
    Condition,
    Const,
    Ref,
    Term,
    as_condition,
    as_term,
    choice,
)
from dunning_rules.language.plain import read_condition
from dunning_rules.language.record import Record

AMOUNT = Ref("debtor", "amount", MONEY, may_miss=True)
NUMBER = Ref("debtor", "number", COUNT, may_miss=True)
AGE = Ref("debtor", "age", DAYS, may_miss=True)
DAY = Ref("debtor", "day", DATE, may_miss=True)
CALLED = Ref("debtor", "called", FLAG, may_miss=True)
NAMED = Ref("debtor", "named", NAME, may_miss=True)
GRADE = Ref("debtor", "grade", choice("mild", "bad", "dead", ordered=True), may_miss=True)
WORST = Ref("debtor", "worst", GRADE.type, may_miss=True)
COLOUR = Ref("debtor", "colour", choice("red", "green"), may_miss=True)


def holds(condition: Condition, **values: object) -> bool:
    return read_condition(condition, "debtor")(Record(values))


@pytest.mark.parametrize(
    ("build", "holding"),
    [
        (lambda: NUMBER < 5, {4}),
        (lambda: NUMBER <= 5, {4, 5}),
        (lambda: NUMBER > 5, {6}),
        (lambda: NUMBER >= 5, {5, 6}),
        (lambda: NUMBER == 5, {5}),
        (lambda: NUMBER != 5, {4, 6}),
        (lambda: NUMBER + 1 < 5, set()),
        (lambda: NUMBER + 1 <= 5, {4}),
        (lambda: NUMBER + 1 > 5, {5, 6}),
        (lambda: NUMBER + 1 >= 5, {4, 5, 6}),
        (lambda: NUMBER + 1 == 5, {4}),
        (lambda: NUMBER + 1 != 5, {5, 6}),
        (lambda: NUMBER < Const(5, COUNT) + 1, {4, 5}),
    ],
)
def test_each_relation_at_its_edge(build: Callable[[], Condition], holding: set[int]) -> None:
    assert {value for value in (4, 5, 6) if holds(build(), number=value)} == holding


@pytest.mark.parametrize("build", [lambda: NUMBER == 5, lambda: NUMBER + 0 == 5, NUMBER.is_known, lambda: GRADE.is_in(("bad",))])
def test_a_record_reads_the_fields_of_its_debtor_from_the_debtor(build: Callable[[], Condition]) -> None:
    asks = read_condition(build(), "invoice")
    assert asks(Record(parent=Record({"number": 5, "grade": "bad"})))
    assert not asks(Record({"number": 5, "grade": "bad"}, parent=Record()))


def test_a_day_is_compared_with_a_date() -> None:
    condition = DAY <= date(2026, 7, 15)
    assert holds(condition, day=date(2026, 7, 15).toordinal())
    assert not holds(condition, day=date(2026, 7, 16).toordinal())


def test_names_are_in_a_list_of_names() -> None:
    listed = NAMED.is_in(("DE", "AT", "DE"))
    assert [value for value in ("AT", "BE", "DE", None) if holds(listed, named=value)] == ["AT", "DE"]
    assert [value for value in ("AT", "BE", "DE", None) if holds(~listed, named=value)] == ["BE"]
    assert listed.key == NAMED.is_in(("AT", "DE")).key


@pytest.mark.parametrize(
    ("build", "holding"),
    [
        (lambda: GRADE < "bad", {"mild"}),
        (lambda: GRADE <= "bad", {"mild", "bad"}),
        (lambda: GRADE > "bad", {"dead"}),
        (lambda: GRADE >= "bad", {"bad", "dead"}),
        (lambda: GRADE == "bad", {"bad"}),
        (lambda: GRADE != "bad", {"mild", "dead"}),
        (lambda: GRADE.is_in(("dead", "mild")), {"mild", "dead"}),
        (lambda: ~GRADE.is_in(("dead", "mild")), {"bad"}),
        (lambda: ~(GRADE >= "bad"), {"mild"}),
    ],
)
def test_an_ordered_choice_goes_from_mild_to_grave(build: Callable[[], Condition], holding: set[str]) -> None:
    assert {value for value in ("mild", "bad", "dead") if holds(build(), grade=value)} == holding


@pytest.mark.parametrize(
    ("build", "holding"),
    [
        (lambda: as_condition(CALLED), {True}),
        (lambda: ~CALLED, {False}),
        (lambda: ~~CALLED, {True}),
        (lambda: CALLED == False, {False}),  # noqa: E712 - a term, not a truth value
        (lambda: CALLED & CALLED, {True}),
        (lambda: CALLED | ~CALLED, {True, False}),
        (lambda: ~(CALLED & CALLED), {False}),
        (lambda: ~(CALLED | CALLED), {False}),
    ],
)
def test_a_flag_is_a_condition(build: Callable[[], Condition], holding: set[bool]) -> None:
    assert {value for value in (True, False) if holds(build(), called=value)} == holding


def test_conditions_that_are_joined_lie_flat() -> None:
    joined = (NUMBER > 1) & (NUMBER > 2) & CALLED
    assert joined.key.count("All(") == 1
    either = (NUMBER > 1) | (NUMBER > 2) | CALLED
    assert either.key.count("Any(") == 1
    assert ((NUMBER > 1) & ((NUMBER > 2) | CALLED)).key.count("Any(") == 1


def mistakes() -> dict[str, tuple[Callable[[], object], str, str]]:
    money = "only 0 needs no currency: name a parameter of type money instead"
    return {
        "money with a number": (lambda: AMOUNT > 5, "`debtor.amount` cannot be compared: `5` cannot be read as money", money),
        "a field with nothing": (
            lambda: NUMBER == None,  # noqa: E711 - the mistake
            "`debtor.number` cannot be compared: `None` cannot be read as count",
            "give a whole number",
        ),
        "two types": (lambda: AGE > NUMBER, "`debtor.age` is days, `debtor.number` is count", "compare values of one type"),
        "two choices": (lambda: GRADE == COLOUR, "`debtor.grade` is choice, `debtor.colour` is choice", "compare values of one type"),
        "an unknown value": (
            lambda: GRADE == "bda",
            "`debtor.grade` cannot be compared: `bda` is not one of its values",
            "did you mean `bad`?",
        ),
        "no order": (lambda: COLOUR < "green", "`debtor.colour` is choice without an order", "use `==`, `!=` or `.is_in((…))`"),
        "no order of names": (lambda: NAMED > "a", "`debtor.named` is name without an order", "use `==`, `!=` or `.is_in((…))`"),
        "no order of flags": (lambda: CALLED > False, "`debtor.called` is flag without an order", "use `==`, `!=` or `.is_in((…))`"),
        "order of two fields": (lambda: GRADE >= WORST, "`debtor.grade` is choice without an order", "use `==`, `!=` or `.is_in((…))`"),
        "below the mildest": (
            lambda: GRADE < "mild",
            "`debtor.grade` can never be lt `mild`",
            "its values are, from mild to grave: mild, bad, dead",
        ),
        "above the gravest": (
            lambda: GRADE > "dead",
            "`debtor.grade` can never be gt `dead`",
            "its values are, from mild to grave: mild, bad, dead",
        ),
        "in nothing": (
            lambda: GRADE.is_in(()),
            "`debtor.grade` is choice; `is_in` asks a choice or a name for at least one value",
            "compare with `==` instead",
        ),
        "in, but no choice": (
            lambda: CALLED.is_in(("yes",)),
            "`debtor.called` is flag; `is_in` asks a choice or a name for at least one value",
            "compare with `==` instead",
        ),
        "in, with a wrong value": (lambda: GRADE.is_in(("mild", "deat")), "`deat` is not one of its values", "did you mean `dead`?"),
        "a number as a condition": (
            lambda: CALLED & NUMBER,
            "`debtor.number` is not a condition",
            "compare a field, for example `debtor.overdue_amount > 0`",
        ),
        "a truth value as a condition": (
            lambda: (NUMBER > 1) | True,  # type: ignore[operator] # the mistake
            "`True` is not a condition",
            "compare a field, for example `debtor.overdue_amount > 0`",
        ),
        "a negated number": (
            lambda: ~NUMBER,
            "`debtor.number` is not a condition",
            "compare a field, for example `debtor.overdue_amount > 0`",
        ),
    }


@pytest.mark.parametrize("name", mistakes())
def test_a_mistake_is_an_error_when_it_is_written(name: str) -> None:
    write, message, mend = mistakes()[name]
    with pytest.raises(LanguageError) as caught:
        write()
    assert str(caught.value) == f"{message}\n  help: {mend}"


def test_a_literal_becomes_a_term_of_the_wanted_type() -> None:
    term = as_term(5, DAYS)
    assert term.key == "Const(5, days)"
    assert as_term(term, COUNT) is term


def test_a_comparison_is_not_compared_again() -> None:
    with pytest.raises(TypeError):
        (NUMBER > 1) < 3  # type: ignore[operator] # noqa: B015 - the mistake


def test_a_term_that_may_miss_says_so() -> None:
    terms: list[tuple[Term, bool]] = [(NUMBER, True), (Const(1, COUNT), False), (NUMBER + 1, True)]
    assert [term.nullable for term, _ in terms] == [nullable for _, nullable in terms]
