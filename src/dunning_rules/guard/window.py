"""The window of one step, and what the guard had to change of the wish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dunning_rules.guard.hours import Allowed, allowed_by, lawful_window
from dunning_rules.language import Wording
from dunning_rules.packs import ContactHours
from dunning_rules.result import Window
from dunning_rules.rules.constraint import Effect
from dunning_rules.schedule import Wish

PERSONAL = frozenset({"call", "message", "visit"})
"""Channels that reach a person at a certain hour."""
_ANY_HOUR = allowed_by(())
_MOVED = Wording("moved into the hours that are lawful at the debtor's place", "已移至对方当地的合法时段")
_NONE = Wording("no lawful hour was found within 90 days", "90 日内无合法时段")
_NO_ZONE = Wording("the debtor's zone is not known: mind the hour at its place", "对方时区不详: 注意对方当地时间")
_NO_HOLIDAYS = Wording("the public holidays at the debtor's place are not known: mind them", "对方当地节假日不详: 请注意避开")


@dataclass(frozen=True, slots=True)
class Timing:
    """The window, and what the guard says of it.

    Attributes:
        window: the next lawful window; `None` = any time, or none.
        effect: what follows; `None` where there is nothing to say.
        why: the reason.
        hours: the hours of the packs that hold.
    """

    window: Window | None
    effect: Effect | None = None
    why: Wording = _MOVED
    hours: tuple[ContactHours, ...] = ()


def timing_of(
    wish: Wish | None,
    channel: str,
    allowed: Allowed,
    *,
    as_of: datetime,
    on: date | None,
    zones: tuple[str, ...],
    countries: tuple[str, ...],
) -> Timing:
    """When a step may be taken; only what reaches a person has hours."""
    if channel not in PERSONAL:
        given = wish is not None and wish.is_given
        return Timing(lawful_window(wish, _ANY_HOUR, as_of=as_of, on=on, zones=zones, countries=countries) if wish and given else None)
    found = None if wish is None else lawful_window(wish, allowed, as_of=as_of, on=on, zones=zones, countries=countries)
    if wish is None or found is None:
        return Timing(None, "approve", _NONE, allowed.cut_by)
    wished = lawful_window(wish, _ANY_HOUR, as_of=as_of, on=on, zones=zones, countries=countries) if wish.is_given else None
    is_cut = wished is not None and (wished.on, wished.start, wished.end) != (found.on, found.start, found.end)
    if is_cut or (on is not None and found.on > on):
        return Timing(found, "rewrite", _MOVED, allowed.cut_by)
    if found.start_utc is None:
        return Timing(found, "annotate", _NO_ZONE, allowed.cut_by)
    return Timing(found) if allowed.holidays or found.holidays_known else Timing(found, "annotate", _NO_HOLIDAYS, allowed.cut_by)
