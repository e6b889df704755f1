"""What the compliance guard says, on the worklist: a mark for each line, and what is held back, by constraint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_rules.cli.display import text_of
from dunning_rules.cli.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.text import Text

    from dunning_rules.result import Recommendation

_COLOURS = {"permitted": "green", "annotated": "", "rewritten": "cyan", "needs_approval": "yellow", "vetoed": "red"}


def mark(recommendation: Recommendation, lang: str) -> Text:
    """The verdict on one recommendation, in a few letters."""
    return text_of(say(recommendation.verdict, lang), _COLOURS[recommendation.verdict])


def held_back(counts: Mapping[tuple[str, str], int], lang: str) -> Iterator[Text]:
    """How many recommendations are held back, and by which constraint, the most frequent first."""
    if not counts:
        return
    groups = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    listed = ", ".join(f"{name} {say(verdict, lang)} {count}" for (verdict, name), count in groups)
    yield text_of(say("held_back", lang, count=sum(counts.values()), groups=listed), "yellow")
