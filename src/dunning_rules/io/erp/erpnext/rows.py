"""Child tables of ERPNext, and what stands in a document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dunning_rules.errors import quote
from dunning_rules.io.erp.field_map import Given
from dunning_rules.rows.row_error import RowError


def child_rows(row: Given, field: str) -> list[Given]:
    """The rows of a child table; none where the document has no such table.

    Raises:
        RowError: it is no table.
    """
    found = row.get(field) or ()
    if isinstance(found, str) or not isinstance(found, Sequence) or not all(isinstance(each, Mapping) for each in found):
        mend = "ask for the whole document: a list of documents does not hold their child tables"
        raise RowError(f"{quote(field)} is not a child table", field=field, help=mend)
    return list(found)


def is_submitted(row: Given) -> bool:
    """Whether a document is in force: neither a draft nor cancelled."""
    return row.get("docstatus") == 1
