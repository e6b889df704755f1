"""An invoice or, where its amount is negative, a credit note."""

from __future__ import annotations

from decimal import Decimal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from dunning_rules.models.base import Attributes, CurrencyCode, Day, Id, Money, Record, check_minor_unit


class Invoice(Record):
    """One receivable: original amount, dates, and what secures it.

    `open_amount` is the ledger's own figure. Where it is absent, the open amount is `amount` less the payments that name the invoice
    and are known at `as_of`. Where both are there and differ, the ledger does not add up (tip 15).
    """

    id: Id
    debtor_id: Id
    amount: Money
    """Original amount; a credit note is negative."""
    open_amount: Money | None = None
    """Still unpaid, same sign as `amount`: `amount_residual` (Odoo), `outstanding_amount` (ERPNext)."""
    currency: CurrencyCode
    issued_on: Day
    due_on: Day
    acknowledged_on: Day | None = None
    """The day on which the debtor signed for goods, total and payment date (tip 16)."""
    retention_of_title: bool | None = None
    """The goods stay ours until paid."""
    lien: bool | None = None
    """We hold a lien or pledge for this claim."""
    secured: bool | None = None
    """A guarantee or other security covers it."""
    limitation_on: Day | None = None
    """First day on which the claim is time-barred, as counsel recorded it."""
    written_off_on: Day | None = None
    """Given up in the books (not in law)."""
    is_final_shipment: bool = False
    """Agreed to be the last delivery to this dealer (tip 12b)."""
    attributes: Attributes = Field(default_factory=dict)
    """What the company records beyond this, for fields of its policies."""

    @model_validator(mode="after")
    def _adds_up(self) -> Invoice:
        if self.due_on < self.issued_on:
            raise PydanticCustomError(
                "due_before_issue", "`due_on` is before `issued_on`; help: swap or correct the dates", {"fields": ("due_on", "issued_on")}
            )
        check_minor_unit(self.amount, self.currency, "amount")
        if self.open_amount is not None:
            check_minor_unit(self.open_amount, self.currency, "open_amount")
            if _turned(self.open_amount, self.amount) or self.open_amount.copy_abs() > self.amount.copy_abs():
                raise PydanticCustomError(
                    "open_amount",
                    "`open_amount` is not between 0 and `amount`; help: record an overpayment as a payment without `invoice_id`",
                    {"fields": ("open_amount", "amount")},
                )
        return self

    @property
    def is_credit_note(self) -> bool:
        """Whether the amount is in the debtor's favour."""
        return self.amount < Decimal(0)


def _turned(part: Decimal, whole: Decimal) -> bool:
    """Whether an amount has another sign than the whole."""
    return (part < 0 < whole) or (whole < 0 < part) or (part != 0 and whole == 0)
