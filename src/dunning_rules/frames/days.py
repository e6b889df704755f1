"""Moments as days and minutes: by our zone, and by the zone of each debtor."""

from __future__ import annotations

from datetime import UTC, datetime, timezone
from zoneinfo import ZoneInfo

import polars as pl

ORDINAL_OF_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).toordinal()
_DAY = 24 * 60


class Zones:
    """Zones of records.

    Attributes:
        moment: the moment of asking.
        local_today: the day of asking at each debtor's place.
    """

    def __init__(self, as_of: datetime, zones: pl.Series) -> None:
        """Take the moment of asking, whose zone is ours, and the zone of each record; ours where it is null."""
        self._as_of = as_of
        self._zones = zones
        self.moment = as_of.astimezone(UTC)

    def of_debtors(self, numbers: pl.Series) -> Zones:
        """The zones of debtors' records, by the numbers of their debtors."""
        return Zones(self._as_of, self._zones.gather(numbers))

    @property
    def local_today(self) -> pl.Series:
        """The day of asking, by the clock of each record."""
        distinct = self._zones.unique(maintain_order=True)
        days = [(self._as_of if name is None else self._as_of.astimezone(ZoneInfo(name))).toordinal() for name in distinct]
        found = pl.DataFrame({"zone": distinct, "day": pl.Series(days, dtype=pl.Int64)})
        return pl.DataFrame({"zone": self._zones}).join(found, on="zone", how="left", nulls_equal=True, maintain_order="left")["day"]

    def day(self, moments: pl.Series) -> pl.Series:
        """The days of moments, by our clock."""
        return _day(self._ours(moments))

    def local_day(self, moments: pl.Series) -> pl.Series:
        """The days of moments, by the clock of each record."""
        return _day(self._local(moments))

    def local_minute(self, moments: pl.Series) -> pl.Series:
        """The minutes of the day of moments, by the clock of each record."""
        local = self._local(moments)
        return local.dt.hour().cast(pl.Int64) * 60 + local.dt.minute().cast(pl.Int64)

    def _ours(self, moments: pl.Series) -> pl.Series:
        """Moments by our clock, as it shows them."""
        zone = self._as_of.tzinfo
        if isinstance(zone, ZoneInfo) and zone.key is not None:
            return moments.dt.convert_time_zone(zone.key).dt.replace_time_zone(None)
        if isinstance(zone, timezone):
            return (moments + zone.utcoffset(None)).dt.replace_time_zone(None)
        distinct = moments.unique(maintain_order=True)
        shown = [None if each is None else each.astimezone(zone).replace(tzinfo=None) for each in distinct]
        found = pl.DataFrame({"at": distinct, "shown": pl.Series(shown, dtype=pl.Datetime("us"))})
        return pl.DataFrame({"at": moments}).join(found, on="at", how="left", nulls_equal=True, maintain_order="left")["shown"]

    def _local(self, moments: pl.Series) -> pl.Series:
        """Moments by the clock of each record, as it shows them."""
        shown = pl.repeat(None, len(moments), dtype=pl.Datetime("us"), eager=True)
        for name in self._zones.unique(maintain_order=True):
            rows = (self._zones.is_null() if name is None else (self._zones == name).fill_null(value=False)).arg_true()
            here = moments.gather(rows)
            shown = shown.scatter(rows, self._ours(here) if name is None else here.dt.convert_time_zone(name).dt.replace_time_zone(None))
        return shown


def _day(shown: pl.Series) -> pl.Series:
    return shown.cast(pl.Date).to_physical().cast(pl.Int64) + ORDINAL_OF_EPOCH
