"""The tables of a portfolio: which columns they have, and as what each is kept. Read from the models, so that it is said once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_type_hints

import polars as pl
from pydantic import BaseModel

from dunning_rules.models import Contact, ContactPreference, Debtor, DunningBlock, Invoice, Visit
from dunning_rules.models.base import Id
from dunning_rules.models.event import EVENT_MODELS
from dunning_rules.rows.fields import FieldType, field_types

DECIMALS = 10
"""Decimals that amounts and shares are kept with; a row that has more is looked at by itself."""
NUMBER = pl.Decimal(38, DECIMALS)
MOMENT = pl.Datetime("us", "UTC")
_KEPT: Mapping[FieldType, pl.DataType] = {
    "text": pl.String(),
    "number": NUMBER,
    "date": pl.Date(),
    "moment": MOMENT,
    "flag": pl.Boolean(),
    "count": pl.Int64(),
    "json": pl.String(),
}


class ContactRow(Contact):
    """A contact with a row of its own."""

    debtor_id: Id


_NESTED: Mapping[tuple[type[BaseModel], str], pl.DataType] = {
    (Debtor, "dunning_block"): pl.Struct({name: _KEPT[kind] for name, kind in field_types(DunningBlock).items()}),
    (Debtor, "contact_preference"): pl.Struct(
        {name: _KEPT[kind] for name, kind in field_types(ContactPreference).items() if kind != "json"}
        | {"weekdays": pl.List(pl.Int64), "not_by": pl.List(pl.String)}
    ),
    (Debtor, "contacts"): pl.List(pl.Struct({name: _KEPT[kind] for name, kind in field_types(Contact).items()})),
    (Visit, "outcomes"): pl.List(pl.String),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        kind: what its cells are.
        dtype: as what they are kept.
    """

    kind: FieldType
    dtype: pl.DataType


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        name: what it is called.
        models: the models of its rows; several only where `kind` says which.
        columns: by name.
    """

    name: str
    models: tuple[type[BaseModel], ...]
    columns: Mapping[str, Column]

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """As what its columns are kept."""
        return {name: column.dtype for name, column in self.columns.items()}


def _table(name: str, *models: type[BaseModel]) -> Table:
    columns: dict[str, Column] = {}
    for model in models:
        for field, kind in field_types(model).items():
            columns.setdefault(field, Column(kind, _NESTED.get((model, field), _KEPT[kind])))
    return Table(name, models, columns)


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        _table("debtors", Debtor),
        _table("contacts", ContactRow),
        _table("invoices", Invoice),
        _table("visits", Visit),
        _table("events", *EVENT_MODELS.values()),
    )
}
"""In this order: what others name comes first."""


@cache
def hints(model: type[BaseModel]) -> Mapping[str, object]:
    """The annotations of a model's fields, with what they ask."""
    return get_type_hints(model, include_extras=True)
