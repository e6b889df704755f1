"""The order of doing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.models import Event, Invoice
from dunning_rules.vocabulary import debtor
from tests.cases import a_case, a_payment, an_invoice, at, value_of

DUE_LATER = date(2026, 8, 1)


def settled(name: str, day: date) -> tuple[Invoice, Event]:
    return an_invoice(id=name), a_payment(100, id=name, invoice_id=name, at=at(day))


@pytest.mark.parametrize(
    ("late", "timely", "share"),
    [(0, 0, "0.5000"), (0, 2, "0.2500"), (2, 0, "0.7500"), (1, 1, "0.5000")],
)
def test_a_year_says_how_much_comes_late(late: int, timely: int, share: str) -> None:
    records = [each for number in range(late) for each in settled(f"l{number}", date(2026, 6, 20))]
    records += [each for number in range(timely) for each in settled(f"t{number}", date(2026, 5, 20))]
    case = a_case(*records, an_invoice(id="open", due_on=DUE_LATER))
    assert value_of(debtor.late_share, case) == share
    assert value_of(debtor.expected_late_amount, case) == f"{Decimal(share) * 100:.2f}"


def test_what_is_overdue_is_late_already() -> None:
    case = a_case(an_invoice(id="overdue"), an_invoice(id="open", due_on=DUE_LATER))
    assert value_of(debtor.expected_late_amount, case) == "150.00"


def test_who_owes_nothing_pays_nothing_late() -> None:
    assert value_of(debtor.expected_late_amount, a_case(an_invoice(), a_payment(150))) == "0.00"
