"""Moments as days and minutes: by our zone, and by the zone of each debtor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timezone
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

import polars as pl

from dunning_rules.language.columns import filled

ORDINAL_OF_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).toordinal()
_AT = "@at"
_Wanted: TypeAlias = Callable[[pl.Expr], pl.Expr]
"""What is wanted of moments as a clock shows them."""


class Zones:
    """Zones of records.

    Attributes:
        moment: the moment of asking.
        local_today: the day of asking at each debtor's place.
    """

    def __init__(self, as_of: datetime, zones: pl.Series) -> None:
        """Take the moment of asking, whose zone is ours, and the zone of each record; ours where it is null."""
        self._as_of = as_of
        # as choices they are gathered and compared much faster
        self._zones = zones if isinstance(zones.dtype, pl.Enum) else zones.cast(pl.Enum(zones.drop_nulls().unique(maintain_order=True)))
        self._rows: list[tuple[str | None, pl.Series]] | None = None
        self.moment = as_of.astimezone(UTC)

    def of_debtors(self, numbers: pl.Series) -> Zones:
        """The zones of debtors' records, by the numbers of their debtors."""
        return Zones(self._as_of, self._zones[numbers])

    @property
    def local_today(self) -> pl.Series:
        """The day of asking, by the clock of each record."""
        found = filled(self._as_of.toordinal(), pl.Int64(), len(self._zones))
        for name, rows in self._by_zone():
            if name is not None:
                found = found.scatter(rows, self._as_of.astimezone(ZoneInfo(name)).toordinal())
        return found

    def day(self, moments: pl.Series) -> pl.Series:
        """The days of moments, by our clock."""
        return self._ours(moments, _day)

    def local_day(self, moments: pl.Series) -> pl.Series:
        """The days of moments, by the clock of each record."""
        return self._local(moments, _day)

    def local_minute(self, moments: pl.Series) -> pl.Series:
        """The minutes of the day of moments, by the clock of each record."""
        return self._local(moments, _minute)

    def _ours(self, moments: pl.Series, wanted: _Wanted) -> pl.Series:
        """What is wanted of moments by our clock."""
        zone = self._as_of.tzinfo
        if isinstance(zone, ZoneInfo) and zone.key is not None:
            return _read(moments, _by_clock(zone.key, wanted))
        if isinstance(zone, timezone):
            return _read(moments, wanted((pl.col(_AT) + zone.utcoffset(None)).dt.replace_time_zone(None)))
        distinct = moments.unique(maintain_order=True)
        shown = [None if each is None else each.astimezone(zone).replace(tzinfo=None) for each in distinct]
        found = pl.DataFrame({_AT: distinct, "shown": pl.Series(shown, dtype=pl.Datetime("us"))})
        joined = moments.to_frame(_AT).join(found, on=_AT, how="left", nulls_equal=True, maintain_order="left")["shown"]
        return _read(joined, wanted(pl.col(_AT)))

    def _local(self, moments: pl.Series, wanted: _Wanted) -> pl.Series:
        """What is wanted of moments by the clock of each record."""
        found = filled(None, pl.Int64(), len(moments))
        for name, rows in self._by_zone():
            here = moments[rows]
            found = found.scatter(rows, self._ours(here, wanted) if name is None else _read(here, _by_clock(name, wanted)))
        return found

    def _by_zone(self) -> list[tuple[str | None, pl.Series]]:
        """The zones with their records: found once for all of their moments."""
        if self._rows is None:
            here = {
                name: self._zones.is_null() if name is None else self._zones == name for name in self._zones.unique(maintain_order=True)
            }
            self._rows = [(name, rows.arg_true().cast(pl.UInt32)) for name, rows in here.items()]
        return self._rows


def _read(moments: pl.Series, wanted: pl.Expr) -> pl.Series:
    return moments.to_frame(_AT).select(wanted).to_series()


@lru_cache(maxsize=1024)
def _by_clock(name: str, wanted: _Wanted) -> pl.Expr:
    """What is wanted of moments by the clock of a zone."""
    return wanted(pl.col(_AT).dt.convert_time_zone(name).dt.replace_time_zone(None))


def _day(shown: pl.Expr) -> pl.Expr:
    return shown.cast(pl.Date).to_physical().cast(pl.Int64) + ORDINAL_OF_EPOCH


def _minute(shown: pl.Expr) -> pl.Expr:
    return shown.dt.hour().cast(pl.Int64) * 60 + shown.dt.minute().cast(pl.Int64)
