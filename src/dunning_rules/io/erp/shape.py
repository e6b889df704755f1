"""A model whose fields another system calls by other names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from pydantic import BaseModel

from dunning_rules.rows.row_error import RowError
from dunning_rules.rows.schema import Schema

T_co = TypeVar("T_co", bound=BaseModel, covariant=True)


class Shape(Generic[T_co]):
    """Makes records of one model; its errors name the fields as the other system does.

    Args:
        model: of the records.
        names: what the other system calls their fields, by our names.
    """

    def __init__(self, model: type[T_co], names: Mapping[str, str] | None = None) -> None:
        self._names = names or {}
        self._schema: Schema[T_co] = Schema(model, self._names)

    def record(self, data: Mapping[str, object]) -> T_co:
        """The record of these fields; those that are `None` are left out.

        Raises:
            RowError: they make none.
        """
        try:
            return self._schema.read({name: value for name, value in data.items() if value is not None})
        except RowError as error:
            error.field = self._names.get(error.field, error.field)
            raise
