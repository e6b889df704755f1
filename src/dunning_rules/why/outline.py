"""Lines below lines: what an explanation looks like, before it is text or a tree on a terminal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outline:
    """A line with the lines below it."""

    line: str
    below: tuple[Outline, ...] = ()

    def __str__(self) -> str:
        """An indented text."""
        return "\n".join(self._lines(0))

    def _lines(self, indent: int) -> list[str]:
        lines = [f"{' ' * indent}{self.line}"]
        for each in self.below:
            lines += each._lines(indent + 2)  # noqa: SLF001 - of the same class
        return lines
