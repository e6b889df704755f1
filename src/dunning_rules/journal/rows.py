"""Rows of the tables as plain data, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Connection, Select

from dunning_rules.journal.entries import Decided, Followed, Recommended, Row, Run

_Row = TypeVar("_Row", Run, Recommended, Decided, Followed)


def rows_of(connection: Connection, wanted: Select[Any], shape: type[_Row]) -> list[_Row]:
    """What a query gives, in its order."""
    names = [each.name for each in fields(shape)]
    return [shape(**{name: row[name] for name in names}) for row in connection.execute(wanted).mappings()]


def values_of(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Rows as the tables take them."""
    return [{each.name: getattr(row, each.name) for each in fields(row)} for row in rows]
