"""What rules conclude, in columns: of several conclusions of one field one stays, as the vocabulary says."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from dunning_rules.language.columns import dtype_of
from dunning_rules.language.types import Kind, Type
from dunning_rules.vocabulary import Field

RULES = pl.List(pl.UInt16)


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
    found: list[tuple[int, pl.Series]] = field(default_factory=list)

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
        final = self.final(height)
        subject = pl.select(subject=pl.lit(final).is_not_null().arg_true()).to_series().cast(pl.UInt32)
        stays = final.gather(subject)
        orders = [
            pl.when(pl.lit(_to(values, height).gather(subject)) == pl.lit(stays)).then(pl.lit(order, dtype=pl.UInt16))
            for order, values in self.found
        ]
        frame = pl.DataFrame({"subject": subject})
        if not orders:
            return frame.with_columns(rules=pl.lit([], dtype=RULES))
        return frame.with_columns(rules=pl.concat_list(orders).list.drop_nulls())


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
