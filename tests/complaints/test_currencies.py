"""“It adds dollars to euros”: several currencies in one account."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.errors import CurrencyError
from dunning_rules.models import ExchangeRate
from dunning_rules.policy import Policy
from tests.cases import NOON, TODAY, a_case, a_payment, an_invoice

CASE = a_case(
    an_invoice(id="1"),
    an_invoice(id="2", currency="USD"),
    an_invoice(id="3", currency="JPY", amount=Decimal(10_000)),
    a_payment(50, currency="USD", invoice_id="2"),
)


def a_rate(source: str, rate: str, on: date = TODAY) -> ExchangeRate:
    return ExchangeRate(source=source, target="EUR", rate=Decimal(rate), on=on)


RATES = (a_rate("USD", "0.9"), a_rate("JPY", "0.006"), a_rate("USD", "0.5", date(2026, 1, 1)))


def test_amounts_are_converted_before_they_are_added() -> None:
    totals = Policy(rates=RATES).evaluate(CASE, as_of=NOON).totals
    assert (totals.currency, totals.overdue_amount) == ("EUR", Decimal("205.00"))


def test_each_invoice_is_shown_in_the_reporting_currency() -> None:
    found = Policy(rates=RATES).evaluate(CASE, as_of=NOON).recommendations
    signed = {each.invoice_id: each.amount for each in found if each.action == "GET_SIGNED_ACKNOWLEDGEMENT"}
    assert signed == {"1": Decimal("100.00"), "2": Decimal("45.00"), "3": Decimal("60.00")}
    assert {each.currency for each in found} == {"EUR"}


def test_a_currency_without_a_rate_is_an_error_and_not_a_guess() -> None:
    with pytest.raises(CurrencyError, match="no rate from `JPY` to `EUR` is known"):
        Policy(rates=RATES[:1]).evaluate(CASE, as_of=NOON)


def test_the_same_account_in_another_currency_without_decimals() -> None:
    rates = [ExchangeRate(source="EUR", target="JPY", rate=Decimal(160), on=TODAY)]
    totals = Policy(currency="JPY", rates=rates).evaluate(a_case(an_invoice(amount=Decimal("100.01"))), as_of=NOON).totals
    assert (totals.currency, str(totals.overdue_amount)) == ("JPY", "16002")


def test_what_was_overpaid_in_another_currency_is_not_lost_when_the_invoice_is_paid_in_its_own() -> None:
    abroad = a_payment(500, id="in euros", invoice_id="2")
    in_dollars = a_payment(50, id="the rest", currency="USD", invoice_id="2")
    case = CASE.model_copy(update={"events": (*CASE.events, abroad)})
    paid = case.model_copy(update={"events": (*case.events, in_dollars)})
    before, after = (Policy(rates=RATES).evaluate(each, as_of=NOON).totals.open_amount for each in (case, paid))
    assert (before, after) == (Decimal("-295.00"), Decimal("-340.00"))
