"""Values as other systems write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning_rules.io.erp.values import amount, day, moment, text
from dunning_rules.rows.row_error import RowError

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("value", [None, False, ""])
def test_what_is_not_there(value: object) -> None:
    assert (text(value), day(value), moment(value, BERLIN)) == (None, None, None)


@given(st.integers(-(10**13), 10**13), st.sampled_from([("JPY", 0), ("EUR", 2), ("KWD", 3)]))
def test_a_binary_fraction_is_the_amount_that_it_stands_for(minor: int, currency: tuple[str, int]) -> None:
    code, digits = currency
    meant = Decimal(minor).scaleb(-digits)
    assert amount(float(meant), code, "amount") == meant
    assert amount(meant, code, "amount") == meant


@pytest.mark.parametrize("value", [0.005, 1.239, float("inf"), 1e15])
def test_a_fraction_that_stands_for_no_amount_stays_as_it_is(value: float) -> None:
    assert amount(value, "EUR", "amount") == Decimal(repr(value))


def test_in_an_unknown_currency_nothing_is_rounded() -> None:
    assert amount(0.1 + 0.2, "XYZ", "amount") == Decimal("0.30000000000000004")


@pytest.mark.parametrize("value", [None, True, False, "", [], {}])
def test_no_amount_is_an_error(value: object) -> None:
    with pytest.raises(RowError, match="`total` is not an amount"):
        amount(value, "EUR", "total")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 7, 1), "2026-07-01"),
        (datetime(2026, 7, 1, 9, tzinfo=BERLIN), "2026-07-01"),
        ("2026-07-01", "2026-07-01"),
        ("2026-07-01 09:00:00.123", "2026-07-01"),
        ("1.7.2026", "1.7.2026"),
        (7, 7),
    ],
)
def test_days(value: object, expected: object) -> None:
    assert day(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 7, 1), "2026-07-01T00:00:00+02:00"),
        (datetime(2026, 7, 1, 9), "2026-07-01T09:00:00+02:00"),  # noqa: DTZ001 - one without an offset
        ("2026-01-01", "2026-01-01T00:00:00+01:00"),
        ("2026-01-01 09:30:00", "2026-01-01T09:30:00+01:00"),
        ("2026-01-01T09:30:00.5", "2026-01-01T09:30:00.500000+01:00"),
        ("2026-13-01", "2026-13-01"),
        ("2026-01-01T09:30:00+00:00", "2026-01-01T09:30:00+00:00"),
        (7, 7),
    ],
)
def test_moments(value: object, expected: object) -> None:
    assert moment(value, BERLIN) == expected
