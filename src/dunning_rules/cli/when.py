"""When to do it: window, day or deadline, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_rules.cli.display import glued
from dunning_rules.cli.words import say

if TYPE_CHECKING:
    from dunning_rules.result import Recommendation, Window


def when(recommendation: Recommendation, lang: str, home: str) -> str:
    """When to do it; empty where it may be done at any time.

    Args:
        recommendation: what is to be done.
        lang: a language.
        home: the zone of whoever reads this; places are named where the debtor's differs.
    """
    parts = []
    if recommendation.window is not None:
        parts.append(_hours(recommendation.window, home))
    elif recommendation.on is not None:
        parts.append(say("on", lang, day=recommendation.on))
    if recommendation.deadline is not None:
        parts.append(say("by", lang, day=recommendation.deadline))
    if recommendation.names_day is not None:
        parts.append(say("names_day", lang, day=recommendation.names_day))
    return ", ".join(parts)


def _hours(window: Window, home: str) -> str:
    hours = glued(f"{window.on} {window.start}–{window.end}")
    if window.zone is None or window.zone == home:
        return hours
    place = window.zone.rpartition("/")[2].replace("_", " ")
    return f"{hours} {glued(f'({place})')}"
