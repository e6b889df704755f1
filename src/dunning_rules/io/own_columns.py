"""The column map of a flat file whose columns have our own names."""

from __future__ import annotations

from collections.abc import Sequence

from dunning_rules.errors import LedgerError, did_you_mean, quote
from dunning_rules.io.column_map import REQUIRED, ColumnMap
from dunning_rules.models import Debtor, Invoice

_WRITE_A_MAP = "or write a column map that says what the columns mean"


def own_column_map(header: Sequence[str], file: str) -> ColumnMap:
    """The map of a header in our own names.

    An invoice's field has its own name, its id may be `invoice_id`; a debtor's field has its own name with or without `debtor_` before it,
    where an invoice has no such field; `settled_on` is the day of payment.

    Args:
        header: the columns.
        file: name of the file, for the error.

    Raises:
        LedgerError: a column has another name, or one that is needed is not there.
    """
    names = _own_names()
    sources: dict[str, dict[str, str]] = {"invoice": {}, "debtor": {}, "payment": {}}
    for column in header:
        if column not in names:
            if len(header) == 1 and any(mark in column for mark in ";\t|"):
                raise LedgerError(f"the header is one column, {quote(column)}", where=file, help="name the `delimiter` in a column map")
            raise LedgerError(f"the column {quote(column)} is not known", where=file, help=f"{did_you_mean(column, names)} {_WRITE_A_MAP}")
        table, field = names[column]
        if field in sources[table]:
            raise LedgerError(f"{quote(column)} and {quote(sources[table][field])} mean the same", where=file, help="remove one of them")
        sources[table][field] = column
    missing = next((name for name in REQUIRED if name not in sources["invoice"]), None)
    if missing is not None:
        raise LedgerError(f"the column {quote(missing)} is missing", where=file, help=f"add it, {_WRITE_A_MAP}")
    return ColumnMap.model_validate({table: fields for table, fields in sources.items() if fields})


def _own_names() -> dict[str, tuple[str, str]]:
    debtor = [name for name in Debtor.model_fields if name != "id"]
    return {
        **{name: ("debtor", name) for name in debtor},
        **{f"debtor_{name}": ("debtor", name) for name in debtor},
        **{name: ("invoice", name) for name in Invoice.model_fields},
        "invoice_id": ("invoice", "id"),
        "settled_on": ("payment", "settled_on"),
    }
