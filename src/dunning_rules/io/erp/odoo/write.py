"""Writes what is advised into Odoo, as activities on the partners."""

from __future__ import annotations

from dunning_rules.io.erp.notes import Create, notes
from dunning_rules.result import Report


def write_odoo(
    report: Report,
    create: Create,
    *,
    partner_model_id: int,
    activity_type_id: int | None = None,
    user_id: int | None = None,
    held_back: bool = False,
) -> int:
    """Write one `mail.activity` for each step that is advised. Nothing else is written, and nothing is sent.

    Args:
        report: the answer for cases that `read_odoo` gave.
        create: creates a record, by the method `create` of the model.
        partner_model_id: id of `res.partner` among the records of `ir.model`.
        activity_type_id: the type of the activities, e.g. that of calls; Odoo's own default where absent.
        user_id: to whom they are assigned; who writes them, where absent.
        held_back: whether what the compliance guard holds back is written, too, with its verdict.

    Returns:
        How many activities were written.
    """
    chosen = {"activity_type_id": activity_type_id, "user_id": user_id}
    usual = {name: value for name, value in chosen.items() if value is not None}
    found = notes(report, held_back=held_back)
    for note in found:
        values = {
            "res_model_id": partner_model_id,
            "res_id": int(note.debtor_id),
            "summary": note.summary,
            "note": note.as_html(),
            "date_deadline": note.due_on.isoformat(),
        }
        create("mail.activity", values | usual)
    return len(found)
