"""Large ledgers as frames: a folder of tables, or one row a debtor with its records in lists, read at once and not row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dunning_rules.errors import LedgerError, did_you_mean, quote
from dunning_rules.frames.read import LINE
from dunning_rules.frames.tables import TABLES
from dunning_rules.io.lines import unreadable
from dunning_rules.io.plain_csv import read_plain_csv
from dunning_rules.models import Creditor
from dunning_rules.portfolio.nested import unnest
from dunning_rules.portfolio.owed import creditor_of
from dunning_rules.rows.attributes import ATTRIBUTE
from dunning_rules.rows.cells import CellReader
from dunning_rules.rows.fields import field_types
from dunning_rules.rows.file_format import ISO_FORMAT
from dunning_rules.rows.row_error import RowError
from dunning_rules.rows.schema import Schema

COLUMNAR = (".parquet", ".arrow", ".ipc", ".feather")
_TEXTS = (".csv", ".jsonl")
FIRST_ROW = 2
"""The line of the first row of a CSV file."""
_CREDITOR = "creditor"
_KNOWN = (_CREDITOR, *TABLES)
_CREDITORS: Schema[Creditor] = Schema(Creditor)
_CELLS = CellReader(ISO_FORMAT, dates_as_moments=False)


@dataclass(frozen=True, slots=True)
class TableFrames:
    """The tables of a ledger.

    Attributes:
        tables: by name.
        files: the names of their files.
        as_text: whether cells are the text of CSV files.
        creditor: who is owed, where the ledger says it.
    """

    tables: Mapping[str, pl.DataFrame]
    files: Mapping[str, str]
    as_text: bool
    creditor: Creditor | None


def read_table_frames(path: Path) -> TableFrames | None:
    """The tables of a ledger, or `None` where it has another shape, or text that only the careful reader of a ledger can read or refuse.

    Args:
        path: a folder with `debtors`, `invoices` … as `.csv`, `.parquet` or Arrow files (`.arrow`, `.ipc`, `.feather`), or one Parquet or
            Arrow file, or a folder of such parts, with one row a debtor (see `portfolio.nested`).

    Raises:
        LedgerError: a columnar file cannot be read at all, is no table or stands beside another of its table, or its creditor is bad.
    """
    if path.is_file():
        return None if path.suffix.lower() not in COLUMNAR else TableFrames(unnest(_columnar(path)), {}, as_text=False, creditor=None)
    found = table_files(path)
    if found is not None:
        files, as_text = found
        return _read_texts(files) if as_text else _read_columnar(files)
    columnar = _of_suffix(path, COLUMNAR)
    if not columnar or any(each.stem in _KNOWN for each in _of_suffix(path, _TEXTS)):
        return None
    table = pl.concat([_columnar(each) for each in columnar], how="diagonal")
    return TableFrames(unnest(table), {}, as_text=False, creditor=creditor_of(path))


def table_files(path: Path) -> tuple[dict[str, Path], bool] | None:
    """The files of a folder of tables, by table, and whether their cells are text; `None` where it has another shape.

    Raises:
        LedgerError: a columnar file is no table, or stands beside another of its table.
    """
    columnar, texts = _of_suffix(path, COLUMNAR), _of_suffix(path, _TEXTS)
    if any(each.stem in _KNOWN for each in columnar):
        return _named(path, columnar, texts), False
    if columnar or not texts or any(file.suffix != ".csv" or file.stem not in _KNOWN for file in texts):
        return None
    return {file.stem: file for file in texts}, True


def _of_suffix(path: Path, suffixes: tuple[str, ...]) -> list[Path]:
    files = sorted(each for each in path.iterdir() if each.is_file()) if path.is_dir() else []
    return [each for each in files if (each.suffix if suffixes is _TEXTS else each.suffix.lower()) in suffixes]


def _named(folder: Path, columnar: list[Path], texts: list[Path]) -> dict[str, Path]:
    """The files of a folder of columnar tables, by table; none may be left out unseen."""
    found: dict[str, Path] = {}
    for file in (*columnar, *texts):
        if file.stem not in _KNOWN:
            mend = f"{did_you_mean(file.stem, _KNOWN)} or move it away"
            raise LedgerError(f"{quote(file.name)} is not a table of a ledger", where=folder.name, help=mend)
        if file.stem in found or file.suffix in _TEXTS:
            raise LedgerError(
                f"{quote(file.name)} stands beside {quote(found[file.stem].name if file.stem in found else columnar[0].name)}",
                where=folder.name,
                help="keep one file for each table, all of them as text or none",
            )
        found[file.stem] = file
    return found


def creditor_in(files: Mapping[str, Path], *, as_text: bool) -> Creditor | None:
    """The creditor of a folder of tables, or `None` where it has none, or only the careful reader can read or refuse it.

    Raises:
        LedgerError: its columnar file cannot be read, or is no creditor.
    """
    file = files.get(_CREDITOR)
    if file is None:
        return None
    if not as_text:
        return _creditor(_columnar(file), file.name)
    frame = _csv(file, _CREDITOR)
    return None if frame is None else _creditor_of_text(frame)


def _read_columnar(files: Mapping[str, Path]) -> TableFrames:
    tables = {name: _columnar(file) for name, file in files.items() if name != _CREDITOR}
    names = {name: file.name for name, file in files.items()}
    return TableFrames(tables, names, as_text=False, creditor=creditor_in(files, as_text=False))


def _read_texts(files: Mapping[str, Path]) -> TableFrames | None:
    tables: dict[str, pl.DataFrame] = {}
    for name, file in files.items():
        if name != _CREDITOR:
            frame = _csv(file, name)
            if frame is None:
                return None
            tables[name] = frame
    creditor = creditor_in(files, as_text=True)
    if "debtors" not in tables or (_CREDITOR in files and creditor is None):
        return None
    return TableFrames(tables, {name: file.name for name, file in files.items()}, as_text=True, creditor=creditor)


def _columnar(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path) if path.suffix.lower() == ".parquet" else pl.read_ipc(path)
    except OSError as error:
        raise unreadable(path, error) from error
    except (pl.exceptions.PolarsError, ValueError) as error:
        message = f"{quote(path.name)} cannot be read: {str(error).splitlines()[0].lower()}"
        raise LedgerError(message, help="write it again, as Parquet or as an Arrow file") from None


def _csv(path: Path, table: str) -> pl.DataFrame | None:
    """A CSV file whose every line is one row, and every column one of its table; `None` for any other."""
    frame = read_plain_csv(path)
    return None if frame is None or not has_known_columns(frame, table) else with_lines(frame, FIRST_ROW)


def with_lines(frame: pl.DataFrame, first: int) -> pl.DataFrame:
    """Rows with the lines at which they begin."""
    return frame.with_columns(pl.int_range(first, pl.len() + first, dtype=pl.Int64).alias(LINE))


def has_known_columns(frame: pl.DataFrame, table: str) -> bool:
    """Whether every column is one of its table."""
    return all(_is_known(column, table) for column in frame.columns)


def _is_known(column: str, table: str) -> bool:
    known = Creditor.model_fields if table == _CREDITOR else TABLES[table].columns
    return column in known or (column.startswith(ATTRIBUTE) and "attributes" in known)


def _creditor(frame: pl.DataFrame, file: str) -> Creditor:
    if frame.height != 1:
        raise LedgerError(f"the table of the creditor has {frame.height} rows", where=file, help="a ledger has one creditor: keep one row")
    try:
        return _CREDITORS.read({name: value for name, value in frame.row(0, named=True).items() if value is not None})
    except RowError as error:
        raise LedgerError(f"the creditor cannot be read: {error.message}", where=f"{file}:1", help=error.help) from None


def _creditor_of_text(frame: pl.DataFrame) -> Creditor | None:
    """The creditor, or `None` where something is wrong with it."""
    if frame.height != 1:
        return None
    types = field_types(Creditor)
    row = {name: value for name, value in frame.row(0, named=True).items() if value is not None and name != LINE}
    try:
        read = {name: _CELLS.read(name, types.get(name, "text"), value) for name, value in row.items()}
        return _CREDITORS.read({name: value for name, value in read.items() if value is not None})
    except RowError:
        return None
