"""Measures one contender in a process of its own: `python -m benchmarks.portfolios.measure NAME DEBTORS ROUNDS SEED`; prints JSON."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from benchmarks.portfolios.contenders import CONTENDERS
from benchmarks.portfolios.data import AS_OF, CREDITOR, parts, portfolio
from dunning_rules.policy import Policy
from dunning_rules.portfolio.nested import nest
from dunning_rules.portfolio.stream import SIZE, evaluate_partitions

STREAMED = "streamed"


def main() -> None:
    """Measure, and print what was found."""
    name, debtors, rounds, seed = sys.argv[1], *map(int, sys.argv[2:5])
    found = _streamed(debtors, seed) if name == STREAMED else _measured(name, debtors, rounds, seed)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({**found, "peak_mib": peak, "polars": pl.__version__}))


def _measured(name: str, debtors: int, rounds: int, seed: int) -> dict[str, float]:
    contender = next(each for each in CONTENDERS if each.name == name)
    asked = min(debtors, contender.most)
    answer = contender.prepare(portfolio(asked, seed))
    seconds, cpu, recommendations = [], [], 0
    for _ in range(rounds):
        wall, used = time.perf_counter(), time.process_time()
        recommendations = answer()
        seconds.append(time.perf_counter() - wall)
        cpu.append(time.process_time() - used)
    return {"asked": asked, "seconds": min(seconds), "cpu": min(cpu), "recommendations": recommendations}


def _streamed(debtors: int, seed: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.mkdir()
        for number, part in enumerate(parts(debtors, SIZE, seed)):
            nest(part).write_parquet(source / f"{number:06}.parquet")
        wall, used = time.perf_counter(), time.process_time()
        found = evaluate_partitions(source, Policy(), as_of=AS_OF, creditor=CREDITOR, output=Path(folder) / "out")
        seconds, cpu = time.perf_counter() - wall, time.process_time() - used
    return {"asked": found.cases.read, "seconds": seconds, "cpu": cpu, "recommendations": 0}


if __name__ == "__main__":
    main()
