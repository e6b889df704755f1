"""What rules conclude, in columns: of several conclusions of one field one stays, as the vocabulary says."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field

import polars as pl

from dunning_rules.language.columns import dtype_of
from dunning_rules.language.types import Kind, Type
from dunning_rules.vocabulary import Field

RULES = pl.List(pl.UInt16)
_BITS = 63
"""So many flags fit into a number."""


@dataclass(slots=True, eq=False)
class Conclusions:
    """All that was concluded of one field.

    Attributes:
        field: the field.
        number: how numbers are kept.
        found: for each rule that concludes it, in the order of firing: its place in the book, and the values, null where it did not fire.
    """

    field: Field
    number: type[pl.DataType]
    found: list[tuple[int, pl.Series]] = dataclass_field(default_factory=list)

    def final(self, height: int) -> pl.Series:
        """The value that stays, in a frame of so many rows; null where nothing was concluded."""
        kind = self.field.ref.type
        if not self.found:
            return pl.repeat(None, height, dtype=dtype_of(kind, self.number), eager=True)
        columns = [codes(pl.lit(_to(values, height)), kind) for _, values in self.found]
        pick = pl.min_horizontal if self.field.merge == "least" else pl.max_horizontal
        return pl.select(_decoded(pick(*columns) if len(columns) > 1 else columns[0], kind)).to_series()

    def with_default(self, height: int) -> pl.Series:
        """The field: what stays, else its default."""
        final, default = self.final(height), self.field.default
        if default is None:
            return final
        return pl.select(pl.lit(final).fill_null(pl.lit(default, dtype=dtype_of(self.field.ref.type, self.number)))).to_series()

    def rows(self, height: int) -> pl.DataFrame:
        """The records of which something was concluded: `subject`, and `rules`, those that concluded what stays."""
        kind = self.field.ref.type
        final = self.final(height)
        subject = final.is_not_null().arg_true().cast(pl.UInt32)
        stays = codes(pl.lit(final.gather(subject)), kind)
        flags = [(codes(pl.lit(_to(values, height).gather(subject)), kind) == stays).fill_null(value=False) for _, values in self.found]
        return pl.DataFrame({"subject": subject, "rules": _lists([order for order, _ in self.found], flags, len(subject))})


def _lists(orders: list[int], flags: list[pl.Expr], height: int) -> pl.Series:
    """For each row the orders whose flag is up. Rows alike share one list: it is made once for each pattern of flags."""
    if not height or not orders:
        return pl.repeat(None, height, dtype=RULES, eager=True)
    words = [range(first, min(first + _BITS, len(orders))) for first in range(0, len(orders), _BITS)]
    patterns = pl.select(
        pl.sum_horizontal(flags[place].cast(pl.UInt64) * (1 << bit) for bit, place in enumerate(word)).alias(str(number))
        for number, word in enumerate(words)
    )
    distinct = patterns.unique(maintain_order=True)
    lists = [
        [orders[place] for word, pattern in zip(words, row, strict=True) for bit, place in enumerate(word) if pattern >> bit & 1]
        for row in distinct.iter_rows()
    ]
    place = patterns.join(distinct.with_row_index("@place"), on=patterns.columns, how="left", maintain_order="left")["@place"]
    return pl.Series(lists, dtype=RULES).gather(place)


def codes(values: pl.Expr, kind: Type) -> pl.Expr:
    """Values as what can be compared: choices and flags by their order."""
    if kind.kind is Kind.CHOICE:
        return values.to_physical()
    return values.cast(pl.UInt8) if kind.kind is Kind.FLAG else values


def _decoded(values: pl.Expr, kind: Type) -> pl.Expr:
    if kind.kind is Kind.CHOICE:
        return values.cat.to(dtype_of(kind))
    return values.cast(pl.Boolean) if kind.kind is Kind.FLAG else values


def _to(values: pl.Series, height: int) -> pl.Series:
    """`values`, and nothing for the rows that came later."""
    return values if len(values) == height else values.extend_constant(None, height - len(values))
