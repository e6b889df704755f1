"""Actions that exclude each other by what they are: who does both contradicts himself before the debtor."""

from __future__ import annotations

from dunning_rules.rules.action import Action

_FIRM = frozenset({"firm", "threatening"})
_MEASURES: tuple[tuple[str, str, str], ...] = (
    ("return_of_goods", "take_goods", "goods are agreed to come back, or are taken"),
    ("announce_interest", "charge_interest", "interest is announced, or charged already"),
    ("withhold", "set_off", "what we hold is kept back, or set off"),
)
"""Pairs of measures of which only one can be taken at a time, with the reason."""


def opposite_of(one: Action, other: Action) -> str:
    """Why two actions exclude each other; empty where they do not."""
    measures = {one.measure, other.measure}
    for first, second, why in _MEASURES:
        if measures == {first, second}:
            return why
    if one.is_contact and (one.channel, one.audience) == (other.channel, other.audience):
        tones = one.tone, other.tone
        if "warm" in tones and _FIRM & set(tones):
            return f"the same person is spoken to warmly and firmly by {one.channel}"
    return ""
