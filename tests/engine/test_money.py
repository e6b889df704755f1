"""Conversion to the reporting currency, by the rates that the caller gives."""

from __future__ import annotations

import decimal
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dunning_rules.engine.given import minor_units
from dunning_rules.engine.money import Money
from dunning_rules.errors import CaseError, CurrencyError
from dunning_rules.models import ExchangeRate
from dunning_rules.vocabulary import debtor, invoice, visit
from tests.cases import NOON, TODAY, a_case, a_visit, an_invoice, at, value_of, values_of


def a_rate(rate: str, on: date = TODAY, source: str = "USD", target: str = "EUR") -> ExchangeRate:
    return ExchangeRate(source=source, target=target, rate=Decimal(rate), on=on)


@pytest.mark.parametrize(("currency", "digits", "unit"), [("EUR", 2, 100), ("JPY", 0, 1), ("KWD", 3, 1000), ("CLF", 4, 10_000)])
def test_one_unit_of_the_reporting_currency_in_its_minor_units(currency: str, digits: int, unit: int) -> None:
    money = Money(currency, (), TODAY)
    assert (money.reporting, money.digits, money.unit(currency, "")) == (currency, digits, Decimal(unit))


@pytest.mark.parametrize(
    ("day", "rate"),
    [(date(2026, 7, 1), "0.5"), (date(2026, 7, 9), "0.5"), (date(2026, 7, 10), "0.8"), (TODAY, "0.8"), (date(2026, 7, 20), "0.9")],
)
def test_the_last_rate_on_or_before_the_day_counts(day: date, rate: str) -> None:
    rates = [a_rate("0.9", date(2026, 7, 20)), a_rate("0.5", date(2026, 7, 1)), a_rate("0.8", date(2026, 7, 10))]
    assert Money("EUR", rates, day).unit("USD", "") == Decimal(rate) * 100


def test_a_later_rate_of_another_currency_or_target_changes_nothing() -> None:
    rates = [a_rate("0.5"), a_rate("7", source="CNY"), a_rate("2", target="GBP")]
    assert Money("EUR", rates, TODAY).unit("USD", "") == 50


@pytest.mark.parametrize(
    "rates", [(), (a_rate("0.5", date(2026, 7, 16)),), (a_rate("0.5", target="GBP"),), (a_rate("2", source="EUR", target="USD"),)]
)
def test_a_missing_rate_is_an_error_that_names_both_currencies(rates: tuple[ExchangeRate, ...]) -> None:
    with pytest.raises(CurrencyError) as caught:
        Money("EUR", rates, TODAY).unit("USD", "invoice `7`")
    assert str(caught.value) == (
        "no rate from `USD` to `EUR` is known\n  at: invoice `7`\n  help: give an `ExchangeRate` from USD to EUR, dated `as_of` or before"
    )
    assert isinstance(caught.value, CaseError)


@pytest.mark.parametrize("currency", ["EURO", "XAU", ""])
def test_what_is_no_currency_cannot_be_reported(currency: str) -> None:
    with pytest.raises(CurrencyError) as caught:
        Money(currency, (), TODAY)
    assert str(caught.value) == f"`{currency}` is not a currency of ISO 4217\n  help: use a three-letter code such as `EUR`"


@pytest.mark.parametrize(
    ("amount", "unit", "minor"),
    [
        ("12.34", 100, 1234),
        ("0.005", 100, 1),
        ("0.004", 100, 0),
        ("-0.005", 100, -1),
        ("1", "91.25", 91),
        ("2", "91.25", 183),
        ("-2", "91.25", -183),
    ],
)
def test_amounts_are_rounded_half_up_to_the_minor_unit(amount: str, unit: int | str, minor: int) -> None:
    assert minor_units(Decimal(amount), Decimal(unit)) == minor


def test_conversion_is_exact_whatever_the_decimal_context_of_the_caller() -> None:
    with decimal.localcontext(decimal.Context(prec=3)):
        unit = Money("EUR", [a_rate("0.5000")], TODAY).unit("USD", "")
        assert minor_units(Decimal("123456789.01"), unit) == 6_172_839_451


@pytest.mark.parametrize(
    ("currency", "rates", "options", "shown"),
    [
        ("EUR", (), {}, "100.00"),
        ("USD", (a_rate("0.91235"),), {}, "91.24"),
        ("JPY", (a_rate("0.0061", source="JPY"),), {}, "0.61"),
        ("EUR", (a_rate("163.95", source="EUR", target="JPY"),), {"currency": "JPY"}, "16395"),
        ("EUR", (a_rate("0.3612345", source="EUR", target="KWD"),), {"currency": "KWD"}, "36.123"),
    ],
)
def test_an_invoice_in_the_reporting_currency(currency: str, rates: tuple[ExchangeRate, ...], options: dict[str, Any], shown: str) -> None:
    case = a_case(an_invoice(currency=currency))
    assert value_of(invoice.open_amount, case, rates=rates, **options) == shown


def test_invoices_of_several_currencies_are_added_in_the_reporting_one() -> None:
    case = a_case(an_invoice(id="1"), an_invoice(id="2", currency="USD"), an_invoice(id="3", currency="CNY"))
    rates = (a_rate("0.9"), a_rate("0.125", source="CNY"))
    assert value_of(debtor.open_amount, case, rates=rates) == "202.50"


def test_the_amounts_of_the_debtor_are_in_its_currency_and_else_in_the_creditors() -> None:
    of_debtor = {"credit_limit": Decimal(1000), "currency": "USD"}
    rates = (a_rate("0.9"),)
    assert value_of(debtor.credit_limit, a_case(debtor=of_debtor), rates=rates) == "900.00"
    assert value_of(debtor.credit_limit, a_case(debtor={"credit_limit": Decimal(1000)})) == "1000.00"
    in_yuan = a_case(debtor={"credit_limit": Decimal(1000)}, creditor={"currency": "CNY", "large_amount": Decimal(80)})
    both: dict[str, Any] = {"currency": "EUR", "rates": (a_rate("0.125", source="CNY"),)}
    assert value_of(debtor.credit_limit, in_yuan, **both) == "125.00"
    assert value_of(debtor.creditor_large_amount, in_yuan, **both) == "10.00"


def test_a_visit_has_the_currency_of_its_own_amounts() -> None:
    case = a_case(a_visit(currency="USD", collected_amount=Decimal(100)))
    assert value_of(visit.collected_amount, case, rates=(a_rate("0.9"),)) == "90.00"


def test_a_record_without_a_rate_is_named() -> None:
    with pytest.raises(CurrencyError, match="at: invoice `2`"):
        values_of(invoice.open_amount, a_case(an_invoice(), an_invoice(id="2", currency="USD")))
    with pytest.raises(CurrencyError, match="at: debtor `d`"):
        value_of(debtor.credit_limit, a_case(debtor={"currency": "USD", "credit_limit": Decimal(5)}))
    with pytest.raises(CurrencyError, match="no rate from `CNY`"):
        value_of(debtor.creditor_large_amount, a_case(creditor={"currency": "CNY", "large_amount": Decimal(5)}), currency="EUR")


def test_without_amounts_in_a_currency_no_rate_is_needed() -> None:
    case = a_case(an_invoice(currency="USD"))
    assert value_of(debtor.open_amount, case, currency="USD") == "100.00"


def test_the_day_of_the_rate_is_the_day_of_the_question_in_its_zone() -> None:
    rates = (a_rate("0.5", date(2026, 7, 14)), a_rate("0.9", TODAY))
    case = a_case(an_invoice(currency="USD"))
    assert value_of(invoice.open_amount, case, at(TODAY, 0, 5), rates=rates) == "90.00"
    assert value_of(invoice.open_amount, case, at(date(2026, 7, 14), 23, 55), rates=rates) == "50.00"
    assert value_of(invoice.open_amount, case, NOON, rates=rates[::-1]) == "90.00"
