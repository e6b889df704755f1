"""Windows in columns: steps that wish the same hours at the same place on the same day are decided once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from threading import Lock

import polars as pl

from dunning_rules.frames.packed import packed
from dunning_rules.frames.places import Place
from dunning_rules.guard.verdict import SEVERITY
from dunning_rules.guard.window import Timing, timing_of
from dunning_rules.schedule import wish_of

_KEYS = ("@place", "channel", "start", "window_start", "window_end", "working_day", "not_at_meals", "on")
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
        # one number stands for all that decides: the place, the wish, and the day
        wished = steps.select(name for name in _KEYS if name in steps.columns)
        number = packed((column.to_physical(), False) for column in wished.get_columns())
        if number is None:
            number = wished.select(pl.struct(pl.all()).rank("dense")).to_series()
        first = number.is_first_distinct().arg_true()
        with self._lock:
            found = [self._number(dict.fromkeys(_KEYS) | row, places) for row in wished[first].iter_rows(named=True)]
        known = pl.DataFrame([number[first].alias("@key"), pl.Series(TIMING, found, dtype=pl.UInt32)])
        return pl.DataFrame([number.alias("@key")]).join(known, on="@key", how="left", maintain_order="left")[TIMING]

    def _number(self, row: dict[str, object], places: tuple[Place, ...]) -> int:
        place = places[int(str(row["@place"]))]
        key = place.allowed, place.zones, place.countries, *(row[name] for name in _KEYS[1:])
        if key not in self._known:
            self._known[key] = len(self.timings)
            self.timings.append(self._timing(row, place))
        return self._known[key]

    def _timing(self, row: dict[str, object], place: Place) -> Timing:
        start, on = row["start"], row["on"]
        wish = wish_of(row, start if isinstance(start, int) else None)
        day = date.fromordinal(on) if isinstance(on, int) else None
        return timing_of(wish, str(row["channel"]), place.allowed, as_of=self._as_of, on=day, zones=place.zones, countries=place.countries)

    @property
    def severity(self) -> pl.Series:
        """How grave what was found is, by number."""
        return pl.Series("severity", [0 if each.effect is None else SEVERITY[each.effect] for each in self.timings], dtype=pl.Int8)

    def table(self) -> pl.DataFrame:
        """The windows that were decided, as columns, by number."""
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
        return _frame(rows)


def _frame(rows: Iterable[dict[str, object]]) -> pl.DataFrame:
    listed = list(rows)
    return pl.DataFrame({name: pl.Series([row.get(name) for row in listed], dtype=dtype) for name, dtype in _WINDOW.items()})
