"""A portfolio on disk, part by part: how fast, and in how much memory. `python benchmarks/stream.py --help`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # this folder would hide packages behind its files

from benchmarks.portfolios.data import AS_OF, CREDITOR, portfolio  # noqa: E402 - found by the line above
from dunning_rules.portfolio.nested import nest  # noqa: E402 - as above
from dunning_rules.portfolio.owed import keep_creditor  # noqa: E402 - as above

_MIB = 2**20
_PART = 100_000


def main() -> None:
    """Make what is missing of the portfolio, evaluate what is not done of it, and say what it took."""
    options = _options()
    for size in options.sizes:
        source, output = options.folder / f"cases-{size}", options.folder / f"found-{size}"
        _make(source, size, options.seed)
        found = _evaluated(source, output, size)
        with (options.folder / "measured.jsonl").open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(found)}\n")
        rate = found["debtors_evaluated"] / found["seconds"]
        told = " (the rest was done in an earlier run)" if found["debtors_evaluated"] < size else ""
        print(f"{size:,} debtors: {rate:,.0f} a second{told}, peak memory {found['peak_mib']:,.0f} MiB")


def _make(source: Path, size: int, seed: int) -> None:
    """Each part by a process of its own, so that none keeps memory; parts that are there stay."""
    source.mkdir(parents=True, exist_ok=True)
    keep_creditor(source, CREDITOR)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        for number, first in enumerate(range(0, size, _PART)):
            file = source / f"part-{number:06}.parquet"
            if not file.exists():
                pool.submit(_write, file, min(_PART, size - first), seed, first).result()
            print(f"\rmade {min(first + _PART, size):,} of {size:,}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def _write(file: Path, size: int, seed: int, first: int) -> None:
    draft = file.with_suffix(".draft")
    nest(portfolio(size, seed, first)).write_parquet(draft)
    draft.replace(file)


def _evaluated(source: Path, output: Path, size: int) -> dict[str, float]:
    """The command line as users call it; peak memory is that of its process, or of a child of it that took more."""
    done = output / "done"
    before = len(list(done.glob("*.json"))) if done.exists() else 0
    parts = -(-size // _PART)
    command = [
        sys.executable,
        "-m",
        "dunning_rules",
        "stream",
        str(source),
        "-o",
        str(output),
        "--as-of",
        AS_OF.isoformat(),
        "--limit",
        "5",
    ]
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT) as process:  # noqa: S603 - our own program
        while (ended := os.wait4(process.pid, os.WNOHANG))[0] == 0:
            kept = len(list(done.glob("*.json"))) if done.exists() else 0
            print(f"\r{kept} of {parts} parts, {time.perf_counter() - start:,.0f} s", end="", file=sys.stderr, flush=True)
            time.sleep(1)
        process.returncode = os.waitstatus_to_exitcode(ended[1])
    seconds = time.perf_counter() - start
    print(file=sys.stderr)
    if process.returncode:
        raise SystemExit(process.returncode)
    peak = ended[2].ru_maxrss * (1 if sys.platform == "darwin" else 1024) / _MIB
    evaluated = size - min(before * _PART, size)
    return {"debtors": size, "debtors_evaluated": evaluated, "seconds": seconds, "peak_mib": peak}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000_000, 10_000_000], help="debtors (default: 1 and 10 million)")
    parser.add_argument("--folder", type=Path, required=True, help="takes the portfolios and the answers; the same folder again goes on")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


if __name__ == "__main__":
    main()
