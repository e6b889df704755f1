"""Writes a ledger as a nested case table: parts on disk, one row a debtor, whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl
from pydantic_core import to_json

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.errors import LedgerError, quote
from dunning_rules.frames.check import check_tables
from dunning_rules.frames.convert import tables_of
from dunning_rules.io.book import default_creditor
from dunning_rules.io.column_map import ColumnMap
from dunning_rules.io.ledger import Ledger, read_ledger
from dunning_rules.io.spread import NotPlainError, spread
from dunning_rules.io.table_frames import creditor_in, table_files
from dunning_rules.models import Creditor
from dunning_rules.portfolio.nested import nest
from dunning_rules.portfolio.owed import keep_creditor
from dunning_rules.rejects import Counts, Reject
from dunning_rules.rows.currencies import Currencies

SIZE = 100_000
"""Debtors of one part."""
REJECTS = "rejects.jsonl"
_CREDITOR = "creditor"


@dataclass(frozen=True, slots=True)
class Nested:
    """What was written.

    Attributes:
        folder: the parts, the creditor, and `rejects.jsonl` where there were any.
        parts: how many.
        debtors: rows of all parts.
        rejects: rows that could not be used.
        rows: rows read, accepted and rejected.
    """

    folder: Path
    parts: int
    debtors: int
    rejects: tuple[Reject, ...]
    rows: Counts


def write_nested(
    source: Path,
    output: Path,
    *,
    column_map: ColumnMap | None = None,
    currency: str | None = None,
    size: int = SIZE,
    on_progress: Callable[[int, int], None] | None = None,
) -> Nested:
    """Write a ledger as a nested case table.

    Folders of tables (Parquet, Arrow, or CSV of which each line is a row) take little memory, however large they are; a ledger of any other
    shape is read as a whole. Rows that cannot be used are left out, and told.

    Args:
        source: the ledger.
        output: a folder that is not there yet, or is empty.
        column_map: what the columns of somebody else's file mean.
        currency: the reporting currency, where the ledger names no creditor.
        size: debtors of one part, about.
        on_progress: called with the number of parts done, and of all.

    Raises:
        LedgerError: the ledger cannot be read, nobody or several are owed, or the folder holds something.
    """
    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise LedgerError(f"{quote(str(output))} holds something already", help="name a folder that is not there yet")
    draft = output.with_name(f".{output.name}.{os.getpid()}.part")
    draft.mkdir(parents=True)
    try:
        writing = _Writing(draft, size, on_progress)
        tables = None if column_map is not None else table_files(source)
        if tables is None or not writing.tables(*tables, currency):
            writing.ledger(read_ledger(source, column_map=column_map, currency=currency))
        found = writing.finished(output)
        if output.exists():
            output.rmdir()
        draft.replace(output)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return found


class _Writing:
    def __init__(self, folder: Path, size: int, on_progress: Callable[[int, int], None] | None) -> None:
        self._folder = folder
        self._size = size
        self._tell = on_progress or (lambda _done, _all: None)
        self._parts = 0
        self._debtors = 0
        self._rejects: list[Reject] = []
        self._read = 0

    def tables(self, files: Mapping[str, Path], as_text: bool, currency: str | None) -> bool:  # noqa: FBT001 - as `table_files` gives it
        """Write a folder of tables; `False` where only the careful reader can read or refuse it."""
        creditor = creditor_in(files, as_text=as_text)
        if as_text and ("debtors" not in files or (_CREDITOR in files and creditor is None)):
            return False
        if "debtors" not in files:
            raise LedgerError("there is no table `debtors`", help="give one row for each debtor, with its `id`")
        work = self._folder / "work"
        work.mkdir()
        try:
            found = spread(files, work, size=self._size, as_text=as_text)
        except NotPlainError:
            shutil.rmtree(work)
            return False
        self._read = int(_CREDITOR in files)
        owed = creditor or (Creditor(id=_CREDITOR, currency=currency) if currency else default_creditor(sorted(found.currencies)))
        keep_creditor(self._folder, owed)
        names = {name: file.name for name, file in files.items()}
        for number in range(found.buckets):
            given = {"debtors": pl.DataFrame(schema={"id": pl.String}), **found.bucket(number)}
            checked = check_tables(given, Currencies(None, None), as_text=as_text, files=names)
            self._rejects += checked.rejects
            self._read += checked.counts.read
            self._write({name: table.drop(DEBTOR_NUMBER, strict=False) for name, table in checked.tables.items()})
            self._tell(number + 1, found.buckets)
        shutil.rmtree(work)
        places = {name: place for place, name in enumerate(found.tables)}
        self._rejects.sort(key=lambda each: (places[each.table], each.line or 0))
        return True

    def ledger(self, ledger: Ledger) -> None:
        """Write the cases of a ledger that was read as a whole."""
        creditors = {case.creditor.model_dump_json(): case.creditor for case in ledger.cases}
        if len(creditors) != 1:
            message = "there is nothing to write" if not creditors else "several creditors are owed"
            raise LedgerError(message, help="a nested case table has one creditor: write the cases of each by themselves")
        keep_creditor(self._folder, next(iter(creditors.values())))
        self._rejects, self._read = list(ledger.rejects), ledger.counts.read
        parts = max(1, -(-len(ledger.cases) // self._size))
        for number in range(parts):
            self._write(tables_of(ledger.cases[number * self._size : (number + 1) * self._size]))
            self._tell(number + 1, parts)

    def finished(self, output: Path) -> Nested:
        """What was written."""
        if self._rejects:
            lines = b"".join(to_json(asdict(each)) + b"\n" for each in self._rejects)
            (self._folder / REJECTS).write_bytes(lines)
        counts = Counts(self._read, self._read - len(self._rejects), len(self._rejects))
        return Nested(output, self._parts, self._debtors, tuple(self._rejects), counts)

    def _write(self, tables: Mapping[str, pl.DataFrame]) -> None:
        part = nest(tables)
        part.write_parquet(self._folder / f"part-{self._parts:06}.parquet")
        self._parts += 1
        self._debtors += part.height
