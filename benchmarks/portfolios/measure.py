"""Measures one contender in a process of its own: `python -m benchmarks.portfolios.measure NAME DEBTORS ROUNDS SEED`; prints JSON."""

from __future__ import annotations

import json
import sys
import time

from benchmarks.portfolios.contenders import CONTENDERS
from benchmarks.portfolios.data import portfolio
from benchmarks.portfolios.memory_peak import Peak
from dunning_rules.errors import ExtraError


def main() -> None:
    """Measure, and print what was found."""
    name, debtors, rounds, seed = sys.argv[1], *map(int, sys.argv[2:5])
    with Peak() as peak:
        try:
            found = _measured(name, debtors, rounds, seed)
        except (ImportError, ExtraError) as missing:
            found = {"missing": str(missing).splitlines()[0]}
        except SystemExit as wrong:
            found = {"wrong": str(wrong)[:500]}
    sys.stdout.write(json.dumps({**found, "peak_mib": peak.mib}) + "\n")


def _measured(name: str, debtors: int, rounds: int, seed: int) -> dict[str, object]:
    contender = next(each for each in CONTENDERS if each.name == name)
    answer = contender.prepare(portfolio(debtors, seed))
    seconds, answers = [], 0
    for _ in range(rounds):
        begun = time.perf_counter()
        answers = answer()
        seconds.append(time.perf_counter() - begun)
    return {"asked": debtors, "seconds": min(seconds), "rounds": seconds, "answers": answers}


if __name__ == "__main__":
    main()
