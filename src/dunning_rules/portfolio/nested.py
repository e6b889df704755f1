"""The nested case table: one row for each debtor, with its records as lists of structs.

So any part of the rows is a portfolio by itself, which is what files of partitions, streams and clusters need.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dunning_rules.errors import LedgerError, did_you_mean, quote
from dunning_rules.frames.read import LINE, as_frames
from dunning_rules.frames.tables import TABLES

LISTS = ("contacts", "invoices", "visits", "events")
"""The columns that hold the records of a debtor."""
_OWNER = "debtor_id"


def nested_schema() -> pl.Schema:
    """The columns of a nested case table, as they are kept."""
    debtor = {name: dtype for name, dtype in TABLES["debtors"].schema.items() if name != "contacts"}
    lists = {name: pl.List(pl.Struct(_fields(name))) for name in LISTS}
    return pl.Schema({**debtor, **lists})


def nest(tables: Mapping[str, Any]) -> pl.DataFrame:
    """The nested case table of a portfolio, with the rows of `debtors` in their order.

    Rows of other tables that name no debtor of it are left out: check the tables before, where that matters.

    Args:
        tables: frames by name, as for `Policy.evaluate_frames`.

    Raises:
        LedgerError: a table or a column is not known, or there are no debtors.
    """
    frames = {name: frame.drop(LINE, strict=False) for name, frame in as_frames(tables).items()}
    found = frames.pop("debtors")
    if "contacts" in frames and "contacts" in found.columns:
        found = found.drop("contacts")
    for name, frame in frames.items():
        columns = [each for each in frame.columns if each != _OWNER]
        lists = frame.group_by(_OWNER, maintain_order=True).agg(pl.struct(columns).alias(name))
        found = found.join(lists, left_on="id", right_on=_OWNER, how="left", maintain_order="left")
    return found


def unnest(table: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """The tables of a nested case table. Their rows have no lines: those that are rejected are named by their ids.

    Raises:
        LedgerError: a column is not known, or what should be a list of records is none.
    """
    if "id" not in table.columns:
        raise LedgerError("this is no nested case table: it has no column `id`", help="give one row for each debtor, with its `id`")
    known = (*TABLES["debtors"].columns, *LISTS)
    for name in table.columns:
        if name not in known and not name.startswith("attributes."):
            raise LedgerError(f"a nested case table has no column {quote(name)}", help=did_you_mean(name, known))
    found = {"debtors": table.select(pl.all().exclude(LISTS))}
    for name in LISTS:
        if name in table.columns and table.schema[name] != pl.Null:
            found[name] = _rows(table, name)
    return {name: frame.with_columns(pl.lit(None).alias(LINE)) for name, frame in found.items()}


def _rows(table: pl.DataFrame, name: str) -> pl.DataFrame:
    dtype = table.schema[name]
    if not isinstance(dtype, pl.List) or not isinstance(dtype.inner, pl.Struct):
        raise LedgerError(f"{quote(name)} is not a list of records", help="give a list of structs, with the fields of the records")
    rows = table.select(pl.col("id").alias("@owner"), name).filter(pl.col(name).list.len() > 0)
    return rows.explode(name).unnest(name).drop(_OWNER, strict=False).rename({"@owner": _OWNER})


def _fields(name: str) -> dict[str, pl.DataType]:
    return {column: dtype for column, dtype in TABLES[name].schema.items() if column != _OWNER}
