"""From what users have to tables: any frame that Narwhals knows, with the columns of `TABLES`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dunning_rules.errors import LedgerError, did_you_mean, quote
from dunning_rules.extras import need
from dunning_rules.frames.tables import TABLES, Table
from dunning_rules.rows.attributes import ATTRIBUTE

LINE = "@line"
"""The column that says at which line of its file a row begins; without it rows are counted from 1. Of the type `Null`: rows have no lines,
and are named by their ids."""


def as_frames(tables: Mapping[str, Any]) -> dict[str, pl.DataFrame]:
    """The tables as frames of Polars, in the order in which they are read.

    Args:
        tables: frames of Polars, pandas or Arrow, or whatever else Narwhals knows, by the name of their table.

    Raises:
        LedgerError: a table or a column is not known, or there are no debtors.
    """
    for name in tables:
        if name not in TABLES:
            raise LedgerError(f"{quote(name)} is not a table of a portfolio", help=did_you_mean(name, TABLES))
    if "debtors" not in tables:
        raise LedgerError("there is no table `debtors`", help="give one row for each debtor, with its `id`")
    found = {name: _as_frame(tables[name], name) for name in TABLES if name in tables}
    for name, frame in found.items():
        _check_columns(TABLES[name], frame)
    return {name: _with_days(TABLES[name], frame) for name, frame in found.items()}


def _as_frame(given: Any, name: str) -> pl.DataFrame:  # noqa: ANN401 - whatever Narwhals knows
    if isinstance(given, pl.LazyFrame):
        return given.collect()
    if isinstance(given, pl.DataFrame):
        return given
    narwhals = need("narwhals", extra="frames", what="a table that is no frame of Polars")
    try:
        found = narwhals.from_native(given)
        found = found.collect() if isinstance(found, narwhals.LazyFrame) else found
        converted: pl.DataFrame = found.to_polars()
    except TypeError:
        raise LedgerError(
            f"the table {quote(name)} is no frame, but {quote(type(given).__name__)}", help="give a frame of Polars, pandas or Arrow"
        ) from None
    return converted


def _with_days(table: Table, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with days as such: pandas has no type for them, and keeps each as its midnight, without a zone."""
    naive = [
        name
        for name, dtype in frame.schema.items()
        if isinstance(dtype, pl.Datetime) and dtype.time_zone is None and name in table.columns and table.columns[name].kind == "date"
    ]
    midnights = frame.select((pl.col(name) == pl.col(name).dt.truncate("1d")).all() for name in naive).row(0) if naive else ()
    return frame.with_columns(pl.col(name).dt.date() for name, are in zip(naive, midnights, strict=True) if are)


def _check_columns(table: Table, frame: pl.DataFrame) -> None:
    for column in frame.columns:
        is_attribute = column.startswith(ATTRIBUTE) and "attributes" in table.columns
        if column not in table.columns and not is_attribute and column != LINE:
            raise LedgerError(
                f"the table {quote(table.name)} has no column {quote(column)}", where=table.name, help=did_you_mean(column, table.columns)
            )
