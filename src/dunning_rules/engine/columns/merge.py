"""What rules conclude, in columns: of several conclusions of one field one stays, as the vocabulary says."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from dunning_rules.language.columns import dtype_of
from dunning_rules.language.types import Kind, Type, Value
from dunning_rules.vocabulary import Field

RULES = pl.List(pl.UInt16)
_BITS = 63
"""So many flags fit into a number."""
_STAYS = "@stays"


class Merging:
    """How conclusions of one field are merged, made ready; may be shared by threads.

    Values are compared by their codes: choices and flags by their order.

    Attributes:
        field: the field.
        dtype: of its column.
    """

    def __init__(self, field: Field, number: type[pl.DataType]) -> None:
        """Take the field, and how numbers are kept."""
        kind = field.ref.type
        self.field = field
        self.dtype = dtype_of(kind, number)
        self._kind = kind
        self.pick = pl.min_horizontal if field.merge == "least" else pl.max_horizontal
        self._nothing = self.code(None)
        value = _decoded(pl.col(_STAYS), kind, self.dtype)
        self.value = value if field.default is None else value.fill_null(pl.lit(field.default, dtype=self.dtype))

    def code(self, value: Value | None) -> pl.Series:
        """The code of a value, as a column of one row."""
        return pl.DataFrame([pl.Series("@", [value], dtype=self.dtype)]).select(self.codes(pl.col("@"))).to_series()

    def codes(self, values: pl.Expr) -> pl.Expr:
        """The codes of values."""
        if self._kind.kind is Kind.CHOICE:
            return values.to_physical()
        return values.cast(pl.UInt8) if self._kind.kind is Kind.FLAG else values

    def nothing(self, height: int) -> pl.Series:
        """The codes of so many records of which nothing is concluded."""
        return self._nothing.new_from_index(0, height)


class Conclusions:
    """All that was concluded of one field."""

    def __init__(self, merging: Merging) -> None:
        """Begin with nothing."""
        self._merging = merging
        self._found: list[tuple[int, pl.Series]] = []
        self._known: pl.Series | None = None

    def add(self, order: int, values: pl.Series, holds: pl.Series) -> None:
        """What a rule concludes, in the order of firing.

        Args:
            order: its place in the book.
            values: the codes of the values.
            holds: the records for which it fires.
        """
        self._found.append((order, values.zip_with(holds, self._merging.nothing(len(holds)))))
        self._known = None

    def column(self, height: int) -> pl.Series:
        """The field in a frame of so many rows: what stays, else its default."""
        return self._stays(height).to_frame(_STAYS).select(self._merging.value).to_series()

    def rows(self, height: int) -> pl.DataFrame:
        """The records of which something was concluded: `subject`, and `rules`, those that concluded what stays."""
        if not self._found or not height:
            return pl.DataFrame(schema={"subject": pl.UInt32, "rules": RULES})
        codes = [_to(values, height).alias(str(place)) for place, (_, values) in enumerate(self._found)]
        columns = pl.DataFrame([self._stays(height).alias(_STAYS), *codes])
        words = [range(first, min(first + _BITS, len(codes))) for first in range(0, len(codes), _BITS)]
        patterns = columns.select(pl.sum_horizontal(_flag(place) for place in word).alias(str(word.start)) for word in words)
        subject = patterns.with_row_index("subject").filter(pl.any_horizontal(pl.col(patterns.columns) > 0))
        return pl.DataFrame([subject["subject"], self._lists(subject.drop("subject"), words)])

    def _stays(self, height: int) -> pl.Series:
        """The codes that stay; null where nothing was concluded."""
        if self._known is None or len(self._known) != height:
            codes = [_to(values, height).alias(str(place)) for place, (_, values) in enumerate(self._found)]
            merging = self._merging
            self._known = pl.DataFrame(codes).select(merging.pick(pl.all())).to_series() if codes else merging.nothing(height)
        return self._known

    def _lists(self, patterns: pl.DataFrame, words: list[range]) -> pl.Series:
        """For each row the orders whose flag is up. Rows alike share one list: it is made once for each pattern of flags."""
        distinct = patterns.unique(maintain_order=True)
        lists = [
            [
                self._found[place][0]
                for word, pattern in zip(words, row, strict=True)
                for place in word
                if pattern >> (place - word.start) & 1
            ]
            for row in distinct.iter_rows()
        ]
        place = patterns.join(distinct.with_row_index("@place"), on=patterns.columns, how="left", maintain_order="left")["@place"]
        return pl.Series("rules", lists, dtype=RULES)[place]


@lru_cache(maxsize=1024)
def _flag(place: int) -> pl.Expr:
    """The flag of a conclusion that stays, as a bit of its word."""
    stays = (pl.col(str(place)) == pl.col(_STAYS)).fill_null(value=False)
    return stays.cast(pl.UInt64) * (1 << place % _BITS)


def _decoded(values: pl.Expr, kind: Type, dtype: pl.DataType) -> pl.Expr:
    if kind.kind is Kind.CHOICE:
        return values.cat.to(dtype)
    return values.cast(dtype) if kind.kind is Kind.FLAG else values


def _to(values: pl.Series, height: int) -> pl.Series:
    """`values`, and nothing for the rows that came later."""
    return values if len(values) == height else values.extend_constant(None, height - len(values))
