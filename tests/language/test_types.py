"""Literals as fact values, and back."""

from __future__ import annotations

import decimal
from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.errors import LanguageError
from dunning_rules.language import COUNT, DATE, DAYS, FLAG, MINUTE, MONEY, NAME, RATIO, SCORE, Kind, Type, choice
from dunning_rules.language.types import MAX_FACT, Literal, Value, decode, encode, in_units, total

GRADES = choice("mild", "grave", ordered=True)


@pytest.mark.parametrize(
    ("literal", "wanted", "value"),
    [
        (3, COUNT, 3),
        (-3, DAYS, -3),
        (1439, MINUTE, 1439),
        (100, SCORE, 100),
        (9_007_199_254_740_992, COUNT, 9_007_199_254_740_992),
        (-9_007_199_254_740_992, COUNT, -9_007_199_254_740_992),
        (0, MONEY, 0),
        (0, RATIO, 0),
        (Decimal("0.8"), RATIO, 8000),
        (Decimal("-0.0001"), RATIO, -1),
        (date(1, 1, 2), DATE, 2),
        (True, FLAG, True),
        (False, FLAG, False),
        ("grave", GRADES, "grave"),
        ("007", NAME, "007"),
    ],
)
def test_a_literal_is_read_as_the_type_that_it_is_compared_with(literal: Literal, wanted: Type, value: Value) -> None:
    assert encode(literal, wanted) == value


@pytest.mark.parametrize(
    ("literal", "wanted", "message", "mend"),
    [
        (1, MONEY, "`1` cannot be read as money", "only 0 needs no currency: name a parameter of type money instead"),
        (Decimal(1), MONEY, "`Decimal('1')` cannot be read as money", "only 0 needs no currency: name a parameter of type money instead"),
        (True, COUNT, "`True` cannot be read as count", "give a whole number"),
        ("5", DAYS, "`5` cannot be read as days", "give a whole number of days"),
        (5, DATE, "`5` cannot be read as date", "give a `datetime.date`"),
        (0, DATE, "`0` cannot be read as date", "give a `datetime.date`"),
        (1, RATIO, "`1` cannot be read as ratio", "give a `decimal.Decimal`, 0.8 is 80 %"),
        (Decimal("NaN"), RATIO, "`Decimal('NaN')` cannot be read as ratio", "give a `decimal.Decimal`, 0.8 is 80 %"),
        (Decimal("0.00001"), RATIO, "`0.00001` is finer than a basis point", "use at most four decimals, 0.8 is 80 %"),
        ("12:00", MINUTE, "`12:00` cannot be read as minute", "give a whole number of minutes"),
        (Decimal(1), SCORE, "`Decimal('1')` cannot be read as score", "give a whole number"),
        (1, FLAG, "`1` cannot be read as flag", "give `True` or `False`"),
        (1, GRADES, "`1` cannot be read as choice", "give one of its values as text"),
        ("graves", GRADES, "`graves` is not one of its values", "did you mean `grave`?"),
        (7, NAME, "`7` cannot be read as name", "give a text"),
        (9_007_199_254_740_993, COUNT, "`9007199254740993` is out of the range of facts", "facts lie within ±2^53"),
        (-9_007_199_254_740_993, DAYS, "`-9007199254740993` is out of the range of facts", "facts lie within ±2^53"),
        (Decimal(MAX_FACT), RATIO, f"`{MAX_FACT * 10_000}` is out of the range of facts", "facts lie within ±2^53"),
    ],
)
def test_a_literal_of_another_type_is_an_error_with_the_mend(literal: Literal, wanted: Type, message: str, mend: str) -> None:
    with pytest.raises(LanguageError) as caught:
        encode(literal, wanted)
    assert (caught.value.message, caught.value.help) == (message, mend)


def test_a_ratio_is_exact_whatever_the_decimal_context_of_the_caller() -> None:
    with decimal.localcontext(decimal.Context(prec=2)):
        assert encode(Decimal("0.8123"), RATIO) == 8123
        with pytest.raises(LanguageError, match="finer than a basis point"):
            encode(Decimal("0.81234"), RATIO)


@pytest.mark.parametrize(
    ("value", "kind", "digits", "shown"),
    [
        (-1234, Kind.MONEY, 2, Decimal("-12.34")),
        (1234, Kind.MONEY, 0, Decimal(1234)),
        (1234, Kind.MONEY, 3, Decimal("1.234")),
        (8000, Kind.RATIO, 0, Decimal("0.8000")),
        (2, Kind.DATE, 2, date(1, 1, 2)),
        (5, Kind.DAYS, 2, 5),
        (True, Kind.FLAG, 2, True),
        ("x", Kind.NAME, 2, "x"),
    ],
)
def test_a_fact_value_comes_back_as_python_knows_it(value: Value, kind: Kind, digits: int, shown: Literal) -> None:
    decoded = decode(value, kind, digits)
    assert decoded == shown
    assert type(decoded) is type(shown)


def test_amounts_keep_their_decimals() -> None:
    assert str(in_units(100, 2)) == "1.00"


def test_a_sum_is_exact_whatever_the_decimal_context_of_the_caller() -> None:
    with decimal.localcontext(decimal.Context(prec=3)):
        assert total([Decimal("999999999999.99"), Decimal("0.01"), Decimal(-5)]) == Decimal(999999999995)
    assert total([]) == 0


@pytest.mark.parametrize("values", [(), ("a", "a")])
def test_a_choice_has_distinct_values(values: tuple[str, ...]) -> None:
    with pytest.raises(LanguageError, match=r"a choice needs distinct values.*\n  help: list each value once"):
        choice(*values)


def test_only_numbers_have_an_order_of_their_own() -> None:
    numbers = {each.kind for each in (MONEY, COUNT, DAYS, DATE, RATIO, MINUTE, SCORE, FLAG, NAME, GRADES) if each.is_numeric}
    assert numbers == {Kind.MONEY, Kind.COUNT, Kind.DAYS, Kind.DATE, Kind.RATIO, Kind.MINUTE, Kind.SCORE}
