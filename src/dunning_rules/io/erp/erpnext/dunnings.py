"""Dunnings of ERPNext as notices."""

from __future__ import annotations

from dunning_rules.io.erp.erpnext.fields import DUNNING
from dunning_rules.io.erp.erpnext.rows import child_rows, is_submitted
from dunning_rules.io.erp.field_map import Given
from dunning_rules.io.erp.reading import Reading
from dunning_rules.io.erp.shape import Shape
from dunning_rules.io.erp.values import moment, text
from dunning_rules.models.event import NoticeSent

_NOTICE: Shape[NoticeSent] = Shape(
    NoticeSent, {"id": "name", "debtor_id": "customer", "at": "posting_date", "level": "dunning_level", "attributes": "overdue_payments"}
)
_SHOWN = 64
"""Invoices that the attributes of one notice name."""


def read_dunnings(reading: Reading) -> None:
    """Take the dunnings."""

    def use(row: Given) -> None:
        if not is_submitted(row):
            return
        overdue = child_rows(row, "overdue_payments")
        levels = [level for each in overdue if isinstance(level := each.get("dunning_level"), int) and level > 0]
        invoices = dict.fromkeys(invoice for each in overdue if (invoice := text(each.get("sales_invoice"))) is not None)
        notice = _NOTICE.record(
            {
                "id": text(row.get("name")),
                "debtor_id": text(row.get("customer")),
                "at": moment(row.get("posting_date"), reading.zone),
                "notice": "reminder",
                "level": max(levels, default=None),
                "attributes": {f"invoice_{number}": invoice for number, invoice in enumerate(list(invoices)[:_SHOWN], 1)},
            }
        )
        reading.book.add_event(notice)

    reading.each(DUNNING, "events", use)
