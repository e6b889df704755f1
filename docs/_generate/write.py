"""Pages that are made: written only where they changed, so that a second build is fast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path


def write(path: Path, lines: Iterable[str]) -> None:
    """Write a page; one that is there already and equal stays untouched."""
    text = "\n".join(lines) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


def row(*cells: str) -> str:
    """A row of a table; what would be markup is shown as it is, outside of code."""
    return f"| {' | '.join(map(plain, cells))} |"


def heads(*names: str) -> tuple[str, str]:
    """The first two lines of a table."""
    return row(*names), f"| {' | '.join('---' for _ in names)} |"


def plain(text: str) -> str:
    """Text in which no bar ends a cell and no star begins anything; on one line."""
    return " ".join(text.split()).replace("|", "\\|").replace("*", "\\*")


def contents(names: Sequence[str]) -> tuple[str, ...]:
    """A table of contents of these pages."""
    return ("```{toctree}", ":maxdepth: 1", "", *names, "```")
