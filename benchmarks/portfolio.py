"""Portfolios side by side, same book and same data: `python benchmarks/portfolio.py --help`."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # this folder would hide packages behind its files

from benchmarks.portfolios.contenders import CONTENDERS  # noqa: E402 - found by the line above
from benchmarks.portfolios.measure import STREAMED  # noqa: E402 - as above

_DURABLE = "dunning_rules, durable"


def main() -> None:
    """Measure, and write the table."""
    options = _options()
    rows = [(each.name, each.gives, size, _measure(each.name, size, options)) for size in options.sizes for each in CONTENDERS]
    rows += [
        (STREAMED, "nested case table in Parquet → all, as files", size, _measure(STREAMED, size, options)) for size in options.streamed
    ]
    text = "\n".join(_page(rows, options))
    print(text)
    if options.output is not None:
        options.output.write_text(f"{text}\n", encoding="utf-8")


def _measure(name: str, size: int, options: argparse.Namespace) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.portfolios.measure", name, str(size), str(options.rounds), str(options.seed)]
    done = subprocess.run(command, check=True, capture_output=True, cwd=ROOT, text=True)  # noqa: S603 - our own program
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(f"{name}, {size:,}: {found['asked'] / found['seconds']:,.0f} debtors/s", file=sys.stderr)
    return found


def _page(rows: list[tuple[str, str, int, dict[str, Any]]], options: argparse.Namespace) -> list[str]:
    rate = {(name, size): found["asked"] / found["seconds"] for name, _, size, found in rows}
    seed, rounds = options.seed, options.rounds
    polars = rows[0][3]["polars"]
    lines = [
        "# Portfolios, measured",
        "",
        f"Made by `python benchmarks/portfolio.py` (seed {seed}, least of {rounds} rounds): five invoices, three events and one",
        "visit a debtor on average. Each line is measured in a process of its own; peak memory is that of the process, with the data",
        "and what it took to",
        "make them. What is slow is measured on a sample of debtors, whose number is told.",
        "",
        f"{os.cpu_count()} cores, {platform.machine()}, CPython {platform.python_version()}, Polars {polars},",
        f"dunning-rules {version('dunning-rules')}.",
        "",
        "| what | from → to | debtors | asked | debtors a second | × durable | peak memory, MiB | recommendations a debtor |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, gives, size, found in rows:
        durable = rate.get((_DURABLE, size)) or rate.get((_DURABLE, options.sizes[-1]))
        times = "" if durable is None else f"{rate[name, size] / durable:,.1f}"
        each = f"{found['recommendations'] / found['asked']:.1f}" if found["recommendations"] else ""
        lines.append(
            f"| {name} | {gives} | {size:,} | {found['asked']:,} | {rate[name, size]:,.0f} | {times} | {found['peak_mib']:,.0f} | {each} |"
        )
    lines += ["", *_growth(rate, options)]
    return lines


def _growth(rate: dict[tuple[str, int], float], options: argparse.Namespace) -> list[str]:
    whole = CONTENDERS[0].name
    pairs = list(zip(options.sizes, options.sizes[1:], strict=False))
    return [
        f"A debtor costs {rate[whole, small] / rate[whole, large]:.2f} times as much at {large:,} debtors as at {small:,}."
        for small, large in pairs
    ]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000], help="debtors")
    parser.add_argument("--streamed", type=int, nargs="*", default=[], help="debtors of a portfolio on disk, e.g. 10000000")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("-o", "--output", type=Path, help="also write the page to this file")
    return parser.parse_args()


if __name__ == "__main__":
    main()
