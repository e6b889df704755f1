"""Whether a journal, or an export of it, is whole and as it was written."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dunning_rules.errors import JournalError, quote
from dunning_rules.journal.chain import Entry
from dunning_rules.journal.digests import START, canonical, linked
from dunning_rules.journal.export import COLUMNS

_MEND = "compare it with an export that was kept elsewhere"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found to be whole.

    Attributes:
        entries: how many entries there are.
        head: the digest of the last one. Who keeps it elsewhere can tell later that nothing before it was changed or cut off.
    """

    entries: int
    head: str


def check(entries: Iterable[Entry], *, head: str | None = None) -> Checked:
    """Reckon the chain anew.

    Args:
        entries: all entries, in their order.
        head: a digest that was noted before; it must be that of one of the entries.

    Raises:
        JournalError: an entry was changed, left out or put in, or none has the digest `head`.
    """
    previous, number, seen = START, 0, head in {None, START}
    for each in entries:
        number += 1
        where = f"entry {each.number}"
        if each.number != number:
            raise JournalError(f"entry {number} is missing", where=where, help=_MEND)
        if each.previous != previous:
            raise JournalError("the entry does not follow the one before it", where=where, help=_MEND)
        if each.digest != linked(previous, number, each.kind, canonical(each.content)):
            raise JournalError("the entry is not what was written", where=where, help=_MEND)
        previous = each.digest
        seen = seen or previous == head
    if not seen:
        raise JournalError(f"no entry has the digest {quote(head)}", help="entries were cut off at the end, or this is another journal")
    return Checked(number, previous)


def verify_export(path: Path | str, *, head: str | None = None) -> Checked:
    """Verify an export, without the journal.

    Args:
        path: the file, `.csv` or JSON lines.
        head: a digest that was noted before.

    Raises:
        JournalError: it cannot be read, or is not as it was written.
    """
    path = Path(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return check(_from_csv(file) if path.suffix.lower() == ".csv" else _from_lines(file), head=head)
    except (OSError, UnicodeDecodeError) as error:
        cause = getattr(error, "strerror", None) or "it is not UTF-8"
        raise JournalError(f"{quote(str(path))} cannot be read: {cause}", help="name a file that `journal export` wrote") from None


def _from_lines(lines: Iterable[str]) -> Iterator[Entry]:
    for place, line in enumerate(lines, 1):
        yield _entry(line, place)


def _from_csv(lines: Iterable[str]) -> Iterator[Entry]:
    csv.field_size_limit(sys.maxsize)
    rows = csv.DictReader(lines)
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise JournalError("this is not an export of a journal", help="name a file that `journal export` wrote")
    for place, row in enumerate(rows, 1):
        head = {name: row[name] for name in ("kind", "previous", "digest")}
        yield _entry(f'{{"number":{row["number"]},"content":{row["content"]},{json.dumps(head)[1:]}', place)


def _entry(text: str, place: int) -> Entry:
    try:
        found = json.loads(text)
        entry = Entry(**found)
    except (ValueError, TypeError, RecursionError):
        raise JournalError("this is not an entry of a journal", where=f"entry {place}", help=_MEND) from None
    if not isinstance(entry.number, int) or not all(isinstance(each, str) for each in (entry.kind, entry.previous, entry.digest)):
        raise JournalError("this is not an entry of a journal", where=f"entry {place}", help=_MEND)
    return entry
