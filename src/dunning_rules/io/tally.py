"""Counts the rows of a ledger and keeps what was wrong with the bad ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from dunning_rules.rejects import Counts, Reject
from dunning_rules.rows.row_error import RowError, one_line

PROGRESS_STEP = 1000
"""Rows between two reports of progress."""

T = TypeVar("T")


class Tally:
    """Takes every row of every table of a ledger, so that accepted and rejected rows make the rows read.

    Args:
        on_progress: called with the number of rows done, every `PROGRESS_STEP` rows and at the end.
    """

    def __init__(self, on_progress: Callable[[int], None] | None = None) -> None:
        self._on_progress = on_progress
        self._rejects: list[Reject] = []
        self._read = 0

    def take(self, file: str, table: str, rows: Iterable[tuple[int, T | RowError]], use: Callable[[int, T], None]) -> None:
        """Use each row, and note those that cannot be used.

        Args:
            file: name of the file.
            table: name of the table.
            rows: line and content of each row, or why it could not be had.
            use: takes line and content; raises `RowError` where they are of no use, and has then kept nothing of them.
        """
        for line, row in rows:
            self._take_one(file, line, table, row, partial(use, line))

    def take_record(self, file: str, table: str, row: T, use: Callable[[T], None]) -> None:
        """Use a row that has no line, such as a record of another system.

        Args:
            file: what the other system calls the record.
            table: name of the table.
            row: the record.
            use: takes it; raises `RowError` where it is of no use, and has then kept nothing of it.
        """
        self._take_one(file, None, table, row, use)

    def _take_one(self, file: str, line: int | None, table: str, row: T | RowError, use: Callable[[T], None]) -> None:
        self._read += 1
        try:
            if isinstance(row, RowError):
                raise row
            use(row)
        except RowError as error:
            self._rejects.append(
                Reject(one_line(file), line, table, one_line(error.field), error.value, error.message, error.help),
            )
        if self._on_progress is not None and self._read % PROGRESS_STEP == 0:
            self._on_progress(self._read)

    def finish(self) -> tuple[tuple[Reject, ...], Counts]:
        """The rejects by file and line, and the counts."""
        if self._on_progress is not None:
            self._on_progress(self._read)
        rejects = tuple(sorted(self._rejects, key=lambda reject: (reject.file, reject.line or 0)))
        return rejects, Counts(read=self._read, accepted=self._read - len(rejects), rejected=len(rejects))
