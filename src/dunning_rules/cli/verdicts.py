"""What the compliance guard says, on the worklist: a mark for each line, and what is held back, by constraint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_rules.cli.display import text_of
from dunning_rules.cli.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from dunning_rules.result import Recommendation, Report

_COLOURS = {"permitted": "green", "annotated": "", "rewritten": "cyan", "needs_approval": "yellow", "vetoed": "red"}


def mark(recommendation: Recommendation, lang: str) -> Text:
    """The verdict on one recommendation, in a few letters."""
    return text_of(say(recommendation.verdict, lang), _COLOURS[recommendation.verdict])


def held_back(report: Report, lang: str) -> Iterator[Text]:
    """How many recommendations are held back, and by which constraint, the most frequent first."""
    counts: dict[tuple[str, str], int] = {}
    for each in report.recommendations:
        if each.is_held_back:
            key = (each.verdict, each.findings[0].name)
            counts[key] = counts.get(key, 0) + 1
    if not counts:
        return
    groups = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    listed = ", ".join(f"{name} {say(verdict, lang)} {count}" for (verdict, name), count in groups)
    yield text_of(say("held_back", lang, count=sum(counts.values()), groups=listed), "yellow")
