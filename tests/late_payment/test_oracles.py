"""The oracles of the specification, exact to the cent."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from dunning_rules.late_payment import Interest, interest

DUE = date(2025, 6, 30)
"""The one-year LPR of the day after is 3.0 %, the ECB's rate of the half-year 2.15 %."""


def late(days: int, **terms: Any) -> Interest:  # noqa: ANN401 - terms have many types
    return interest(due_on=DUE, paid_on=DUE + timedelta(days=days), **terms)


@pytest.mark.parametrize(
    ("days", "terms", "expected"),
    [
        (60, {"regime": "cn-sme"}, "3000.00"),
        (60, {"regime": "cn-sales"}, "641.10"),
        (60, {"regime": "cn-sales", "multiple": Decimal("1.3")}, "641.10"),
        (60, {"regime": "cn-sales", "multiple": Decimal("1.5")}, "739.73"),
        (90, {"regime": "cn-loan-cap", "agreed_on": date(2025, 6, 1)}, "2958.90"),
        (90, {"regime": "cn-loan-cap", "agreed_on": date(2025, 6, 1), "rate": Decimal("0.24")}, "2958.90"),
        (30, {"regime": "cn-judgment"}, "525.00"),
    ],
)
def test_china(days: int, terms: dict[str, Any], expected: str) -> None:
    found = late(days, principal=Decimal(100_000), currency="CNY", **terms)
    assert (str(found.interest), str(found.total), found.compensation) == (expected, expected, None)


def test_eu() -> None:
    found = late(45, regime="eu", principal=Decimal(10_000), currency="EUR")
    assert found.compensation is not None
    assert (str(found.interest), str(found.compensation.amount), str(found.total)) == ("125.14", "40.00", "165.14")


def test_eu_over_two_semesters() -> None:
    found = interest(regime="eu", principal=Decimal(10_000), currency="EUR", due_on=date(2024, 12, 1), paid_on=date(2025, 1, 31))
    assert [(each.days, str(each.rate)) for each in found.periods] == [(30, "0.1225"), (31, "0.1115")]
    assert (str(found.interest), str(found.total)) == ("195.38", "235.38")


def test_gb() -> None:
    found = interest(regime="gb", principal=Decimal(5_000), currency="GBP", due_on=date(2026, 1, 31), paid_on=date(2026, 3, 31))
    assert (found.days_late, str(found.interest), str(found.total)) == (59, "94.97", "164.97")


def test_gb_locks_its_rate() -> None:
    found = interest(regime="gb", principal=Decimal(10_000), currency="GBP", due_on=date(2023, 5, 31), paid_on=date(2023, 8, 29))
    assert [(each.days, str(each.rate)) for each in found.periods] == [(90, "0.1150")]
    assert (str(found.interest), str(found.total)) == ("283.56", "383.56")


def test_gb_takes_the_rate_of_the_day_on_which_interest_begins() -> None:
    due = date(2023, 6, 30)
    found = interest(regime="gb", principal=Decimal(1), currency="GBP", due_on=due, paid_on=due + timedelta(days=1))
    assert str(found.periods[0].rate) == "0.1300"


@pytest.mark.parametrize(
    ("principal", "fixed"), [("0.01", "40.00"), ("999.99", "40.00"), ("1000", "70.00"), ("9999.99", "70.00"), ("10000", "100.00")]
)
def test_the_tiers_of_gb(principal: str, fixed: str) -> None:
    found = late(1, regime="gb", principal=Decimal(principal), currency="GBP")
    assert found.compensation is not None
    assert str(found.compensation.amount) == fixed


def test_member_states_have_their_own_margin() -> None:
    rates = {
        state: late(1, regime="eu", principal=Decimal(100), currency="EUR", member_state=state).periods[0].rate for state in ("DE", "FR")
    }
    assert rates == {"DE": Decimal("0.1027"), "FR": Decimal("0.1215")}


def test_a_loan_below_the_cap_bears_what_was_agreed() -> None:
    terms = {"regime": "cn-loan-cap", "agreed_on": date(2025, 6, 1), "rate": Decimal("0.0730")}
    assert str(late(100, principal=Decimal(1000), currency="CNY", **terms).interest) == "20.00"


@pytest.mark.parametrize("regime", ["contract", "us-contract"])
@pytest.mark.parametrize(("basis", "expected"), [(None, "8.00"), (365, "8.00"), (360, "8.11")])
def test_a_contract(regime: str, basis: int | None, expected: str) -> None:
    found = late(100, regime=regime, principal=Decimal(365), currency="USD", rate=Decimal("0.08"), basis_days=basis)
    assert str(found.interest) == expected


@pytest.mark.parametrize(("currency", "expected"), [("JPY", "164"), ("BHD", "164.384")])
def test_amounts_have_the_decimals_of_their_currency(currency: str, expected: str) -> None:
    found = late(60, regime="contract", principal=Decimal(10_000), currency=currency, rate=Decimal("0.1"))
    assert str(found.interest) == expected
