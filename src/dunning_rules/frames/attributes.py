"""Attributes of records as facts: read once for each distinct value, as `engine.attributes` reads it of one record."""

from __future__ import annotations

import json
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import polars as pl

from dunning_rules.engine.attributes import attribute_reader
from dunning_rules.errors import CaseError
from dunning_rules.frames.amounts import Units
from dunning_rules.frames.tables import DECIMALS, NUMBER
from dunning_rules.language import Kind
from dunning_rules.language.columns import dtype_of, filled
from dunning_rules.rows.attributes import ATTRIBUTE
from dunning_rules.vocabulary import Field

BAD = "@bad"


def attribute_column(name: str, field: Field, table: pl.DataFrame, units: Units) -> pl.Series:
    """The facts of one attribute; null where it is not there or not to be read as the type of the field (see `unreadable`)."""
    values = _values(name, table)
    read = attribute_reader(name, field.ref.type, may_miss=field.ref.may_miss)
    distinct = values.unique(maintain_order=True)
    found = [_read(read, name, each) for each in distinct]
    kind = field.ref.type.kind
    if kind in {Kind.MONEY, Kind.RATIO}:
        numbers = _spread(values, distinct, [None if each is None else Decimal(each) for each in found], NUMBER)
        return units.reporting(numbers) if kind is Kind.MONEY else units.points(numbers)
    if kind is Kind.DATE:
        found = [None if each is None else each.toordinal() for each in found]
    return _spread(values, distinct, found, dtype_of(field.ref.type))


def unreadable(name: str, field: Field, table: pl.DataFrame) -> pl.Series:
    """The records of which an attribute is there and cannot be read as the type of the field."""
    values = _values(name, table)
    read = attribute_reader(name, field.ref.type, may_miss=field.ref.may_miss)
    distinct = values.unique(maintain_order=True)
    return _spread(values, distinct, [_fails(read, name, each) for each in distinct], pl.Boolean())


def _values(name: str, table: pl.DataFrame) -> pl.Series:
    """The attribute of each record as JSON text."""
    own = f"{ATTRIBUTE}{name}"
    columns = []
    if own in table.columns:
        dtype = table.schema[own]
        quoted = pl.col(own).map_batches(_quoted, return_dtype=pl.String) if dtype == pl.String else pl.col(own).cast(pl.String)
        columns.append(quoted)
    if "attributes" in table.columns:
        whole = table["attributes"]
        distinct = whole.unique(maintain_order=True)
        parts = [None if each is None or (part := json.loads(each).get(name)) is None else json.dumps(part) for each in distinct]
        columns.append(pl.lit(_spread(whole, distinct, parts, pl.String())))
    return table.select(pl.coalesce(*columns).alias(name)).to_series() if columns else filled(None, pl.String(), table.height)


def _quoted(texts: pl.Series) -> pl.Series:
    distinct = texts.unique(maintain_order=True)
    return _spread(texts, distinct, [None if each is None else json.dumps(each) for each in distinct], pl.String())


def _spread(values: pl.Series, distinct: pl.Series, found: list[Any], dtype: pl.DataType) -> pl.Series:
    table = pl.DataFrame({"value": distinct, "found": pl.Series(found, dtype=dtype)})
    return pl.DataFrame({"value": values}).join(table, on="value", how="left", nulls_equal=True, maintain_order="left")["found"]


def _read(read: Any, name: str, value: str | None) -> Any:  # noqa: ANN401 - of the type of the field
    try:
        return read(SimpleNamespace(id="", attributes={} if value is None else {name: json.loads(value)}))
    except CaseError:
        return None


def _fails(read: Any, name: str, value: str | None) -> bool:  # noqa: ANN401 - as above
    try:
        read(SimpleNamespace(id="", attributes={} if value is None else {name: json.loads(value)}))
    except CaseError:
        return True
    return False


__all__ = ["BAD", "DECIMALS", "attribute_column", "unreadable"]
