"""The physical lines of a file: numbered, bounded, and decoded one by one, so that one bad line spoils no other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from dunning_rules.errors import LedgerError, quote
from dunning_rules.rows.row_error import RowError

MAX_LINE_BYTES = 16 * 1024 * 1024
_BOM = b"\xef\xbb\xbf"

Flaw = Literal["undecodable", "nul", "too_long"]


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line, with its line break. The text of a flawed line is for messages only."""

    number: int
    text: str
    flaw: Flaw | None = None


def physical_lines(path: Path, encoding: str = "utf-8") -> Iterator[Line]:
    """Yield the lines of a file; a byte-order mark of UTF-8 is skipped.

    Args:
        path: the file.
        encoding: one in which a line feed is the byte 10 and nothing else is.

    Raises:
        LedgerError: the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            number = 0
            while raw := stream.readline(MAX_LINE_BYTES + 1):
                number += 1
                if number == 1 and encoding == "utf-8":
                    raw = raw.removeprefix(_BOM)
                yield _line(number, raw, encoding, stream)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError | ValueError) -> LedgerError:
    """The error for a file or folder that the system does not let us read."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return LedgerError(f"{quote(str(path))} cannot be read: {reason.lower()}", help="check the path and its permissions")


def flaw_error(flaw: Flaw, field: str = "") -> RowError:
    """What a row with such a line is rejected for."""
    if flaw == "undecodable":
        return RowError(
            "the line has bytes that are not of the file's encoding",
            field=field,
            help='save the file as UTF-8, or name its encoding in a column map, e.g. `encoding = "cp1252"` under `[file]`',
        )
    if flaw == "nul":
        return RowError("the line has a NUL byte", field=field, help="export the file again, as text in UTF-8")
    return RowError(
        f"the line is longer than {MAX_LINE_BYTES // 1024 // 1024} MiB", help="split the record, or look for a missing line break"
    )


def _line(number: int, raw: bytes, encoding: str, stream: BinaryIO) -> Line:
    if len(raw) > MAX_LINE_BYTES:
        while raw and not raw.endswith(b"\n"):
            raw = stream.readline(MAX_LINE_BYTES)
        return Line(number, "", "too_long")
    try:
        text = raw.decode(encoding)
    except UnicodeError:
        return Line(number, raw.decode(encoding, errors="replace"), "undecodable")
    return Line(number, text, "nul" if "\0" in text else None)
