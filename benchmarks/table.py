"""What was measured, as Markdown."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from statistics import median

from benchmarks.contenders import (
    DOCUMENTED,
    DURABLE,
    DURABLE_MATCHING,
    DURABLE_READY,
    NATIVE,
    PLAIN,
    PLAIN_MATCHING,
    PLAIN_READY,
    RAW,
)
from benchmarks.recorded import Recording
from benchmarks.timing import Contender

_PACKAGES = ("dunning-rules", "durable-rules", "clipspy", "zen-engine", "rule-engine", "datalogic-py", "pydantic")
_RATIOS = (
    ("whole durable against durable-rules alone", DURABLE, RAW, "at least 0.7"),
    ("whole durable against durable-rules, a documented call a fact", DURABLE, DOCUMENTED, "at least 0.7"),
    ("whole durable against the C module of durable-rules alone", DURABLE, NATIVE, ""),
    ("whole plain against whole durable", PLAIN, DURABLE, "at least 5"),
    ("matching, durable against durable-rules alone", DURABLE_MATCHING, RAW, ""),
    ("matching, plain against durable", PLAIN_MATCHING, DURABLE_MATCHING, ""),
    ("matching of ready records, plain against durable", PLAIN_READY, DURABLE_READY, "at least 5"),
    ("matching, plain against durable-rules alone", PLAIN_MATCHING, RAW, ""),
    ("whole plain against Python by hand", PLAIN, "Python by hand", ""),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """How large the work was."""

    cases: int
    rounds: int
    seed: int
    rules: int
    recommendations: int
    recording: Recording


def report(contenders: Sequence[Contender], times: dict[str, list[float]], facts: Facts, notes: Iterable[str]) -> str:
    """The whole text."""
    raw = min(times[RAW])
    rows = [
        (each.name, each.work, *_figures(times[each.name]), f"{raw / min(times[each.name]):.2f}")
        for each in sorted(contenders, key=lambda each: (each.work, min(times[each.name])))
    ]
    parts = [
        _head(facts),
        _table(("what", "from → to", "least, µs a case", "median, µs a case", "cases a second", "× durable-rules"), rows),
        _table(("ratio of cases a second", "of the least times", "median of the rounds", "to reach"), _ratios(times)),
        "\n".join(f"- {note}" for note in notes),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(facts: Facts) -> str:
    cases = facts.recording.cases
    asserted = sum(len(stratum) for case in cases for stratum in case.strata)
    fired = sum(len(facts.recording.without_ticks(case)) for case in cases)
    versions = ", ".join(f"{name} {_version(name)}" for name in _PACKAGES)
    return (
        f"{facts.cases} cases (seed {facts.seed}), {facts.rounds} rounds; {facts.rules} rules. A case has on average"
        f" {asserted / len(cases):.1f} facts in {len(cases[0].strata)} strata, {fired / len(cases):.1f} firings"
        f" and {facts.recommendations / len(cases):.1f} recommendations.\n\n"
        f"{platform.python_implementation()} {platform.python_version()}, {versions}."
    )


def _figures(times: list[float]) -> tuple[str, str, str]:
    return f"{min(times) * 1e6:,.0f}", f"{median(times) * 1e6:,.0f}", f"{1 / min(times):,.0f}"


def _ratios(times: dict[str, list[float]]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for text, one, other, wanted in _RATIOS:
        rounds = median(slow / fast for slow, fast in zip(times[other], times[one], strict=True))
        rows.append((text, f"{min(times[other]) / min(times[one]):.2f}", f"{rounds:.2f}", wanted))
    return rows


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" if number < 1 else "---:" for number in range(len(head))), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "(not installed)"
