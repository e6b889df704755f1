"""The gate of coverage: what decides is covered to the last branch, the rest nearly.

Run with the path of what `coverage json` wrote; prints what falls short, and then exits with 1.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from textwrap import shorten
from typing import Any

PACKAGE = PurePosixPath("src/dunning_rules")
COMPLETE = ("language", "rules", "packs", "engine", "resolve.py", "guard")
REST = "everything else"
REST_PERCENT = 95
SHOWN = 100


@dataclass(frozen=True, slots=True)
class File:
    """Lines and branches of one file."""

    name: str
    covered: int
    total: int
    missing: str

    @property
    def part(self) -> str:
        """The part of the package that has a gate of its own, or `REST`."""
        first = self.name.split("/")[0]
        return first if first in COMPLETE else REST


def read(report: dict[str, Any]) -> list[File]:
    """The files of the package in a report of coverage."""
    files = []
    for path, measured in report["files"].items():
        summary = measured["summary"]
        files.append(
            File(
                name=PurePosixPath(path.replace("\\", "/")).relative_to(PACKAGE).as_posix(),
                covered=summary["covered_lines"] + summary["covered_branches"],
                total=summary["num_statements"] + summary["num_branches"],
                missing=shorten(_missing(measured), SHOWN, placeholder=" …"),
            )
        )
    return files


def _missing(measured: dict[str, Any]) -> str:
    """The missing lines as ranges, and the missing branches of the lines that do run."""
    lines: list[int] = measured["missing_lines"]
    ranges: list[tuple[int, int]] = []
    for line in lines:
        first = ranges.pop()[0] if ranges and ranges[-1][1] == line - 1 else line
        ranges.append((first, line))
    branches = [(start, end) for start, end in measured["missing_branches"] if start not in lines]
    return ", ".join(
        [
            *(str(first) if first == last else f"{first}-{last}" for first, last in ranges),
            *(f"{start}->{'exit' if end < 0 else end}" for start, end in branches),
        ]
    )


def shortfalls(files: Iterable[File]) -> list[str]:
    """A line for each part that falls short, with its files, the worst first."""
    parts: dict[str, list[File]] = {part: [] for part in (*COMPLETE, REST)}
    for file in files:
        parts[file.part].append(file)
    lines = []
    for part, members in parts.items():
        percent = REST_PERCENT if part == REST else 100
        covered, total = sum(file.covered for file in members), sum(file.total for file in members)
        if not members:
            lines.append(f"{part}: no file of this name was measured")
        elif covered * 100 < total * percent:  # whole numbers: 99.99 % is not 100 %
            lines.append(f"{part}: {_percent(covered, total)} of lines and branches, {percent} % is asked for")
            short = sorted((file for file in members if file.covered < file.total), key=lambda file: (file.covered / file.total, file.name))
            lines += [f"  {_percent(file.covered, file.total):>8}  {file.name}  {file.missing}" for file in short]
    return lines


def _percent(covered: int, total: int) -> str:
    """Rounded down, so that only what is complete reads as complete."""
    hundredths = covered * 10_000 // total
    return f"{hundredths // 100}.{hundredths % 100:02} %"


def main() -> int:
    """Print what falls short; 1 if anything does."""
    found = shortfalls(read(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
    print("\n".join(found) or "coverage: every part passes its gate")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
