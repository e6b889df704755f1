"""The chain of a journal: one entry for each run, decision and outcome, each bound to the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Connection, func, insert, select

from dunning_rules.errors import JournalError
from dunning_rules.journal.digests import START, canonical, linked
from dunning_rules.journal.entries import Decided, Followed, Recommended, Row, Run, as_data
from dunning_rules.journal.rows import rows_of
from dunning_rules.journal.tables import DECISIONS, ENTRIES, OUTCOMES, RECOMMENDATIONS, RUNS

Content: TypeAlias = dict[str, object]

_KINDS = {"run": (RUNS, Run), "decision": (DECISIONS, Decided), "outcome": (OUTCOMES, Followed)}
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry with what it holds.

    Attributes:
        number: from 1, without gaps.
        kind: `run`, `decision` or `outcome`.
        previous: the digest of the entry before.
        digest: of this one.
        content: what it holds; a run with all of its recommendations.
    """

    number: int
    kind: str
    previous: str
    digest: str
    content: Content


def append(connection: Connection, kind: str, row: Row, parts: tuple[Recommended, ...] = ()) -> None:
    """Bind a row, that was written in this transaction, to the chain."""
    last = connection.execute(select(ENTRIES.c.number, ENTRIES.c.digest).order_by(ENTRIES.c.number.desc()).limit(1)).first()
    number, previous = (1, START) if last is None else (int(last.number) + 1, str(last.digest))
    digest = linked(previous, number, kind, canonical(content_of(row, parts)))
    connection.execute(insert(ENTRIES).values(number=number, kind=kind, about=row.id, previous=previous, digest=digest))


def content_of(row: Row, parts: tuple[Recommended, ...] = ()) -> Content:
    """What an entry holds, as JSON knows it."""
    content = as_data(row)
    if isinstance(row, Run):
        content["advised"] = [as_data(each, without=frozenset({"run_id"})) for each in parts]
    return content


def entries(connection: Connection) -> Iterator[Entry]:
    """All entries in their order, with what the tables hold for them now.

    Raises:
        JournalError: what an entry is about is missing.
    """
    last = 0
    while page := connection.execute(select(ENTRIES).where(ENTRIES.c.number > last).order_by(ENTRIES.c.number).limit(_PAGE)).all():
        for found in page:
            last = int(found.number)
            yield Entry(last, found.kind, found.previous, found.digest, _content(connection, last, found.kind, found.about))


def unbound(connection: Connection) -> int:
    """How many runs, decisions and outcomes have no entry."""
    count = 0
    for table, _ in _KINDS.values():
        missing = select(func.count()).select_from(table).where(table.c.id.not_in(select(ENTRIES.c.about)))
        count += connection.execute(missing).scalar_one()
    return count


def _content(connection: Connection, number: int, kind: str, about: str) -> Content:
    if kind not in _KINDS:
        raise JournalError(f"entry {number} is of an unknown kind", help="the journal was tampered with: compare it with an export")
    table, shape = _KINDS[kind]
    rows = rows_of(connection, select(table).where(table.c.id == about), shape)
    if not rows:
        raise JournalError(f"what entry {number} is about is missing", help="the journal was tampered with: compare it with an export")
    if kind != "run":
        return content_of(rows[0])
    advised = select(RECOMMENDATIONS).where(RECOMMENDATIONS.c.run_id == about).order_by(RECOMMENDATIONS.c.place)
    return content_of(rows[0], tuple(rows_of(connection, advised, Recommended)))
