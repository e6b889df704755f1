"""The column map: says what the columns of somebody else's open-items file mean."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from dunning_rules.errors import did_you_mean, quote
from dunning_rules.io.toml_file import read_toml
from dunning_rules.models import Creditor, Debtor, Invoice
from dunning_rules.models.base import Record, Text
from dunning_rules.rows.file_format import FileFormat
from dunning_rules.rows.schema import Schema

REQUIRED = ("id", "debtor_id", "amount", "currency", "issued_on", "due_on")
"""Fields of an invoice that every map gives."""


def _as_text(value: object) -> object:
    return json.dumps(value) if isinstance(value, (bool, int)) else value


class Source(Record):
    """Where a field comes from: a column, or a constant in our own notation. A bare string names a column."""

    column: str | None = None
    value: Annotated[str | None, BeforeValidator(_as_text)] = None

    @model_validator(mode="before")
    @classmethod
    def _of_text(cls, data: object) -> object:
        return {"column": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _is_one_thing(self) -> Source:
        if (self.column is None) == (self.value is None):
            raise PydanticCustomError("source", 'this is not one source; help: name a column, or a constant as in {{ value = "USD" }}')
        return self


class PaymentColumns(Record):
    """An invoice that has a day of settlement was paid in full on it."""

    settled_on: str
    """The column of the day, or of the moment with its offset."""


class Ignored(Record):
    """Columns that are left out on purpose, so that no data is lost unseen."""

    columns: Annotated[tuple[str, ...], Field(strict=False)]
    reason: Annotated[Text, Field(min_length=1)]


class ColumnMap(Record):
    """What the columns of a flat open-items file mean. Each column is used or ignored with a reason.

    Read it from TOML with `read_column_map`.
    """

    creditor: Creditor | None = None
    file: FileFormat = FileFormat()
    invoice: dict[str, Source]
    """Source of each field of `Invoice`; `debtor_id` may stand in `debtor` as `id` instead."""
    debtor: dict[str, Source] = Field(default_factory=dict)
    """Source of fields of `Debtor`."""
    payment: PaymentColumns | None = None
    ignore: Annotated[tuple[Ignored, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _fits_the_models(self) -> ColumnMap:
        _check_known("invoice", self.invoice, Invoice.model_fields)
        _check_known("debtor", self.debtor, Debtor.model_fields)
        if "id" in self.debtor and "debtor_id" in self.invoice:
            raise PydanticCustomError("source", "the debtor's id has two sources; help: keep `debtor_id` under `[invoice]` only")
        missing = next((name for name in REQUIRED if name not in self.invoice), None)
        if missing is not None and not (missing == "debtor_id" and "id" in self.debtor):
            raise PydanticCustomError(
                "missing_field",
                "{field} of an invoice has no source; help: name its column under `[invoice]`, or a constant",
                {"field": quote(missing)},
            )
        both = next((name for name in self.used_columns() if name in self.ignored_columns()), None)
        if both is not None:
            raise PydanticCustomError("source", "the column {name} is used and ignored; help: keep one of the two", {"name": quote(both)})
        return self

    @property
    def debtor_id(self) -> Source:
        """Where the debtor's id comes from."""
        return self.invoice["debtor_id"] if "debtor_id" in self.invoice else self.debtor["id"]

    def used_columns(self) -> list[str]:
        """The columns that are read."""
        sources = (*self.invoice.values(), *self.debtor.values())
        columns = [source.column for source in sources if source.column is not None]
        return [*columns, self.payment.settled_on] if self.payment else columns

    def ignored_columns(self) -> set[str]:
        """The columns that are left out."""
        return {column for ignored in self.ignore for column in ignored.columns}


_MAP: Schema[ColumnMap] = Schema(ColumnMap)


def read_column_map(path: Path) -> ColumnMap:
    """Read a column map from a TOML file.

    Raises:
        LedgerError: the file cannot be read, is not TOML, or is not a column map.
    """
    return read_toml(path, _MAP, "column map")


def _check_known(table: str, sources: Mapping[str, Source], known: Iterable[str]) -> None:
    unknown = next((name for name in sources if name not in known), None)
    if unknown is not None:
        raise PydanticCustomError(
            "unknown_field",
            "{field} is not a field of {table}; help: {help}",
            {"field": quote(unknown), "table": quote(table), "help": did_you_mean(unknown, known)},
        )
