"""Windows in columns: steps that wish the same hours at the same place on the same day are decided once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from threading import Lock

import polars as pl

from dunning_rules.frames.places import Place
from dunning_rules.guard.verdict import SEVERITY
from dunning_rules.guard.window import Timing, timing_of
from dunning_rules.schedule import wish_of

_NO_DAY = 0
"""No day number: those of the calendar begin with 1."""
_KEYS = ("@place", "channel", "start", "window_start", "window_end", "working_day", "not_at_meals", "on")
_WISH = list(_KEYS[1:-1])
_WINDOW = {
    "window_on": pl.Date(),
    "window_start": pl.Categorical(),
    "window_end": pl.Categorical(),
    "window_zone": pl.Categorical(),
    "window_start_utc": pl.Datetime("us", "UTC"),
    "window_end_utc": pl.Datetime("us", "UTC"),
    "holidays_known": pl.Boolean(),
}
TIMING = "@timing"


class Clock:
    """Decides windows for one moment; remembers what it decided, and may be shared by threads."""

    def __init__(self, as_of: datetime) -> None:
        """Take the moment of asking."""
        self._as_of = as_of
        self._known: dict[tuple[object, ...], int] = {}
        self._lock = Lock()
        self.timings: list[Timing] = []

    def decide(self, steps: pl.DataFrame, places: tuple[Place, ...]) -> pl.Series:
        """For each step the number of what was decided, in `timings`.

        Args:
            steps: with the number of their place, their channel and day, and what was concluded about their hours; `start` is the one
                that the rule sets.
            places: by number.
        """
        keys = steps.select(pl.col(name) if name in steps.columns else pl.lit(None, dtype=pl.Int64).alias(name) for name in _KEYS)
        wished = keys.select(_WISH).with_columns(pl.col("channel").cast(pl.Categorical))
        wishes = wished.unique(maintain_order=True)
        # one number stands for all that decides: the place, the wish (of which there are few), and the day
        wish = wished.join(wishes.with_row_index("@wish"), on=_WISH, how="left", nulls_equal=True, maintain_order="left")["@wish"]
        days = keys["on"].cast(pl.Int64).fill_null(_NO_DAY)
        coded = pl.DataFrame({"@key": keys["@place"].cast(pl.Int64) * 2**43 + wish.cast(pl.Int64) * 2**23 + days})
        distinct = coded.unique(maintain_order=True)
        rows = zip(
            distinct["@key"] // 2**43,
            wishes.select(pl.all().gather(distinct["@key"] // 2**23 % 2**20)).iter_rows(),
            distinct["@key"] % 2**23,
            strict=True,
        )
        with self._lock:
            numbers = pl.Series(
                TIMING,
                [self._number((place, *found, None if day == _NO_DAY else day), places) for place, found, day in rows],
                dtype=pl.UInt32,
            )
        return coded.join(distinct.with_columns(numbers), on="@key", how="left", maintain_order="left")[TIMING]

    def _number(self, row: tuple[object, ...], places: tuple[Place, ...]) -> int:
        place = places[int(str(row[0]))]
        key = (place.allowed, place.zones, place.countries, *row[1:])
        if key not in self._known:
            self._known[key] = len(self.timings)
            self.timings.append(self._timing(dict(zip(_KEYS, row, strict=True)), place))
        return self._known[key]

    def _timing(self, row: dict[str, object], place: Place) -> Timing:
        start, on = row["start"], row["on"]
        wish = wish_of(row, start if isinstance(start, int) else None)
        day = date.fromordinal(on) if isinstance(on, int) else None
        return timing_of(wish, str(row["channel"]), place.allowed, as_of=self._as_of, on=day, zones=place.zones, countries=place.countries)

    def table(self) -> pl.DataFrame:
        """What was decided, as columns, by number: the window, and the severity of what was found."""
        rows: list[dict[str, object]] = [
            {
                "window_on": window.on,
                "window_start": window.start,
                "window_end": window.end,
                "window_zone": window.zone,
                "window_start_utc": window.start_utc,
                "window_end_utc": window.end_utc,
                "holidays_known": window.holidays_known,
            }
            if (window := each.window) is not None
            else {}
            for each in self.timings
        ]
        severity = pl.Series("severity", [0 if each.effect is None else SEVERITY[each.effect] for each in self.timings], dtype=pl.Int8)
        return _frame(rows).with_columns(severity)


def _frame(rows: Iterable[dict[str, object]]) -> pl.DataFrame:
    listed = list(rows)
    return pl.DataFrame({name: pl.Series([row.get(name) for row in listed], dtype=dtype) for name, dtype in _WINDOW.items()})
