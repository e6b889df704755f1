"""A line of a move on a receivable account of Tryton."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dunning_rules.errors import quote
from dunning_rules.io.erp.field_map import Given
from dunning_rules.io.erp.values import day, known, text
from dunning_rules.models.base import MAX_AMOUNT
from dunning_rules.rows.row_error import RowError


@dataclass(frozen=True, slots=True)
class Line:
    """A receivable, where its amount is positive, or what settles one."""

    id: str
    party: str
    date: str
    due: str | None
    amount: Decimal
    currency: str
    reconciliation: str | None
    is_posted: bool

    @property
    def order(self) -> tuple[str, int, str]:
        """The order in which parts of an invoice are paid, and in which payments pay them."""
        return (self.due or self.date, len(self.id), self.id)


def line_of(row: Given, company_currency: str) -> Line:
    """The line of a record.

    Args:
        row: the record.
        company_currency: the currency of debit and credit.

    Raises:
        RowError: a field is missing, or is not what it should be.
    """
    amount = _decimal(row, "debit") - _decimal(row, "credit")
    currency = company_currency
    abroad = row.get("second_currency.")
    if isinstance(abroad, dict) and known(row.get("amount_second_currency")) is not None:
        currency = str(abroad.get("code", ""))
        amount = abs(_decimal(row, "amount_second_currency")).copy_sign(amount)
    maturity = day(row.get("maturity_date"))
    return Line(
        id=_needed(row, "id"),
        party=_needed(row, "party"),
        date=str(day(_needed_value(row, "date"))),
        due=None if maturity is None else str(maturity),
        amount=amount,
        currency=currency,
        reconciliation=text(row.get("reconciliation")),
        is_posted=row.get("move_state") == "posted",
    )


def _decimal(row: Given, field: str) -> Decimal:
    value = row.get(field)
    if isinstance(value, Decimal) and value.is_finite() and value.copy_abs() < MAX_AMOUNT:
        return value
    raise RowError(
        f"{quote(field)} is not a decimal below 1e12", field=field, help="give it as a `Decimal`, as Tryton's own client reads it"
    )


def _needed(row: Given, field: str) -> str:
    return str(_needed_value(row, field))


def _needed_value(row: Given, field: str) -> object:
    value = known(row.get(field))
    if value is None:
        raise RowError(f"{quote(field)} is missing", field=field, help="ask for it: the field map lists the fields that are read")
    return value
