"""The part of a flat row that makes one record, as a column map says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from pydantic import BaseModel

from dunning_rules.errors import LedgerError
from dunning_rules.io.column_map import Source
from dunning_rules.rows.cells import CellReader
from dunning_rules.rows.fields import field_types
from dunning_rules.rows.file_format import ISO_FORMAT
from dunning_rules.rows.row_error import RowError
from dunning_rules.rows.schema import Schema

_CONSTANTS = CellReader(ISO_FORMAT, dates_as_moments=False)

T = TypeVar("T", bound=BaseModel)


class RowPart(Generic[T]):
    """Reads one record of each row; its errors name the column, as the file does.

    Args:
        model: of the record.
        sources: where each field comes from.
        cells: reads the cells of the file.
        at: index of each column.

    Raises:
        LedgerError: a constant is not what its field asks for.
    """

    def __init__(self, model: type[T], sources: Mapping[str, Source], cells: CellReader, at: Mapping[str, int]) -> None:
        self._read_cell = cells.read
        self._columns = {name: source.column for name, source in sources.items() if source.column is not None}
        self._schema: Schema[T] = Schema(model, self._columns)
        types = field_types(model)
        self._fields = [(name, types[name], at[column]) for name, column in self._columns.items()]
        self._constants: dict[str, object] = {}
        for name, source in sources.items():
            if source.value is not None:
                try:
                    self._constants[name] = _CONSTANTS.read(name, types[name], source.value)
                except RowError as error:
                    raise LedgerError(error.message, where=f"the constant of `{name}` in the column map", help=error.help) from None

    def data(self, row: list[str]) -> dict[str, object]:
        """The fields that the row gives.

        Raises:
            RowError: a cell cannot be read.
        """
        found = dict(self._constants)
        try:
            for name, field_type, index in self._fields:
                if (value := self._read_cell(name, field_type, row[index])) is not None:
                    found[name] = value
        except RowError as error:
            raise self.named(error) from None
        return found

    def record(self, data: Mapping[str, object]) -> T:
        """The record of these fields.

        Raises:
            RowError: they make none.
        """
        try:
            return self._schema.read(data)
        except RowError as error:
            raise self.named(error) from None

    def column(self, name: str) -> str:
        """What the file calls a field: its column, or our own name where it has none."""
        return self._columns.get(name, name)

    def named(self, error: RowError) -> RowError:
        """The error with the name of the column in the place of the field's."""
        error.field = self.column(error.field)
        return error
