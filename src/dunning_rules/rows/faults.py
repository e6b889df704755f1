"""What may be wrong between rows that are records by themselves."""

from __future__ import annotations

from dunning_rules.errors import quote
from dunning_rules.rows.row_error import RowError


def occurs_twice(table: str, record: str) -> RowError:
    """A record of `table` that is there already."""
    return RowError(f"{table} {quote(record)} occurs twice", field="id", value=record, help="keep one row of it")


def debtor_rejected(debtor: str, place: str) -> RowError:
    """A record of a debtor whose row, at `place`, could not be used."""
    return RowError(
        f"its debtor {quote(debtor)} was rejected ({place})", field="debtor_id", value=debtor, help="mend the debtor's row first"
    )


def debtor_unknown(debtor: str) -> RowError:
    """A record of a debtor that has no row."""
    return RowError(
        f"its debtor {quote(debtor)} is not in the debtors table",
        field="debtor_id",
        value=debtor,
        help="add the debtor, or correct the id: leading zeros and spaces count",
    )


def has_two_cases(debtor: str) -> RowError:
    """A case of a debtor that has one already."""
    return RowError(f"debtor {quote(debtor)} has two cases", field="debtor.id", value=debtor, help="put all of its records into one")
