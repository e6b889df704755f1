"""Where a line may be broken: at spaces and between Chinese characters, never before a comma and never inside an amount."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

from rich.cells import cell_len
from rich.containers import Lines
from rich.text import Text

if TYPE_CHECKING:
    from rich.console import Console, JustifyMethod, OverflowMethod

_CLOSING = frozenset("，。、；：？！）》」』”’›,.;:?!)%…")  # noqa: RUF001 - full-width punctuation is what is meant
_OPENING = frozenset("（《「『“‘‹(")  # noqa: RUF001 - as above


class Phrase(Text):
    """A text that is wrapped as people of either language write it. Rich itself breaks at spaces only, no-break spaces included."""

    def wrap(
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        """The lines, each at most `width` columns wide."""
        if no_wrap:
            return super().wrap(console, width, justify=justify, overflow=overflow, tab_size=tab_size, no_wrap=no_wrap)
        lines = Lines(self.divide(breaks(self.plain, width)))
        for line in lines:
            line.rstrip()
        if justify == "right":
            lines.justify(console, width, justify="right", overflow="fold")
        return lines


def breaks(text: str, width: int) -> list[int]:
    """The places at which `text` is broken so that no line is wider than `width`; a word that is too wide is broken anywhere."""
    found: list[int] = []
    start = used = 0
    last: int | None = None
    for place, char in enumerate(text):
        if place > start and _may_break(text, place):
            last = place
        used += cell_len(char)
        while used > width and char != " " and place > start:
            start = place if last is None else last
            found.append(start)
            used = cell_len(text[start : place + 1])
            last = None
    return found


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if before == " ":
        return after != " "
    if after in _CLOSING or before in _OPENING or "\N{NO-BREAK SPACE}" in {before, after} or after == " ":
        return False
    return _is_ideograph(before) or (_is_ideograph(after) and not before.isdigit())


def _is_ideograph(char: str) -> bool:
    return east_asian_width(char) in "WF" and (category(char) == "Lo" or char in _CLOSING)
