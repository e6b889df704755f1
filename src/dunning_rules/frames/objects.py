"""Lists and objects that stand in the cells of CSV files as JSON: read once for each distinct text."""

from __future__ import annotations

from typing import Any, cast

import polars as pl
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError, to_json

from dunning_rules.frames.cells import Sure
from dunning_rules.frames.rows import CELLS, listed
from dunning_rules.frames.tables import Table, hints
from dunning_rules.rows.row_error import RowError


def objects_of(table: Table, name: str, texts: pl.Series) -> tuple[pl.Expr, Sure]:
    """A column of such cells as its table keeps it (null where that cannot be), and whether each cell surely is what was given.

    Args:
        table: which table it is of.
        name: the column.
        texts: its cells.
    """
    hint = next(known[name] for model in table.models if name in (known := hints(model)))
    adapter: TypeAdapter[Any] = TypeAdapter(cast("Any", hint))
    distinct = texts.drop_nulls().unique(maintain_order=True)
    values = pl.Series("@value", [_read(adapter, name, text) for text in distinct], dtype=table.columns[name].dtype)
    known_texts = pl.DataFrame({"@text": distinct, "@value": values})
    found = pl.DataFrame({"@text": texts}).join(known_texts, on="@text", how="left", maintain_order="left")["@value"]
    return pl.lit(found).alias(name), pl.lit(found.is_not_null() | texts.is_null())


def _read(adapter: TypeAdapter[Any], name: str, text: str) -> object:
    try:
        found = adapter.validate_json(to_json(CELLS.read(name, "json", text)))
    except (RowError, PydanticSerializationError, ValidationError):
        return None
    return listed(adapter.dump_python(found))
