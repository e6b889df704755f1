"""The worklist as CSV: one row a recommendation, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dunning_rules.cli.job import Answered
    from dunning_rules.result import Recommendation

_FIELDS = (
    "urgency", "debtor_id", "debtor_name", "invoice_id", "action", "task", "amount", "amount_at_risk", "currency", "on", "deadline",
    "names_day", "window_on", "window_start", "window_end", "window_zone", "actor", "channel", "audience", "place", "tone", "stance",
    "demands_payment", "tip", "rule_id", "also", "reason",
    "verdict", "findings", "original_task",
)  # fmt: skip
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")  # noqa: RUF001 - spreadsheets in East Asia take the full-width signs, too


def csv_bytes(answered: Answered) -> bytes:
    """All recommendations, UTF-8 with a byte order mark (Excel asks for it), lines ended as RFC 4180 says."""
    file = StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(("number", *_FIELDS))
    for number, each in enumerate(answered.report.recommendations, 1):
        writer.writerow([str(number), *_row(each, answered.names.get(each.debtor_id, ""))])
    return file.getvalue().encode("utf-8-sig", "replace")


def safe(cell: str) -> str:
    """`cell` with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _row(each: Recommendation, name: str) -> Iterable[str]:
    window = each.window
    own = {
        "debtor_name": name,
        "window_on": window and window.on,
        "window_start": window and window.start,
        "window_end": window and window.end,
        "window_zone": window and window.zone,
        "findings": "; ".join(f"{found.constraint} ({found.effect}): {found.reason} [{found.source}]" for found in each.findings),
        "original_task": each.original and each.original.task,
    }
    for field in _FIELDS:
        value = own[field] if field in own else getattr(each, field)
        yield safe(_text(value))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)
