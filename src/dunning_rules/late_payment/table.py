"""A reference rate and its dated values."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from dunning_rules.late_payment.sourced import Rate, Sourced, Title
from dunning_rules.models.base import Day, Id, Record, Text

_DAY = timedelta(days=1)


class RateRow(Record):
    """A rate and the days for which it holds, both of which are within. A day without a row has no known rate."""

    valid_from: Day
    valid_to: Day
    rate: Rate

    @model_validator(mode="after")
    def _is_a_span(self) -> RateRow:
        if self.valid_to < self.valid_from:
            raise PydanticCustomError(
                "valid_to", "`valid_to` is before `valid_from`; help: swap or correct the days", {"fields": ("valid_to", "valid_from")}
            )
        return self


class RateTable(Sourced):
    """The values of one reference rate, a share a year."""

    id: Id
    title: Title
    source: Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
    rows: Annotated[tuple[RateRow, ...], Field(strict=False, fail_fast=True)]
    """By day, none of which has two."""

    @model_validator(mode="after")
    def _rows_are_in_order(self) -> RateTable:
        if not self.rows:
            raise PydanticCustomError("rows", "`rows` is empty; help: give at least one rate with its days")
        if any(later.valid_from <= earlier.valid_to for earlier, later in pairwise(self.rows)):
            raise PydanticCustomError("rows", "`rows` overlap or are not in the order of their days; help: give each day one rate")
        return self

    def on(self, day: date) -> RateRow | None:
        """The row for a day, or `None` where its rate is not known."""
        return next((row for row in self.rows if row.valid_from <= day <= row.valid_to), None)

    def under(self, newer: RateTable) -> RateTable:
        """The table with another's rows in it, which go before its own."""
        kept = (piece for row in self.rows for piece in _without(row, newer.rows))
        rows = tuple(sorted((*kept, *newer.rows), key=lambda row: row.valid_from))
        return newer.model_copy(update={"rows": rows, "source": (*self.source, *newer.source)})


def _without(row: RateRow, taken: Iterable[RateRow]) -> Iterable[RateRow]:
    """What is left of `row` beside the days that are taken, which are in order."""
    start = row.valid_from
    for other in taken:
        if other.valid_to < start or other.valid_from > row.valid_to:
            continue
        if start < other.valid_from:
            yield row.model_copy(update={"valid_from": start, "valid_to": other.valid_from - _DAY})
        if other.valid_to >= row.valid_to:
            return
        start = other.valid_to + _DAY
    yield row.model_copy(update={"valid_from": start})
