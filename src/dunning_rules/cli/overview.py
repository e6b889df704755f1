"""What the head of the worklist counts: of all recommendations, not only of those that are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from dunning_rules.frames.report import FrameReport
    from dunning_rules.result import Report

_STEP = ["debtor_id", "record", "rule_id", "action"]


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts.

    Attributes:
        recommendations: all of them.
        gave_way: what gave way.
        held_back: by verdict and constraint, how many are held back.
    """

    recommendations: int
    gave_way: int
    held_back: Mapping[tuple[str, str], int]


def overview_of(report: Report) -> Overview:
    """The counts of a report."""
    counts: dict[tuple[str, str], int] = {}
    for each in report.recommendations:
        if each.is_held_back:
            key = (each.verdict, each.findings[0].name)
            counts[key] = counts.get(key, 0) + 1
    return Overview(len(report.recommendations), len(report.gave_way), counts)


def overview_of_frames(report: FrameReport) -> Overview:
    """The counts of a portfolio."""
    return overview_of_steps(report.recommendations, report.gave_way, report.findings)


def overview_of_steps(recommendations: pl.DataFrame, gave_way: pl.DataFrame, findings: pl.DataFrame) -> Overview:
    """The counts of some frames of a portfolio, see `FrameReport`."""
    held = recommendations.filter("is_held_back").select(*_STEP, "verdict")
    gravest = findings.unique(_STEP, keep="first", maintain_order=True)
    counted = held.join(gravest, on=_STEP).group_by("verdict", "name").len().sort("verdict", "name")
    counts = {(str(verdict), str(name)): int(count) for verdict, name, count in counted.iter_rows()}
    return Overview(recommendations.height, gave_way.height, counts)
