"""The journal for an auditor: all entries, each with its digest and that of the one before, as JSON lines or CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from dunning_rules.journal.chain import Entry
from dunning_rules.journal.digests import canonical

COLUMNS = (
    "number", "kind", "id", "at", "by", "recommendation_id", "what", "until", "reason", "amount", "currency", "previous", "digest",
    "content",
)  # fmt: skip
"""Of the CSV; `content` is what the digest is of, the columns before it are for reading."""
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")  # noqa: RUF001 - spreadsheets in East Asia take the full-width signs, too


def as_json_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """One line an entry."""
    for each in entries:
        line = {"number": each.number, "kind": each.kind, "previous": each.previous, "digest": each.digest, "content": each.content}
        yield f"{canonical(line)}\n"


def as_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """A header, then one row an entry, lines ended as RFC 4180 says."""
    yield _row(COLUMNS)
    for each in entries:
        said = each.content
        yield _row(
            (
                *(each.number, each.kind, said["id"], said.get("at", said.get("as_of")), _safe(said.get("by"))),
                *(said.get("recommendation_id"), said.get("decision", said.get("result")), said.get("until", said.get("on"))),
                *(_safe(said.get("reason", said.get("note"))), said.get("amount"), said.get("currency")),
                *(each.previous, each.digest, canonical(each.content)),
            )
        )


def _row(cells: Iterable[object]) -> str:
    line = StringIO(newline="")
    csv.writer(line).writerow("" if cell is None else cell for cell in cells)
    return line.getvalue()


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell
