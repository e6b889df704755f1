"""A file of JSON objects, one a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dunning_rules.io.lines import Line, flaw_error, physical_lines
from dunning_rules.rows.json_text import parse_object
from dunning_rules.rows.row_error import RowError


def json_rows(path: Path) -> Iterator[tuple[int, dict[str, object] | RowError]]:
    """Yield the line number and the object of each line that is not blank, or why it cannot be had.

    Raises:
        LedgerError: the file cannot be read.
    """
    for line in physical_lines(path):
        if line.flaw or not line.text.isspace():
            yield line.number, _object_in(line)


def _object_in(line: Line) -> dict[str, object] | RowError:
    if line.flaw is not None:
        return flaw_error(line.flaw)
    try:
        return parse_object(line.text)
    except RowError as error:
        return error
