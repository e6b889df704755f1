"""A CSV file with a header: its rows, with the physical line of each.

A quote that is never closed would swallow the rows after it. So a record over several lines that comes out wrong costs its first line
only: reading goes on with the line after.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from dunning_rules.errors import LedgerError, quote
from dunning_rules.io.lines import Flaw, Line, flaw_error, physical_lines
from dunning_rules.models.base import first_duplicate
from dunning_rules.rows.row_error import RowError

MAX_CELL_CHARACTERS = 1_000_000
MAX_COLUMNS = 1000
MAX_RECORD_LINES = 256
"""Physical lines that one record may have: its quoted cells may hold line breaks."""
_MAX_RECORD_CHARACTERS = 16 * 1024 * 1024

_UNCLOSED = "a quote is opened that is not closed in its place"
_CLOSE = "close the quote, or write a quote inside of a cell twice"
_REASONS = {
    "field larger": (f"a cell is longer than {MAX_CELL_CHARACTERS:,} characters", "shorten it, or look for a quote that is not closed"),
    "new-line character": ("a cell has a carriage return outside of quotes", "end the lines with LF or CRLF, or quote the cell"),
}


class CsvTable:
    """The header and the rows of one CSV file.

    Raises:
        LedgerError: the file is empty, or its header cannot be used.
    """

    def __init__(self, path: Path, *, encoding: str = "utf-8", delimiter: str = ",") -> None:
        self.name = path.name
        self._feed = _Feed(physical_lines(path, encoding))
        self._reader = csv.reader(self._feed, delimiter=delimiter, strict=True)
        self.header: list[str] = []
        self.header = self._read_header()

    def rows(self) -> Iterator[tuple[int, list[str] | RowError]]:
        """Yield the first physical line and the cells of each row, as many as the header has, or why they cannot be had."""
        for line, row in self._records():
            if isinstance(row, RowError) or len(row) == len(self.header):
                yield line, row
            elif self._feed.give_back():
                yield line, RowError(_UNCLOSED, help=_CLOSE)
            else:
                reason = f"the row has {len(row)} cells where the header has {len(self.header)}"
                yield line, RowError(reason, help="quote the cells that hold the delimiter")

    def _read_header(self) -> list[str]:
        _, header = next(self._records(), (0, None))
        if header is None:
            raise LedgerError(f"{quote(self.name)} is empty", help="its first line must name the columns")
        if isinstance(header, RowError):
            raise LedgerError(f"the header of {quote(self.name)} cannot be read: {header.message}", where=self.name, help=header.help)
        if len(header) > MAX_COLUMNS:
            raise LedgerError(f"the header has {len(header):,} columns", where=self.name, help=f"at most {MAX_COLUMNS:,} are read")
        if (twice := first_duplicate(header)) is not None:
            raise LedgerError(f"the column {quote(twice)} occurs twice", where=self.name, help="rename or remove one of them")
        return header

    def _records(self) -> Iterator[tuple[int, list[str] | RowError]]:
        while True:
            try:
                row = self._next_record()
            except StopIteration:
                return
            except csv.Error as error:
                line = self._feed.taken[0]
                self._feed.give_back()
                yield line.number, flaw_error(line.flaw) if line.flaw else _csv_error(str(error))
                continue
            line = self._feed.taken[0]
            flaw = self._feed.flaw()
            if flaw == "too_long":
                self._feed.give_back()
                yield line.number, flaw_error(flaw) if line.flaw == flaw else RowError(_UNCLOSED, help=_CLOSE)
            elif flaw is not None:
                yield line.number, flaw_error(flaw, self._flawed_column(row))
            elif row:
                yield line.number, row

    def _next_record(self) -> list[str]:
        self._feed.begin_record()
        # The limit is a global of the `csv` module: it is ours only while one record is read.
        before = csv.field_size_limit(MAX_CELL_CHARACTERS)
        try:
            return next(self._reader)
        finally:
            csv.field_size_limit(before)

    def _flawed_column(self, row: list[str]) -> str:
        return next((name for name, cell in zip(self.header, row, strict=False) if "\N{REPLACEMENT CHARACTER}" in cell or "\0" in cell), "")


class _Feed:
    """Feeds `csv.reader` line by line, and can take the lines after the first of a record back."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._back: deque[Line] = deque()
        self.taken: list[Line] = []
        """The lines of the record at hand."""
        self._characters = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= MAX_RECORD_LINES or self._characters > _MAX_RECORD_CHARACTERS:
            raise csv.Error(_UNCLOSED)
        line = self._back.popleft() if self._back else next(self._lines)
        self.taken.append(line)
        self._characters += len(line.text)
        return line.text

    def begin_record(self) -> None:
        """Forget the lines of the record before."""
        self.taken.clear()
        self._characters = 0

    def give_back(self) -> bool:
        """Unread all lines of the record but its first; whether there were any."""
        self._back.extendleft(reversed(self.taken[1:]))
        return len(self.taken) > 1

    def flaw(self) -> Flaw | None:
        """The worst flaw of the record's lines."""
        flaws = {line.flaw for line in self.taken}
        return next((flaw for flaw in ("too_long", "undecodable", "nul") if flaw in flaws), None)


def _csv_error(message: str) -> RowError:
    for begin, (reason, mend) in _REASONS.items():
        if begin in message:
            return RowError(reason, help=mend)
    return RowError(_UNCLOSED, help=_CLOSE)
