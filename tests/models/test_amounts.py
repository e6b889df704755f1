"""Amounts and currencies: finite, in range, no finer than the minor unit of their currency."""

from __future__ import annotations

import decimal
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from dunning_rules.models import Creditor, Debtor, Event, ExchangeRate, Invoice
from dunning_rules.models.base import first_duplicate, minor_digits
from tests.cases import TODAY, a_payment, an_event, an_invoice

FURTHER: dict[str, dict[str, Any]] = {"funds_observed": {"source": "court_record"}, "promise": {"due_on": TODAY}}


def the_error(caught: pytest.ExceptionInfo[ValidationError]) -> tuple[str, str]:
    """Type and message of the only error."""
    (error,) = caught.value.errors()
    return error["type"], error["msg"]


@pytest.mark.parametrize(("code", "digits"), [("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("CNY", 2)])
def test_the_minor_unit_of_a_currency(code: str, digits: int) -> None:
    assert minor_digits(code) == digits


def test_gold_has_no_minor_unit() -> None:
    assert minor_digits("XAU") is None


@pytest.mark.parametrize("code", ["EURO", "eur", "", "XAU", "ZZZ", "€"])
def test_what_is_no_currency_with_a_minor_unit_is_refused(code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Creditor(id="us", currency=code)
    assert the_error(caught) == ("currency", f"`{code}` is not a currency of ISO 4217; help: use a three-letter code such as EUR")


@pytest.mark.parametrize(
    ("currency", "amount"),
    [
        ("EUR", "0.01"),
        ("EUR", "12.340"),
        ("EUR", "-5.5"),
        ("EUR", "999999999999.99"),
        ("EUR", "1E+3"),
        ("JPY", "100.00"),
        ("KWD", "0.001"),
        ("CLF", "0.0001"),
    ],
)
def test_an_amount_that_its_currency_can_pay(currency: str, amount: str) -> None:
    assert an_invoice(currency=currency, amount=Decimal(amount)).amount == Decimal(amount)


@pytest.mark.parametrize(
    ("currency", "amount", "kind", "message"),
    [
        ("EUR", "0.001", "minor_unit", "`amount` has more than 2 decimals, the minor unit of EUR; help: round it before"),
        ("EUR", "-0.005", "minor_unit", "`amount` has more than 2 decimals, the minor unit of EUR; help: round it before"),
        ("JPY", "0.5", "minor_unit", "`amount` has more than 0 decimals, the minor unit of JPY; help: round it before"),
        ("KWD", "0.0001", "minor_unit", "`amount` has more than 3 decimals, the minor unit of KWD; help: round it before"),
        ("EUR", "1E+12", "amount", "the amount is out of range; help: amounts are below 1e12 in units of their currency"),
        ("EUR", "-1000000000000", "amount", "the amount is out of range; help: amounts are below 1e12 in units of their currency"),
    ],
)
def test_an_amount_that_it_cannot_pay_is_refused(currency: str, amount: str, kind: str, message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        an_invoice(currency=currency, amount=Decimal(amount))
    assert the_error(caught) == (kind, message)


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_an_amount_is_a_finite_number(amount: str) -> None:
    with pytest.raises(ValidationError) as caught:
        an_invoice(amount=Decimal(amount))
    assert the_error(caught)[0] == "finite_number"


def test_the_minor_unit_is_checked_whatever_the_decimal_context_of_the_caller() -> None:
    with decimal.localcontext(decimal.Context(prec=3)), pytest.raises(ValidationError) as caught:
        an_invoice(amount=Decimal("12345.678"))
    assert the_error(caught)[0] == "minor_unit"


def test_only_an_invoice_may_be_negative() -> None:
    assert an_invoice(amount=Decimal(-100)).is_credit_note
    assert not an_invoice().is_credit_note
    assert not an_invoice(amount=Decimal(0)).is_credit_note
    with pytest.raises(ValidationError) as caught:
        a_payment(-1)
    assert the_error(caught) == ("amount", "the amount is negative; help: only an invoice may be (a credit note)")


@pytest.mark.parametrize("kind", ["payment", "funds_observed", "promise"])
def test_the_amount_of_an_event_fits_its_currency(kind: str) -> None:
    further = FURTHER.get(kind, {})
    event: Event = an_event(kind, amount=Decimal(5), currency="JPY", **further)
    assert event.kind == kind
    with pytest.raises(ValidationError) as caught:
        an_event(kind, amount=Decimal("0.5"), currency="JPY", **further)
    assert the_error(caught) == ("minor_unit", "`amount` has more than 0 decimals, the minor unit of JPY; help: round it before")


@pytest.mark.parametrize("share", ["0", "1", "0.5"])
def test_a_share_lies_between_nothing_and_all(share: str) -> None:
    assert Debtor(id="d", purchase_share=Decimal(share)).purchase_share == Decimal(share)


@pytest.mark.parametrize(
    ("share", "kind"),
    [("-0.01", "greater_than_equal"), ("1.01", "less_than_equal"), ("NaN", "finite_number"), ("Infinity", "finite_number")],
)
def test_a_share_beyond_is_refused(share: str, kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Debtor(id="d", purchase_share=Decimal(share))
    assert the_error(caught)[0] == kind


def test_a_rate_of_interest_has_at_most_four_decimals() -> None:
    assert Debtor(id="d", interest_rate=Decimal("0.0850")).interest_rate == Decimal("0.085")
    with pytest.raises(ValidationError) as caught:
        Debtor(id="d", interest_rate=Decimal("0.08505"))
    assert the_error(caught)[0] == "decimal_max_places"


@pytest.mark.parametrize(("rate", "kind"), [("0", "greater_than"), ("-1", "greater_than"), ("1E+9", "less_than"), ("NaN", "finite_number")])
def test_a_rate_of_exchange_is_positive_and_finite(rate: str, kind: str) -> None:
    assert ExchangeRate(source="USD", target="EUR", rate=Decimal("0.9"), on=TODAY).rate == Decimal("0.9")
    with pytest.raises(ValidationError) as caught:
        ExchangeRate(source="USD", target="EUR", rate=Decimal(rate), on=TODAY)
    assert the_error(caught)[0] == kind


def test_invoices_carry_their_own_currency() -> None:
    assert Invoice.model_fields["currency"].is_required()


@pytest.mark.parametrize(("keys", "twice"), [((), None), (("a", "b"), None), (("a", "b", "a", "b"), "a"), ((1, 2, 2), 2)])
def test_the_first_key_that_occurs_twice(keys: tuple[str | int, ...], twice: str | int | None) -> None:
    assert first_duplicate(keys) == twice
