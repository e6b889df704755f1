"""Writes what is advised into ERPNext, as comments on the customers."""

from __future__ import annotations

from dunning_rules.io.erp.erpnext.fields import CUSTOMER
from dunning_rules.io.erp.notes import Create, notes
from dunning_rules.result import Report


def write_erpnext(report: Report, create: Create, *, held_back: bool = False) -> int:
    """Write one `Comment` for each step that is advised. Nothing else is written, and nothing is sent.

    Args:
        report: the answer for cases that `read_erpnext` gave.
        create: creates a document, as POST does on the resource of its doctype.
        held_back: whether what the compliance guard holds back is written, too, with its verdict.

    Returns:
        How many comments were written.
    """
    found = notes(report, held_back=held_back)
    for note in found:
        values = {
            "comment_type": "Comment",
            "reference_doctype": CUSTOMER,
            "reference_name": note.debtor_id,
            "content": note.as_html(),
        }
        create("Comment", values)
    return len(found)
