"""What is refused, and what is said of it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from dunning_rules.errors import DunningError, InterestError
from dunning_rules.late_payment import interest

GIVEN: dict[str, Any] = {
    "regime": "contract",
    "principal": Decimal(1000),
    "currency": "EUR",
    "rate": Decimal("0.08"),
    "due_on": date(2026, 1, 1),
    "paid_on": date(2026, 4, 11),
}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"principal": Decimal(-1)}, "the amount is negative\n  at: principal"),
        ({"principal": Decimal("NaN")}, "input should be a finite number\n  at: principal"),
        ({"principal": Decimal(10) ** 12}, "the amount is out of range"),
        ({"principal": Decimal("0.001")}, "`principal` has more than 2 decimals, the minor unit of EUR\n  at: principal\n  help: round"),
        ({"principal": 1000.0}, "input should be an instance of Decimal\n  at: principal\n  help: correct the value"),
        ({"currency": "EURO"}, "`EURO` is not a currency of ISO 4217\n  at: currency\n  help: use a three-letter code"),
        ({"due_on": "2026-01-01"}, "input should be a valid date\n  at: due_on"),
        ({"due_on": datetime(2026, 1, 1)}, "\n  at: due_on"),  # noqa: DTZ001 - a moment is what is refused
        ({"rate": None}, "the regime `contract` needs a rate\n  at: rate\n  help: give the yearly rate"),
        ({"rate": Decimal(8)}, "it is 1 or more\n  at: rate\n  help: a rate is a share, write 0.08 for 8 %"),
        ({"rate": Decimal("-0.01")}, "it is too small\n  at: rate"),
        ({"rate": Decimal("0.0000000000001")}, "it has too many decimals\n  at: rate"),
        ({"basis_days": 366}, "input should be 360 or 365\n  at: basis_days"),
        ({"payments": [(date(2026, 5, 1), Decimal(1))]}, "`payments` has an entry after `paid_on`\n  at: payments\n"),
        ({"costs": [(date(2026, 2, 1), Decimal("0.001"))]}, "`costs` has more than 2 decimals"),
        ({"waivers": [(date(2026, 2, 1), Decimal(-1))]}, "the amount is negative\n  at: waivers.0.1"),
        ({"payments": [(date(2026, 2, 1), Decimal(0))] * 10_001}, "there are more than 10,000 entries\n  at: payments"),
        ({"multiple": Decimal(2)}, "`multiple` means nothing under the regime `contract`\n  at: multiple"),
        ({"agreed_on": date(2026, 1, 1)}, "`agreed_on` means nothing under the regime `contract`"),
        ({"member_state": "DE"}, "the regime `contract` has no member states\n  at: member_state\n  help: leave the member state out"),
        ({"regime": "cn-sme"}, "`rate` means nothing under the regime `cn-sme`"),
        ({"regime": "eu", "rate": None, "basis_days": 360}, "`basis_days` means nothing under the regime `eu`"),
        ({"regime": "eu", "rate": None, "member_state": "SE"}, "`SE` is not known\n  at: member_state\n  help: known: `DE`, `FR`;"),
        ({"regime": "cn-loan-cap"}, "the regime `cn-loan-cap` needs the day of the contract\n  at: agreed_on"),
        ({"regime": "cn-sales", "rate": None, "multiple": Decimal(2)}, "is out of range\n  at: multiple\n  help: give one from 1.3 to 1.5"),
        ({"regime": "cn-sales", "rate": None, "due_on": date(2019, 8, 18)}, "is not older than 2019-08-20, and interest"),
        ({"regime": "uk"}, "there is no regime `uk`\n  at: regime\n  help: known: "),
        ({"regime": "cn-smee"}, "help: did you mean `cn-sme`?"),
        ({"allocation": "interest"}, "\n  at: allocation"),
    ],
)  # fmt: skip
def test_what_is_wrong(changed: dict[str, Any], message: str) -> None:
    with pytest.raises(InterestError) as caught:
        interest(**(GIVEN | changed))
    assert message in str(caught.value)
    assert isinstance(caught.value, DunningError)
    assert caught.value.help


def test_a_law_may_begin_on_the_first_day_of_interest() -> None:
    found = interest(**(GIVEN | {"regime": "cn-sales", "rate": None, "due_on": date(2019, 8, 19), "paid_on": date(2019, 8, 20)}))
    assert str(found.periods[0].reference) == "0.0425"


def test_an_older_law_is_not_asked_for_where_nothing_is_late() -> None:
    old = date(2000, 1, 1)
    assert interest(**(GIVEN | {"regime": "cn-sales", "rate": None, "due_on": old, "paid_on": old})).total == 0


def test_the_last_day_of_the_calendar() -> None:
    assert interest(**(GIVEN | {"due_on": date.max, "paid_on": date.max})).total == 0
    long = interest(**(GIVEN | {"due_on": date(1900, 1, 1), "paid_on": date.max}))
    assert long.periods[0].days == long.days_late
