"""Tables spread over buckets on disk, each with all records of its debtors: so any number of them can be put together in little memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dunning_rules.frames.tables import TABLES
from dunning_rules.io.plain_csv import plain_csv_batches
from dunning_rules.io.table_frames import FIRST_ROW, has_known_columns, with_lines
from dunning_rules.portfolio.partitions import partitions_of

_BYTES = 2**24
_ROWS = 200_000
_BUCKET = "@bucket"


class NotPlainError(Exception):
    """A CSV file that only the careful reader of a ledger can read or refuse. Never leaves this package."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What was spread.

    Attributes:
        folder: holds a folder for each bucket.
        buckets: how many.
        tables: which tables there are.
        currencies: all that are named.
    """

    folder: Path
    buckets: int
    tables: tuple[str, ...]
    currencies: frozenset[str]

    def bucket(self, number: int) -> dict[str, pl.DataFrame]:
        """The tables of one bucket, with the lines of their rows."""
        folder = self.folder / str(number)
        found = {name: sorted(folder.glob(f"{name}-*.arrow")) for name in self.tables}
        return {name: pl.concat([pl.read_ipc(file) for file in files]) for name, files in found.items() if files}


def spread(files: Mapping[str, Path], folder: Path, *, size: int, as_text: bool) -> Spread:
    """Spread tables over buckets by debtor.

    Args:
        files: the files of the tables, by table.
        folder: where to.
        size: debtors of one bucket, about.
        as_text: whether they are CSV files.

    Raises:
        LedgerError: a file cannot be read.
        NotPlainError: a CSV file needs the careful reader.
    """
    debtors = sum(batch.height for batch in _batches(files["debtors"], "debtors", as_text=as_text))
    buckets = max(1, -(-debtors // size))
    currencies: set[str] = set()
    tables = tuple(name for name in TABLES if name in files)
    for name in tables:
        for number, batch in enumerate(_batches(files[name], name, as_text=as_text)):
            if "currency" in batch.columns:
                currencies.update(str(each) for each in batch["currency"].drop_nulls().unique())
            _write(batch, name, number, folder, buckets)
    return Spread(folder, buckets, tables, frozenset(currencies))


def _batches(file: Path, table: str, *, as_text: bool) -> Iterator[pl.DataFrame]:
    if not as_text:
        for partition in partitions_of(file, _ROWS):
            yield with_lines(partition.read(), partition.first + 1)
        return
    first = FIRST_ROW
    for batch in plain_csv_batches(file, _BYTES):
        if batch is None or not has_known_columns(batch, table):
            raise NotPlainError
        yield with_lines(batch, first)
        first += batch.height


def _write(batch: pl.DataFrame, table: str, number: int, folder: Path, buckets: int) -> None:
    """Rows that name no debtor stand in the first bucket, and are refused there."""
    key = "id" if table == "debtors" else "debtor_id"
    named = pl.col(key).cast(pl.String).str.strip_chars().fill_null("").hash() if key in batch.columns else pl.lit(0, dtype=pl.UInt64)
    for (bucket,), rows in (
        batch.with_columns((named % buckets).alias(_BUCKET)).partition_by(_BUCKET, as_dict=True, include_key=False).items()
    ):
        place = folder / str(bucket)
        place.mkdir(exist_ok=True)
        rows.write_ipc(place / f"{table}-{number:06}.arrow")
