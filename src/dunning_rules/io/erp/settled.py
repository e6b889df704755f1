"""What settled an invoice, where it was not money: said in an attribute of the payment."""

from __future__ import annotations

from typing import Literal

SETTLED_BY = "settled_by"
"""Name of the attribute."""
Settlement = Literal["money", "credit_note", "entry"]
"""Money received, a credit note that was set off, or another entry of the books, such as a write-off."""


def settlement_attributes(settled_by: Settlement) -> dict[str, str]:
    """The attributes of a payment; money, the usual thing, is not mentioned."""
    return {} if settled_by == "money" else {SETTLED_BY: settled_by}
