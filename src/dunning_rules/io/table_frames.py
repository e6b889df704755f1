"""Large ledgers as frames: a folder of tables, or one row a debtor with its records in lists, read at once and not row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dunning_rules.errors import LedgerError, quote
from dunning_rules.frames.read import LINE
from dunning_rules.frames.tables import TABLES
from dunning_rules.io.lines import unreadable
from dunning_rules.models import Creditor
from dunning_rules.portfolio.nested import unnest
from dunning_rules.rows.cells import CellReader
from dunning_rules.rows.fields import field_types
from dunning_rules.rows.file_format import ISO_FORMAT
from dunning_rules.rows.row_error import RowError
from dunning_rules.rows.schema import Schema

COLUMNAR = (".parquet", ".arrow", ".ipc", ".feather")
_FIRST_ROW = 2
_CREDITOR = "creditor"
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
    """The tables of a ledger, or `None` where it has another shape, or CSV that only a careful reader can read.

    Args:
        path: a folder with `debtors`, `invoices` … as `.csv`, `.parquet` or Arrow files (`.arrow`, `.ipc`, `.feather`), or one Parquet or
            Arrow file, or a folder of such parts, with one row a debtor (see `portfolio.nested`).

    Raises:
        LedgerError: a file cannot be read at all, or the creditor's row is bad.
    """
    if path.is_file():
        return None if path.suffix.lower() not in COLUMNAR else TableFrames(unnest(_columnar(path)), {}, as_text=False, creditor=None)
    files = sorted(each for each in path.iterdir() if each.is_file()) if path.is_dir() else []
    named = {each.stem: each for each in files if each.stem in {*TABLES, _CREDITOR} and each.suffix.lower() in {".csv", *COLUMNAR}}
    parts = [each for each in files if each.suffix.lower() in COLUMNAR]
    if not named and parts:
        return TableFrames(unnest(pl.concat([_columnar(each) for each in parts], how="diagonal")), {}, as_text=False, creditor=None)
    suffixes = {each.suffix.lower() == ".csv" for each in named.values()}
    if "debtors" not in named or len(suffixes) != 1 or any(each.suffix == ".jsonl" for each in files):
        return None
    as_text = suffixes.pop()
    tables: dict[str, pl.DataFrame] = {}
    for name, file in named.items():
        frame = _csv(file) if as_text else _columnar(file)
        if frame is None:
            return None
        tables[name] = frame
    owed = tables.pop(_CREDITOR, None)
    creditor = None if owed is None else _creditor(owed, named[_CREDITOR].name, as_text=as_text)
    return TableFrames(tables, {name: file.name for name, file in named.items()}, as_text=as_text, creditor=creditor)


def _columnar(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path) if path.suffix.lower() == ".parquet" else pl.read_ipc(path)
    except OSError as error:
        raise unreadable(path, error) from error
    except (pl.exceptions.PolarsError, ValueError) as error:
        message = f"{quote(path.name)} cannot be read: {str(error).splitlines()[0].lower()}"
        raise LedgerError(message, help="write it again, as Parquet or as an Arrow file") from None


def _csv(path: Path) -> pl.DataFrame | None:
    """A CSV file whose every line is one row; `None` for any other."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    try:
        frame = pl.read_csv(data, infer_schema=False)
    except (pl.exceptions.PolarsError, ValueError):
        return None
    lines = data.count(b"\n") + (not data.endswith(b"\n"))
    if frame.height + 1 != lines or any("_duplicated_" in name or name != name.strip("\ufeff") for name in frame.columns):
        return None
    filled = frame.with_columns(pl.when(pl.all() != "").then(pl.all()).name.keep())
    return filled.with_columns(pl.int_range(_FIRST_ROW, pl.len() + _FIRST_ROW, dtype=pl.Int64).alias(LINE))


def _creditor(frame: pl.DataFrame, file: str, *, as_text: bool) -> Creditor:
    if frame.height != 1:
        raise LedgerError(f"the table of the creditor has {frame.height} rows", where=file, help="a ledger has one creditor: keep one row")
    row = {name: value for name, value in frame.row(0, named=True).items() if value is not None and name != LINE}
    types = field_types(Creditor)
    try:
        read = {name: _CELLS.read(name, types.get(name, "text"), str(value)) for name, value in row.items()} if as_text else row
        return Schema(Creditor).read({name: value for name, value in read.items() if value is not None})
    except RowError as error:
        raise LedgerError(f"the creditor cannot be read: {error.message}", where=f"{file}:{_FIRST_ROW}", help=error.help) from None
