"""Writes what is advised into Tryton, as notes on the parties."""

from __future__ import annotations

from dunning_rules.io.erp.notes import Create, notes
from dunning_rules.io.erp.tryton.fields import PARTY
from dunning_rules.result import Report


def write_tryton(report: Report, create: Create, *, held_back: bool = False) -> int:
    """Write one `ir.note` for each step that is advised. Nothing else is written, and nothing is sent.

    Args:
        report: the answer for cases that `read_tryton` gave.
        create: creates a record, e.g. by proteus: `lambda model, values: Model.get(model)(**values).save()`, with `resource` made a record.
        held_back: whether what the compliance guard holds back is written, too, with its verdict.

    Returns:
        How many notes were written.
    """
    found = notes(report, held_back=held_back)
    for note in found:
        create("ir.note", {"resource": f"{PARTY},{note.debtor_id}", "message": note.as_text()})
    return len(found)
