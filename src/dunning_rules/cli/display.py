"""Shows tables on standard output, or makes them text for a file: no padding at the right, amounts never broken."""

from __future__ import annotations

import sys
from io import StringIO
from itertools import chain
from typing import IO, TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding
from rich.segment import Segment
from rich.tree import Tree

from dunning_rules.cli.streams import discard_output, printable
from dunning_rules.cli.wrap import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import ConsoleOptions, RenderableType, RenderResult
    from rich.text import Text

    from dunning_rules.why.outline import Outline

_GLUE = "\N{NO-BREAK SPACE}"


def text_of(text: str, style: str = "") -> Text:
    """`text` as it may be shown: no markup, nothing that steers the terminal."""
    return Phrase(printable(text, keep=_GLUE), style)


def glued(text: str) -> str:
    """`text` as one piece that is not broken."""
    return text.replace(" ", _GLUE)


def indented(line: str) -> RenderableType:
    """A line whose continuations keep its indent."""
    text = line.lstrip(" ")
    return Padding(text_of(text), (0, 0, 0, len(line) - len(text)))


def tree(outline: Outline) -> RenderableType:
    """Lines below lines, with guides."""
    found = _Narrow(text_of(outline.line), guide_style="dim")
    _grow(found, outline)
    return found


def _grow(branch: Tree, outline: Outline) -> None:
    for each in outline.below:
        _grow(branch.add(text_of(each.line)), each)


class _Narrow(Tree):
    """A tree whose levels are two columns wide: chains of reasons are deep."""

    ASCII_GUIDES = ("  ", "| ", "+-", "`-")
    TREE_GUIDES = [("  ", "│ ", "├ ", "└ ")] * 3


def as_text(parts: Iterable[RenderableType]) -> str:
    """What `parts` look like in a text file."""
    file = StringIO()
    plain = _Quiet(file=file, highlight=False, markup=False, emoji=False, force_terminal=False, color_system=None)
    plain.print(_Trimmed(Group(*parts)), end="")
    return file.getvalue()


def show(parts: Iterable[RenderableType]) -> None:
    """Show `parts` on standard output."""
    _console(sys.stdout).print(_Trimmed(Group(*parts)), end="")


def width() -> int:
    """Columns of the terminal; `COLUMNS`, or 80 where there is none."""
    return _console(sys.stdout).width


def _console(file: IO[str]) -> Console:
    return _Quiet(file=file, highlight=False, markup=False, emoji=False)


class _Quiet(Console):
    """A console to which a reader that has gone is no error."""

    def on_broken_pipe(self) -> None:
        """Be silent from now on."""
        self.quiet = True
        discard_output()


class _Trimmed:
    """Lines without the spaces at their ends."""

    def __init__(self, inner: RenderableType) -> None:
        self._inner = inner

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """As rich asks for it."""
        for line in Segment.split_lines(console.render(self._inner, options)):
            yield from _trimmed([Segment(segment.text.replace(_GLUE, " "), segment.style) for segment in line])
            yield Segment.line()


def _trimmed(line: list[Segment]) -> Iterator[Segment]:
    while line and not line[-1].text.strip(" "):
        line.pop()
    last = [Segment(line[-1].text.rstrip(" "), line[-1].style)] if line else []
    return chain(line[:-1], last)
