"""Rows that are not surely records, read by the models: what they are, or why they are none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
from pydantic import BaseModel
from pydantic_core import to_json

from dunning_rules.frames.tables import ContactRow, Table
from dunning_rules.models import Debtor, Event, Invoice, Visit
from dunning_rules.models.event import EVENT_MODELS
from dunning_rules.rows.attributes import with_attributes
from dunning_rules.rows.cells import CellReader
from dunning_rules.rows.fields import field_types
from dunning_rules.rows.file_format import ISO_FORMAT
from dunning_rules.rows.json_text import parse_json
from dunning_rules.rows.schema import Schema

CELLS = CellReader(ISO_FORMAT, dates_as_moments=False)
"""Reads the cells of a CSV file."""
_SCHEMAS: Mapping[str, Schema[Any]] = {
    "debtors": Schema(Debtor),
    "contacts": Schema(ContactRow),
    "invoices": Schema(Invoice),
    "visits": Schema(Visit),
    "events": Schema(Event),
}


def read_row(table: Table, row: Mapping[str, object], *, as_text: bool) -> BaseModel:
    """The record of a row.

    Args:
        table: which table it is of.
        row: its cells.
        as_text: whether they are the text of a CSV file.

    Raises:
        RowError: it makes none.
    """
    given = {name: _json(value) for name, value in row.items() if value is not None}
    model = table.models[0] if len(table.models) == 1 else EVENT_MODELS.get(str(given.get("kind")), BaseModel)
    types = field_types(model)
    if as_text:
        read = {name: CELLS.read(name, types.get(name, "text"), str(cell)) for name, cell in given.items()}
        given = {name: value for name, value in read.items() if value is not None}
    elif isinstance(whole := given.get("attributes"), str):
        given["attributes"] = parse_json(whole)
    found: BaseModel = _SCHEMAS[table.name].read(with_attributes(given))
    return found


def _json(value: object) -> object:
    """A value of a frame as JSON has it."""
    if isinstance(value, dict):
        return {name: _json(each) for name, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_json(each) for each in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def as_kept(table: Table, records: list[BaseModel]) -> pl.DataFrame:
    """Records as rows of their table."""
    rows = []
    for record in records:
        row = record.model_dump()
        attributes = row.get("attributes")
        row["attributes"] = _text_of(attributes) if attributes else None
        rows.append({name: row.get(name) for name in table.columns})
    return pl.DataFrame(
        {name: pl.Series([listed(row[name]) for row in rows], dtype=column.dtype) for name, column in table.columns.items()}
    )


def listed(value: object) -> object:
    """A value of a record as frames take it."""
    if isinstance(value, tuple):
        return [listed(each) for each in value]
    if isinstance(value, dict):
        return {name: listed(each) for name, each in value.items()}
    return value.astimezone(UTC) if isinstance(value, datetime) else value


def _text_of(attributes: Mapping[str, object]) -> str:
    return to_json(dict(attributes)).decode()
