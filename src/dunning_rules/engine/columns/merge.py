"""What rules conclude, in columns: of several conclusions of one field one stays, as the vocabulary says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import gt, lt

import polars as pl

from dunning_rules.language.columns import dtype_of, filled
from dunning_rules.language.types import Kind, Type, Value
from dunning_rules.vocabulary import Field

RULES = pl.List(pl.UInt16)
_BITS = 8
"""So many flags make a number: there are few enough patterns of them to have a list for each."""
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
        self.better = lt if field.merge == "least" else gt
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
        self._found: list[_Concluded] = []
        self._final: _Concluded | None = None

    def add(self, order: int, values: pl.Series, holds: pl.Series) -> None:
        """What a rule concludes, in the order of firing.

        Args:
            order: its place in the book.
            values: the codes of the values.
            holds: the records for which it fires.
        """
        known = holds & values.is_not_null() if values.null_count() else holds
        self._found.append(_Concluded(order, values, known))
        self._final = None

    def column(self, height: int) -> pl.Series:
        """The field in a frame of so many rows: what stays, else its default."""
        return self._stays(height).values.to_frame(_STAYS).select(self._merging.value).to_series()

    def rows(self, height: int) -> pl.DataFrame:
        """The records of which something was concluded: `subject`, and `rules`, those that concluded what stays."""
        if not self._found:
            return pl.DataFrame(schema={"subject": pl.UInt32, "rules": RULES})
        stays = self._stays(height)
        subject = pl.int_range(height, dtype=pl.UInt32, eager=True).alias("subject").filter(stays.known)
        final = stays.values.filter(stays.known)
        lists = []
        for first in range(0, len(self._found), _BITS):
            some = self._found[first : first + _BITS]
            word = filled(0, pl.UInt8(), len(subject))
            for bit, each in enumerate(some):
                own = each.to(height)
                flag = own.known.filter(stays.known) & (own.values.filter(stays.known) == final)
                word += flag.cast(pl.UInt8) * (1 << bit)
            lists.append(_lists(tuple(each.order for each in some))[word])
        rules = lists[0] if len(lists) == 1 else pl.select(pl.concat_list(lists)).to_series()
        return pl.DataFrame([subject, rules.alias("rules")])

    def _stays(self, height: int) -> _Concluded:
        """What stays of all."""
        if self._final is None or len(self._final.values) != height:
            nothing = self._merging.nothing(height)
            final = _Concluded(-1, nothing, filled(value=False, dtype=pl.Boolean(), height=height))
            for each in self._found:
                final = final.merged(each.to(height), self._merging.better)
            self._final = final
        return self._final


@dataclass(frozen=True, slots=True, eq=False)
class _Concluded:
    """What one rule concludes, or what stays of several: codes, which count where something is concluded."""

    order: int
    values: pl.Series
    known: pl.Series

    def to(self, height: int) -> _Concluded:
        """The same, and nothing for the rows that came later."""
        more = height - len(self.values)
        if not more:
            return self
        nothing = (filled(value, kept.dtype, more) for kept, value in ((self.values, None), (self.known, False)))
        values, known = (kept.clone().append(each) for kept, each in zip((self.values, self.known), nothing, strict=True))
        return replace(self, values=values, known=known)

    def merged(self, other: _Concluded, better: Callable[[pl.Series, pl.Series], pl.Series]) -> _Concluded:
        """What stays of both."""
        takes = other.known & (~self.known | better(other.values, self.values))
        return replace(self, values=other.values.zip_with(takes, self.values), known=self.known | other.known)


@lru_cache(maxsize=256)
def _lists(orders: tuple[int, ...]) -> pl.Series:
    """The orders whose flag is up, for each pattern of flags."""
    patterns = range(1 << len(orders))
    return pl.Series([[order for bit, order in enumerate(orders) if pattern >> bit & 1] for pattern in patterns], dtype=RULES)


def _decoded(values: pl.Expr, kind: Type, dtype: pl.DataType) -> pl.Expr:
    if kind.kind is Kind.CHOICE:
        return values.cat.to(dtype)
    return values.cast(dtype) if kind.kind is Kind.FLAG else values
