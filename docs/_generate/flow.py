"""The drawing of the flow: inline SVG in the colours of the page, so that it follows light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from docs._generate.write import write

STAGES = (
    ("Records", "what the company knows; a row that cannot be used is rejected", ""),
    ("Facts", "what follows by arithmetic: days past due, overdue amount …", "vocabulary"),
    ("Conclusions", "what rules conclude of facts, stratum by stratum", "rules"),
    ("Recommendations", "who does what, by when, about which amount", "rules"),
    ("What stays", "of what excludes each other one gives way, with the reason", "resolve"),
    ("What is lawful", "permitted, with a note, rewritten, or held back", "guard"),
    ("Order and hours", "where most money would come late, first", "ranking"),
    ("Report", "every step with its reason, facts, sources and verdict", ""),
)
"""What there is at each point of the flow, and which part of the library leads to it."""
_WIDTH, _HEIGHT, _GAP = 470, 56, 30


def write_flow(path: Path) -> None:
    """Write the drawing."""
    write(path, _lines())


def _lines() -> Iterator[str]:
    height = len(STAGES) * (_HEIGHT + _GAP) - _GAP + 2
    names = ", ".join(name.lower() for name, _, _ in STAGES)
    yield f'<svg class="flow" viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="The flow: {escape(names)}">'
    yield '<g font-family="inherit" fill="currentColor" stroke="none">'
    for number, (name, meaning, by) in enumerate(STAGES):
        top = number * (_HEIGHT + _GAP) + 1
        if number:
            yield from _arrow(top, by)
        line = "var(--color-brand-primary)" if number in {0, len(STAGES) - 1} else "var(--color-foreground-border)"
        box = f'x="1" y="{top}" width="{_WIDTH - 2}" height="{_HEIGHT}" rx="6"'
        yield f'<rect {box} fill="var(--color-background-secondary)" stroke="{line}"/>'
        yield f'<text x="16" y="{top + 23}" font-size="16" font-weight="600">{escape(name)}</text>'
        yield f'<text x="16" y="{top + 43}" font-size="14" fill="var(--color-foreground-secondary)">{escape(meaning)}</text>'
    yield "</g>"
    yield "</svg>"


def _arrow(top: int, by: str) -> Iterator[str]:
    """From the box above, with the part of the library beside it."""
    middle = _WIDTH // 2
    yield f'<path d="M{middle} {top - _GAP} V{top - 7}" stroke="var(--color-foreground-muted)" stroke-width="1.5" fill="none"/>'
    yield f'<path d="M{middle - 5} {top - 8} h10 l-5 7 z" fill="var(--color-foreground-muted)"/>'
    if by:
        yield f'<text x="{middle + 14}" y="{top - 10}" font-size="13" font-style="italic">{escape(by)}</text>'
