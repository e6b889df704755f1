"""A CSV file of which every line is one row, read at once; whatever is not surely so is left to `CsvTable`, which tells what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from dunning_rules.io.csv_table import MAX_CELL_CHARACTERS, MAX_COLUMNS
from dunning_rules.io.lines import unreadable

_BOM = b"\xef\xbb\xbf"
_NO_TEXT = (b"\0", b"\x01")
"""Bytes that no sound file has; by the second one, lines are told from cells here."""
_CELL = '(?:"(?:[^"]|"")*"|[^",\r]*)'


def read_plain_csv(path: Path) -> pl.DataFrame | None:
    """The rows of a file as text, with nothing where a cell is empty; `None` where only a careful reader can read it.

    Raises:
        LedgerError: the file cannot be read.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    return _rows(data.removeprefix(_BOM))


def plain_csv_batches(path: Path, size: int) -> Iterator[pl.DataFrame | None]:
    """The same in batches, so that a large file takes little memory; `None` ends them where only a careful reader can go on.

    Args:
        path: the file.
        size: bytes of one batch, about.

    Raises:
        LedgerError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.readline().removeprefix(_BOM)
            rest, is_first = b"", True
            while (data := file.read(size)) or is_first:
                cut = data.rfind(b"\n") + 1
                lines, rest = (rest + data[:cut], data[cut:]) if cut else (b"", rest + data)
                if lines or is_first:
                    found = _rows(head + lines)
                    is_first = False
                    yield found
                    if found is None:
                        return
            if rest:
                yield _rows(head + rest)
    except OSError as error:
        raise unreadable(path, error) from error


def _rows(data: bytes) -> pl.DataFrame | None:
    if any(byte in data for byte in _NO_TEXT):
        return None
    try:
        frame = pl.read_csv(data, infer_schema=False)
        lines = pl.read_csv(data, has_header=False, new_columns=["line"], separator="\x01", quote_char=None, infer_schema=False)
    except (pl.exceptions.PolarsError, ValueError):
        return None
    written = data.count(b"\n") + (not data.endswith(b"\n"))
    whole = frame.height + 1 == lines.height == written and not any("_duplicated_" in name for name in frame.columns)
    if not whole or not _is_plain(lines["line"], frame.width):
        return None
    return frame.with_columns(pl.when(pl.all() != "").then(pl.all()).name.keep())


def _is_plain(lines: pl.Series, width: int) -> bool:
    """Whether each line is a row of so many cells, in whichever way CSV is read."""
    if width > MAX_COLUMNS:
        return False
    line = pl.col("line")  # the carriage return before its end is gone already
    has_marks = line.str.contains('["\r]')
    cells = pl.when(~has_marks).then(line.str.count_matches(",", literal=True) + 1)
    as_rows = pl.when(has_marks).then(line).str.contains(f"^{_CELL}(?:,{_CELL}){{{width - 1}}}$")
    is_row = (cells == width) | as_rows
    fits = line.str.len_chars().is_between(1, MAX_CELL_CHARACTERS)
    return bool(lines.to_frame("line").select((is_row & fits).fill_null(value=False).all()).item())
