"""The parts of a nested case table on disk, each read by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import polars as pl

from dunning_rules.errors import LedgerError, quote

SUFFIXES = (".parquet", ".arrow", ".ipc", ".feather")


@dataclass(frozen=True, slots=True)
class Partition:
    """So many rows of one file.

    Attributes:
        number: its place among all partitions.
        file: where it is.
        first: its first row.
        rows: how many.
    """

    number: int
    file: Path
    first: int
    rows: int

    def schema(self) -> pl.Schema:
        """The columns of its file.

        Raises:
            LedgerError: the file cannot be read.
        """
        try:
            return _scan(self.file).collect_schema()
        except (OSError, pl.exceptions.PolarsError) as error:
            raise _unreadable(self.file, error) from None

    def read(self, columns: list[str] | None = None) -> pl.DataFrame:
        """Its rows.

        Raises:
            LedgerError: the file cannot be read.
        """
        frame = _scan(self.file).slice(self.first, self.rows)
        try:
            return (frame if columns is None else frame.select(columns)).collect()
        except (OSError, pl.exceptions.PolarsError) as error:
            raise _unreadable(self.file, error) from None


def partitions_of(source: Path, size: int) -> tuple[Partition, ...]:
    """The partitions of a file, or of all Parquet and Arrow files of a folder in the order of their names.

    Args:
        source: the file or the folder.
        size: rows of one partition at most.

    Raises:
        LedgerError: there is no such file, or one cannot be read.
    """
    return tuple(Partition(number, *each) for number, each in enumerate(_slices(source, size)))


def fingerprint(source: Path) -> str:
    """What tells a source from another: the names, sizes and rows of its files."""
    listed = [f"{file.name}:{file.stat().st_size}:{_rows(file)}" for file in _files(source)]
    return sha256("\n".join(listed).encode()).hexdigest()


def _slices(source: Path, size: int) -> Iterator[tuple[Path, int, int]]:
    for file in _files(source):
        rows = _rows(file)
        for first in range(0, rows, size):
            yield file, first, min(size, rows - first)


def _files(source: Path) -> list[Path]:
    if source.is_file():
        return [source]
    files = sorted(each for each in source.iterdir() if each.suffix.lower() in SUFFIXES) if source.is_dir() else []
    if not files:
        raise LedgerError(f"{quote(str(source))} has no Parquet or Arrow file", help="write the nested case table there, see `nest`")
    return files


def _rows(file: Path) -> int:
    try:
        return int(_scan(file).select(pl.len()).collect().item())
    except (OSError, pl.exceptions.PolarsError) as error:
        raise _unreadable(file, error) from None


def _scan(file: Path) -> pl.LazyFrame:
    return pl.scan_parquet(file) if file.suffix.lower() == ".parquet" else pl.scan_ipc(file)


def _unreadable(file: Path, error: Exception) -> LedgerError:
    message = f"{quote(file.name)} cannot be read: {str(error).splitlines()[0].lower()}"
    return LedgerError(message, help="write it again, as Parquet or as an Arrow file")
