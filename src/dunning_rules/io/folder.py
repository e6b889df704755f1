"""A ledger as a folder of tables: `creditor`, `debtors`, `contacts`, `invoices`, `visits`, `events`, each as `.csv` or `.jsonl`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from pydantic import BaseModel

from dunning_rules.errors import LedgerError, did_you_mean, quote
from dunning_rules.io.book import Book
from dunning_rules.io.csv_table import CsvTable
from dunning_rules.io.json_lines import json_rows
from dunning_rules.io.lines import unreadable
from dunning_rules.io.tally import Tally
from dunning_rules.models import Contact, Creditor, Debtor, Event, Invoice, Visit
from dunning_rules.models.base import Id
from dunning_rules.models.event import EVENT_MODELS
from dunning_rules.rows.attributes import ATTRIBUTE, with_attributes
from dunning_rules.rows.cells import CellReader
from dunning_rules.rows.currencies import Currencies
from dunning_rules.rows.fields import field_types
from dunning_rules.rows.file_format import ISO_FORMAT
from dunning_rules.rows.row_error import RowError
from dunning_rules.rows.schema import Schema

_Row: TypeAlias = Mapping[str, object]

_SUFFIXES = (".csv", ".jsonl")
_CELLS = CellReader(ISO_FORMAT, dates_as_moments=False)


class _ContactRow(Contact):
    """A contact with a row of its own."""

    debtor_id: Id


_COLUMNS: Mapping[str, frozenset[str]] = {
    "creditor": frozenset(Creditor.model_fields),
    "debtors": frozenset(Debtor.model_fields),
    "contacts": frozenset(_ContactRow.model_fields),
    "invoices": frozenset(Invoice.model_fields),
    "visits": frozenset(Visit.model_fields),
    "events": frozenset(name for model in EVENT_MODELS.values() for name in model.model_fields),
}
_CREDITOR: Schema[Creditor] = Schema(Creditor)
_DEBTOR: Schema[Debtor] = Schema(Debtor)
_CONTACT: Schema[_ContactRow] = Schema(_ContactRow)
_INVOICE: Schema[Invoice] = Schema(Invoice)
_VISIT: Schema[Visit] = Schema(Visit)
_EVENT: Schema[Event] = Schema(Event)


def read_folder(folder: Path, tally: Tally, creditor: Creditor | None, currencies: Currencies) -> tuple[Book, Creditor | None]:
    """Read the tables of a folder.

    Args:
        folder: where the tables are; files of other suffixes are left alone.
        tally: takes the rows.
        creditor: goes before the folder's own one.
        currencies: judges the currency of each row.

    Returns:
        The debtors with their records, and the creditor if there is one.

    Raises:
        LedgerError: the folder has no table or one of an unknown name, a table cannot be read at all, or the creditor's row is bad.
    """
    reading = _FolderReading(Book(currencies), creditor)
    paths = _table_paths(folder, reading.uses)
    for table, use in reading.uses.items():
        if table in paths:
            path = paths[table]
            reading.begin(path)
            rows = json_rows(path) if path.suffix == ".jsonl" else _csv_rows(path, _COLUMNS[table])
            tally.take(path.name, table, rows, use)
    return reading.book, creditor or reading.creditor()


class _FolderReading:
    """What is gathered from table to table."""

    def __init__(self, book: Book, creditor: Creditor | None) -> None:
        self.book = book
        self._given = creditor
        # In this order: what others name comes first.
        self.uses = {
            "creditor": self._use_creditor,
            "debtors": self._use_debtor,
            "contacts": self._use_contact,
            "invoices": self._use_invoice,
            "visits": self._use_visit,
            "events": self._use_event,
        }
        self._creditors: list[Creditor] = []
        self._bad_creditor: LedgerError | None = None
        self._file = ""
        self._is_text = False

    def begin(self, path: Path) -> None:
        """The rows that follow are of this file."""
        self._file = path.name
        self._is_text = path.suffix == ".csv"

    def creditor(self) -> Creditor | None:
        """The creditor of the folder, if it has one."""
        if self._bad_creditor is not None and not self._creditors:
            raise self._bad_creditor
        return self._creditors[0] if self._creditors else None

    def _use_creditor(self, line: int, row: _Row) -> None:
        if self._creditors:
            raise RowError("a ledger has one creditor", help="keep one row, and read the ledger of each creditor by itself")
        try:
            found = _CREDITOR.read(self._data(row, Creditor))
        except RowError as error:
            where = f"{self._file}:{line}"
            self._bad_creditor = LedgerError(f"the creditor cannot be read: {error.message}", where=where, help=error.help)
            raise
        self._creditors.append(found)
        if self._given is None:
            self.book.currencies.owed_to(found.currency)

    def _use_debtor(self, line: int, row: _Row) -> None:
        try:
            debtor = _DEBTOR.read(self._data(row, Debtor))
        except RowError:
            if isinstance(debtor_id := row.get("id"), str):
                self.book.refuse_debtor(debtor_id, f"{self._file}:{line}")
            raise
        self.book.add_debtor(debtor)

    def _use_contact(self, _: int, row: _Row) -> None:
        found = _CONTACT.read(self._data(row, _ContactRow))
        self.book.add_contact(found.debtor_id, Contact(**found.model_dump(exclude={"debtor_id"})))

    def _use_invoice(self, _: int, row: _Row) -> None:
        self.book.add_invoice(_INVOICE.read(self._data(row, Invoice)))

    def _use_visit(self, _: int, row: _Row) -> None:
        self.book.add_visit(_VISIT.read(self._data(row, Visit)))

    def _use_event(self, _: int, row: _Row) -> None:
        self.book.add_event(_EVENT.read(self._data(row, EVENT_MODELS.get(str(row.get("kind")), BaseModel))))

    def _data(self, row: _Row, model: type[BaseModel]) -> _Row:
        if not self._is_text:
            return row
        types = field_types(model)
        found = {name: _CELLS.read(name, types.get(name, "text"), str(cell)) for name, cell in row.items()}
        given = {name: value for name, value in found.items() if value is not None}
        return with_attributes(given) if "attributes" in types else given


def _csv_rows(path: Path, known: Collection[str]) -> Iterator[tuple[int, _Row | RowError]]:
    table = CsvTable(path)
    for column in table.header:
        if column not in known and not (column.startswith(ATTRIBUTE) and "attributes" in known):
            raise _unknown_column(column, table, known)
    for line, row in table.rows():
        yield line, row if isinstance(row, RowError) else dict(zip(table.header, row, strict=True))


def _unknown_column(column: str, table: CsvTable, known: Collection[str]) -> LedgerError:
    """A column that would be left out in every row: with a slip in `dunning_block`, whoever is blocked would be dunned."""
    if len(table.header) == 1 and any(mark in column for mark in ";\t|"):
        return LedgerError(f"the header is one column, {quote(column)}", where=table.name, help="separate the columns by commas")
    own = f", or name it `{ATTRIBUTE}…` to keep it for policies" if "attributes" in known else ""
    mend = f"{did_you_mean(column, known)} or rename or remove it{own}"
    return LedgerError(f"the column {quote(column)} is not known", where=table.name, help=mend)


def _table_paths(folder: Path, known: Mapping[str, object]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in _files(folder):
        if path.suffix not in _SUFFIXES:
            continue
        if path.stem not in known:
            raise LedgerError(
                f"{quote(path.name)} is not a table of a ledger",
                where=folder.name,
                help=f"{did_you_mean(path.stem, known)} or move it away",
            )
        if path.stem in found:
            raise LedgerError(f"the table {quote(path.stem)} is there as CSV and as JSONL", where=folder.name, help="keep one of them")
        found[path.stem] = path
    if not found:
        raise LedgerError(
            f"{quote(str(folder))} has no table",
            help="a ledger is a folder with `debtors.csv`, `invoices.csv` …, or one `.jsonl` or `.csv` file",
        )
    return found


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise unreadable(folder, error) from error
