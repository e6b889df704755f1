"""Part payments, costs and waivers: what they pay, and what is left."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dunning_rules.errors import InterestError
from dunning_rules.late_payment import Interest, interest

DUE = date(2026, 1, 1)
PAID = date(2026, 4, 11)
"""100 days later: at 3.65 % a debt of 1,000 bears 0.10 a day, 10 in all."""
MIDDLE = date(2026, 2, 20)
"""After 50 days."""


def contract(**terms: Any) -> Interest:  # noqa: ANN401 - terms have many types
    given: dict[str, Any] = {"principal": Decimal(1000), "currency": "EUR", "rate": Decimal("0.0365"), "due_on": DUE, "paid_on": PAID}
    return interest(regime="contract", **(given | terms))


def test_the_principal_first() -> None:
    found = contract(payments=[(MIDDLE, Decimal(500))], allocation="principal-interest-costs")
    assert [(each.days, str(each.principal), str(each.amount)) for each in found.periods] == [
        (50, "1000.00", "5.00"),
        (50, "500.00", "2.50"),
    ]
    assert [str(each) for each in (found.open_principal, found.open_interest, found.open_total)] == ["500.00", "7.50", "507.50"]


def test_costs_and_interest_first() -> None:
    found = contract(payments=[(MIDDLE, Decimal(500))], costs=[(MIDDLE, Decimal(10))], allocation="costs-interest-principal")
    (payment,) = found.payments
    assert [str(each) for each in (payment.costs, payment.interest, payment.principal, payment.excess)] == [
        "10.00",
        "5.00",
        "485.00",
        "0.00",
    ]
    assert found.periods[1].principal == 515
    assert str(found.interest) == "7.58"


def test_interest_survives_the_principal() -> None:
    found = contract(payments=[(MIDDLE, Decimal(1000))], allocation="principal-interest-costs")
    assert [each.days for each in found.periods] == [50]
    assert [str(each) for each in (found.open_principal, found.open_interest)] == ["0.00", "5.00"]
    settled = contract(payments=[(MIDDLE, Decimal(1000)), (PAID, Decimal(5))], allocation="principal-interest-costs")
    assert settled.open_total == 0


def test_interest_can_be_waived() -> None:
    found = contract(waivers=[(MIDDLE, Decimal(2))], payments=[(MIDDLE, Decimal(3))], allocation="costs-interest-principal")
    assert [str(each) for each in (found.interest, found.waived, found.open_interest)] == ["10.00", "2.00", "5.00"]
    assert str(found.total) == "10.00"


def test_no_more_interest_can_be_waived_than_there_is() -> None:
    with pytest.raises(InterestError, match=r"`6` is waived on 2026-02-20, but only 5\.00 of interest is open") as caught:
        contract(waivers=[(MIDDLE, Decimal(6))])
    assert caught.value.where == "waivers"


def test_a_part_payment_needs_an_order() -> None:
    with pytest.raises(InterestError, match="what the part payment of 2026-02-20 pays first is not said") as caught:
        contract(payments=[(MIDDLE, Decimal(500))])
    assert caught.value.where == "allocation"


def test_a_payment_that_pays_all_or_only_one_thing_needs_no_order() -> None:
    assert contract(payments=[(MIDDLE, Decimal(1005))]).open_total == 0
    early = contract(payments=[(DUE, Decimal(400))])
    assert (str(early.open_principal), str(early.interest), early.allocation) == ("600.00", "6.00", None)


def test_the_order_that_the_law_presumes() -> None:
    terms: dict[str, Any] = {"principal": Decimal(1000), "due_on": date(2025, 7, 1), "paid_on": date(2025, 8, 1)}
    paid = [(date(2025, 7, 11), Decimal(100))]
    german = interest(regime="eu", member_state="DE", currency="EUR", payments=paid, **terms)
    chinese = interest(regime="cn-sme", currency="CNY", payments=paid, **terms)
    assert german.allocation == chinese.allocation == "costs-interest-principal"
    assert (str(german.payments[0].costs), str(chinese.payments[0].interest)) == ("40.00", "5.00")
    assert german.citations[0].source == ("BGB 288(2), 247", "BGB 367(1)")
    other = interest(regime="cn-sme", currency="CNY", payments=paid, allocation="principal-interest-costs", **terms)
    assert str(other.payments[0].principal) == "100.00"


def test_what_is_paid_too_much_is_said() -> None:
    found = contract(payments=[(MIDDLE, Decimal(1000)), (PAID, Decimal(50))], allocation="principal-interest-costs")
    assert [str(each) for each in (found.payments[1].excess, found.open_total)] == ["45.00", "0.00"]
    assert "paid too much: EUR\N{NO-BREAK SPACE}45.00" in found.text()


def test_a_payment_of_nothing_is_none() -> None:
    assert contract(payments=[(MIDDLE, Decimal(0))]).payments == ()


def test_payments_of_one_day_are_one() -> None:
    found = contract(payments=[(MIDDLE, Decimal(1)), (MIDDLE, Decimal(2))], allocation="principal-interest-costs")
    assert [each.amount for each in found.payments] == [3]


def test_compensation_is_for_what_is_open_when_interest_begins() -> None:
    terms: dict[str, Any] = {"principal": Decimal(1500), "currency": "GBP", "due_on": DUE, "paid_on": PAID}
    found = interest(regime="gb", payments=[(DUE, Decimal(600))], **terms)
    assert found.compensation is not None
    assert found.compensation.amount == 40
    assert interest(regime="gb", payments=[(DUE, Decimal(1500))], **terms).compensation is None
    assert interest(regime="gb", compensation=False, **terms).compensation is None


def test_compensation_in_another_currency_is_not_guessed() -> None:
    terms: dict[str, Any] = {"principal": Decimal(1500), "currency": "USD", "due_on": DUE, "paid_on": PAID}
    with pytest.raises(InterestError, match="the compensation is in `EUR`, the debt in `USD`"):
        interest(regime="eu", **terms)
    assert interest(regime="eu", compensation=False, **terms).interest > 0
