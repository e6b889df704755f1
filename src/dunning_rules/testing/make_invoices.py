"""Invoices and credit notes: overdue, due soon, settled, part paid, disputed by the ledger."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dunning_rules.models import Invoice
from dunning_rules.testing import pools
from dunning_rules.testing.choices import Choices
from dunning_rules.testing.make_parties import YES_OR_NO

_TERMS = (30, 0, 1, 14, 60, 90)
_FLAGS = ("retention_of_title", "lien", "secured", "is_final_shipment")
_SHIFTS = {"limitation_on": timedelta(days=300), "written_off_on": timedelta(days=300)}
"""Most of these days are still to come."""


def make_invoice(choices: Choices, invoice_id: str, debtor_id: str, today: date, currency: str) -> Invoice:
    """An invoice as a ledger might hold it `today`; a few are issued later."""
    due_on = _due_on(choices, today)
    amount = pools.positive_amount(choices, currency)
    if choices.chance(10):
        amount = amount.copy_negate()
    known: dict[str, Any] = {}
    for name in choices.some(("acknowledged_on", "open_amount", *_FLAGS, "limitation_on", "written_off_on"), 0, 4):
        if name == "open_amount":
            known[name] = _still_open(choices, amount, currency)
        elif name in _FLAGS:
            known[name] = choices.one_of(YES_OR_NO)
        else:
            known[name] = pools.any_day(choices, today + _SHIFTS.get(name, timedelta(0)))
    if choices.chance(20):
        known["acknowledged_on"] = today
    return Invoice(
        id=invoice_id,
        debtor_id=debtor_id,
        amount=amount,
        currency=currency,
        issued_on=due_on - timedelta(days=choices.one_of(_TERMS)),
        due_on=due_on,
        **known,
    )


def _due_on(choices: Choices, today: date) -> date:
    if choices.chance(25):
        return pools.near_day(choices, today)
    return today + timedelta(days=choices.one_of(pools.EDGES)) if choices.chance(15) else pools.past_day(choices, today)


def _still_open(choices: Choices, amount: Decimal, currency: str) -> Decimal:
    part = pools.part_of(choices, amount.copy_abs(), currency)
    return part.copy_negate() if amount < 0 else part
