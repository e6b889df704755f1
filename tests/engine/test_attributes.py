"""Attributes: what companies record beyond the models, as the type of the field that asks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dunning_rules.errors import CaseError
from dunning_rules.language import COUNT, DATE, DAYS, FLAG, MINUTE, MONEY, NAME, RATIO, SCORE, Ref, Type, choice
from dunning_rules.models import Case, ExchangeRate
from dunning_rules.plugins import extend
from dunning_rules.vocabulary import VOCABULARY
from tests.cases import NOON, TEXT, TODAY, a_book, a_case, a_rule, a_visit, an_event, an_invoice, asked

GRADE = choice("A", "B", ordered=True)


def value(kind: Type, given: object, scope: str = "debtor", **options: Any) -> object:  # noqa: ANN401 - options of a policy
    """What a field of that type makes of an attribute."""
    own = extend(scope)
    field = own.attribute("ours", kind, TEXT)
    attributes = {} if given is None else {"ours": given}
    records = {
        "debtor": a_case(an_invoice(), debtor={"attributes": attributes}),
        "invoice": a_case(an_invoice(attributes=attributes)),
        "visit": a_case(a_visit(attributes=attributes)),
        "event": a_case(an_event("cease_request", attributes=attributes)),
    }
    return shown(field, own.all(), records[scope], **options)


def shown(field: Ref, fields: tuple[Any, ...], case: Case, **options: Any) -> object:  # noqa: ANN401 - as above
    book = a_book(a_rule("asked", field.is_known() | field.is_missing()), vocabulary=VOCABULARY.extended(fields))
    (advice,) = asked(book, case, **options).recommendations
    return advice.facts[field.key]


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        (MONEY, "12.5", "12.50"),
        (MONEY, 12, "12.00"),
        (MONEY, Decimal("-0.01"), "-0.01"),
        (RATIO, "0.25", "0.2500"),
        (RATIO, 1, "1.0000"),
        (DATE, TODAY, "2026-07-15"),
        (DATE, "2026-07-15", "2026-07-15"),
        (MINUTE, "15:30", 930),
        (MINUTE, "24:00", 1440),
        (COUNT, 3, 3),
        (COUNT, "3", 3),
        (DAYS, "-3", -3),
        (SCORE, 50, 50),
        (FLAG, True, True),
        (FLAG, "False", False),
        (NAME, "north", "north"),
        (GRADE, "B", "B"),
        *((kind, None, None) for kind in (MONEY, DATE, COUNT, FLAG, NAME, GRADE)),
    ],
)
def test_an_attribute_is_read_as_the_field_asks(kind: Type, given: object, expected: object) -> None:
    assert value(kind, given) == expected


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        *((MONEY, given) for given in ("much", "NaN", "Infinity", True, "1e20")),
        *((DATE, given) for given in ("15.07.2026", "2026-13-01", 20260715, True)),
        *((MINUTE, given) for given in ("9:30", "25:00", 930, "24:01")),
        *((COUNT, given) for given in ("3.5", "three", True, "9" * 16, 2**60)),
        *((FLAG, given) for given in ("yes", 1, 0)),
        *((NAME, given) for given in (1, True)),
        *((GRADE, given) for given in ("C", "a", 1)),
    ],
)
def test_what_cannot_be_read_so_is_an_error_of_the_case(kind: Type, given: object) -> None:
    with pytest.raises(CaseError, match="the attribute `ours` is no") as caught:
        value(kind, given)
    assert caught.value.where == "record `d`"
    assert caught.value.help


@pytest.mark.parametrize("scope", ["debtor", "invoice", "visit", "event"])
def test_every_kind_of_record_has_attributes(scope: str) -> None:
    assert value(COUNT, 3, scope) == 3


def test_an_attribute_may_bear_another_name_than_its_field() -> None:
    own = extend("invoice")
    field = own.attribute("ours", COUNT, TEXT, of="X-Count")
    assert shown(field, own.all(), a_case(an_invoice(attributes={"X-Count": 3, "ours": 4}))) == 3


def test_amounts_are_in_the_currency_of_the_record() -> None:
    own = extend("debtor")
    field = own.attribute("ours", MONEY, TEXT)
    case = a_case(an_invoice(), debtor={"currency": "USD", "attributes": {"ours": "10.00"}})
    rate = ExchangeRate(source="USD", target="EUR", rate=Decimal("0.5"), on=TODAY)
    assert shown(field, own.all(), case, rates=[rate]) == "5.00"


def test_a_given_flag_that_is_not_there_may_be_false() -> None:
    own = extend("invoice")
    field = own.given("ours", FLAG, TEXT, "attributes.ours", may_miss=False)
    assert shown(field, own.all(), a_case(an_invoice())) is False
    assert NOON.date() == TODAY
