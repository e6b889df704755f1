"""Named parameters: dated histories within a range."""

from __future__ import annotations

import decimal
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dunning_rules.errors import ParameterError
from dunning_rules.language import COUNT, DATE, DAYS, FLAG, MINUTE, MONEY, NAME, RATIO, SCORE, Type, Wording, choice
from dunning_rules.language.types import Literal
from dunning_rules.rules import Parameter
from dunning_rules.vocabulary import debtor
from tests.cases import a_book, a_case, a_rule, an_invoice, asked, at

LABEL = Wording("mark", "标准")


def a_parameter(kind: Type = DAYS, value: Literal = 14, low: Literal = 1, high: Literal = 365, **changes: Any) -> Parameter:  # noqa: ANN401 - fields of the parameter
    return Parameter("mark", kind, value, low, high, "house", LABEL, **changes)


HISTORY = a_parameter(changes=((date(2026, 3, 1), 21), (date(2026, 7, 1), 7)))


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2020, 1, 1), 14),
        (date(2026, 2, 28), 14),
        (date(2026, 3, 1), 21),
        (date(2026, 3, 2), 21),
        (date(2026, 6, 30), 21),
        (date(2026, 7, 1), 7),
        (date(2099, 1, 1), 7),
    ],
)
def test_a_change_holds_from_its_day_on(day: date, value: int) -> None:
    assert HISTORY.value_on(day) == value


def test_setting_a_value_forgets_the_history() -> None:
    parameter = HISTORY.set_to(30)
    assert {parameter.value_on(day) for day in (date(2020, 1, 1), date(2026, 4, 1), date(2099, 1, 1))} == {30}
    assert (parameter.name, parameter.low, parameter.high) == ("mark", 1, 365)


def test_a_rule_sees_the_value_of_the_day() -> None:
    book = a_book(a_rule("asked", debtor.max_days_past_due >= HISTORY.term), parameters=(HISTORY,))
    case = a_case(an_invoice(issued_on=date(2026, 1, 1), due_on=date(2026, 6, 15)))
    counts = [len(asked(book, case, at(day)).recommendations) for day in (date(2026, 6, 29), date(2026, 6, 30), date(2026, 7, 1))]
    assert counts == [0, 0, 1]


@pytest.mark.parametrize("value", [1, 365])
def test_the_ends_of_the_range_belong_to_it(value: int) -> None:
    assert a_parameter(value=value).value_on(date(2026, 1, 1)) == value


@pytest.mark.parametrize(
    ("kind", "value", "low", "high"),
    [
        (MONEY, Decimal("0.01"), Decimal(0), Decimal(10)),
        (COUNT, 2, 1, 3),
        (RATIO, Decimal("0.8"), Decimal(0), Decimal(1)),
        (MINUTE, 930, 0, 1439),
        (SCORE, 5, 0, 100),
    ],
)
def test_any_number_may_be_a_parameter(kind: Type, value: Literal, low: Literal, high: Literal) -> None:
    parameter = a_parameter(kind, value, low, high)
    assert parameter.value_on(date(2026, 1, 1)) == value
    assert (parameter.term.name, parameter.term.type) == ("mark", kind)


@pytest.mark.parametrize(
    ("kind", "value", "digits", "encoded"),
    [
        (DAYS, 14, 2, 14),
        (RATIO, Decimal("0.85"), 2, 8500),
        (MONEY, Decimal("12.34"), 2, 1234),
        (MONEY, Decimal("12.345"), 2, 1235),
        (MONEY, Decimal("12.344"), 2, 1234),
        (MONEY, Decimal("12.5"), 0, 13),
        (MONEY, Decimal("12.5"), 3, 12_500),
    ],
)
def test_a_value_becomes_a_fact_in_the_currency_that_is_reported(kind: Type, value: Literal, digits: int, encoded: int) -> None:
    low: Literal = Decimal(0) if isinstance(value, Decimal) else 0
    high: Literal = Decimal(100) if isinstance(value, Decimal) else 100
    assert a_parameter(kind, value, low, high).encoded(value, digits) == encoded


def test_money_is_exact_whatever_the_decimal_context_of_the_caller() -> None:
    parameter = a_parameter(MONEY, Decimal("12345.67"), Decimal(0), Decimal(10**6))
    with decimal.localcontext(decimal.Context(prec=3)):
        assert parameter.encoded(Decimal("12345.67"), 2) == 1_234_567


@pytest.mark.parametrize(
    ("write", "message", "mend"),
    [
        ({"value": 0}, "`0` is out of range", "give a value from 1 to 365"),
        ({"value": 366}, "`366` is out of range", "give a value from 1 to 365"),
        ({"value": "14"}, "`14` cannot be read as days", "give a whole number of days"),
        ({"low": "1"}, "`1` cannot be read as days", "give a whole number of days"),
        ({"low": 9, "high": 5}, "`9` is out of range", "give a value from 9 to 5"),
        ({"changes": ((date(2026, 1, 1), 366),)}, "`366` is out of range", "give a value from 1 to 365"),
        ({"changes": ((date(2026, 1, 1), True),)}, "`True` cannot be read as days", "give a whole number of days"),
        (
            {"kind": MONEY, "value": 5, "low": Decimal(0), "high": Decimal(9)},
            "`5` is not an amount",
            "give a `decimal.Decimal` in units of the reporting currency",
        ),
        (
            {"kind": MONEY, "value": Decimal("NaN"), "low": Decimal(0), "high": Decimal(9)},
            "`Decimal('NaN')` is not an amount",
            "give a `decimal.Decimal` in units of the reporting currency",
        ),
        (
            {"kind": RATIO, "value": Decimal("1.5"), "low": Decimal(0), "high": Decimal(1)},
            "`1.5` is out of range",
            "give a value from 0 to 1",
        ),
        (
            {"kind": RATIO, "value": Decimal("0.33333"), "low": Decimal(0), "high": Decimal(1)},
            "`0.33333` is finer than a basis point",
            "use at most four decimals, 0.8 is 80 %",
        ),
    ],
)
def test_a_value_of_the_wrong_type_or_out_of_range_is_an_error(write: dict[str, Any], message: str, mend: str) -> None:
    with pytest.raises(ParameterError) as caught:
        a_parameter(**write)
    assert str(caught.value) == f"{message}\n  at: parameter `mark`\n  help: {mend}"


@pytest.mark.parametrize("value", [0, 366, "7", Decimal(7)])
def test_set_to_checks_too(value: Literal) -> None:
    with pytest.raises(ParameterError, match="parameter `mark`"):
        HISTORY.set_to(value)


@pytest.mark.parametrize("days", [(date(2026, 7, 1), date(2026, 3, 1)), (date(2026, 3, 1), date(2026, 3, 1))])
def test_a_history_rises(days: tuple[date, date]) -> None:
    with pytest.raises(ParameterError) as caught:
        a_parameter(changes=tuple((day, 7) for day in days))
    assert str(caught.value) == "the history of parameter `mark` does not rise\n  help: sort the changes by day, each day once"


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [(DATE, date(2026, 1, 1), "date"), (NAME, "x", "name"), (choice("a", "b"), "a", "choice"), (FLAG, True, "flag")],
)
def test_what_is_no_number_is_no_parameter(kind: Type, value: Literal, shown: str) -> None:
    with pytest.raises(ParameterError, match=f"parameter `mark` is a {shown}, not a number"):
        a_parameter(kind, value, value, value)
