"""Invoices and credit notes: overdue, due soon, settled, part paid, disputed by the ledger."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from dunning_rules.models import Invoice
from dunning_rules.testing import pools
from dunning_rules.testing.choices import Choices
from dunning_rules.testing.make_parties import YES_OR_NO

_TERMS = (30, 0, 1, 14, 60, 90)
_MONTH = timedelta(days=30)


def make_invoice(choices: Choices, invoice_id: str, debtor_id: str, today: date, currency: str) -> Invoice:
    """An invoice as a ledger might hold it `today`; a few are issued later."""
    due_on = _due_on(choices, today)
    amount = pools.positive_amount(choices, currency)
    if choices.chance(10):
        amount = amount.copy_negate()
    return Invoice(
        id=invoice_id,
        debtor_id=debtor_id,
        amount=amount,
        open_amount=_still_open(choices, amount, currency) if choices.chance(25) else None,
        currency=currency,
        issued_on=due_on - timedelta(days=choices.one_of(_TERMS)),
        due_on=due_on,
        acknowledged_on=pools.any_day(choices, today) if choices.chance(50) else None,
        retention_of_title=choices.maybe(25, YES_OR_NO),
        lien=choices.maybe(15, YES_OR_NO),
        secured=choices.maybe(15, YES_OR_NO),
        limitation_on=pools.any_day(choices, today + _MONTH) if choices.chance(7) else None,
        written_off_on=pools.any_day(choices, today) if choices.chance(5) else None,
        is_final_shipment=choices.chance(5),
    )


def _due_on(choices: Choices, today: date) -> date:
    if choices.chance(25):
        return pools.near_day(choices, today)
    return today + timedelta(days=choices.one_of(pools.EDGES)) if choices.chance(15) else pools.past_day(choices, today)


def _still_open(choices: Choices, amount: Decimal, currency: str) -> Decimal:
    part = pools.part_of(choices, amount.copy_abs(), currency)
    return part.copy_negate() if amount < 0 else part
