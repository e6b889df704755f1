"""Whether memory stays flat: one policy on durable-rules, asked again and again.

Prints the peak of resident memory as it goes, and ends with 1 where it grew by more than the limit after the first evaluations. Peaks never
fall, so what is printed is an upper bound.
"""

from __future__ import annotations

import argparse
import resource
import sys
from itertools import cycle

from dunning_rules.policy import Policy
from dunning_rules.testing import AS_OF, sample_cases

WARM_UP = 1_000
_CASES = 1_000
_STEPS = 10
# the unit of `ru_maxrss`: bytes on macOS, else kibibytes
_UNITS_IN_MEBIBYTE = 2**20 if sys.platform == "darwin" else 2**10


def peak() -> float:
    """The peak of resident memory of this process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _UNITS_IN_MEBIBYTE


def measure(engine: str, evaluations: int) -> float:
    """Evaluate, print a line now and then, and give the growth after the first evaluations in MiB."""
    policy = Policy(engine=engine)
    cases = cycle(list(sample_cases(1, _CASES)))
    first = 0.0
    step = max(evaluations // _STEPS, WARM_UP)
    print(f"{'evaluations':>12}  {'peak MiB':>9}  {'growth MiB':>10}")
    for number in range(1, evaluations + 1):
        policy.evaluate(next(cases), as_of=AS_OF)
        if number == WARM_UP:
            first = peak()
        if number == WARM_UP or number % step == 0:
            print(f"{number:>12,}  {peak():>9.1f}  {peak() - first:>10.1f}", flush=True)
    return peak() - first


def main() -> int:
    """1 where memory grew by more than the limit."""
    parser = argparse.ArgumentParser(description="Whether memory stays flat.")
    parser.add_argument("--engine", default="durable", choices=("durable", "plain"))
    parser.add_argument("--evaluations", type=int, default=100_000)
    parser.add_argument("--limit", type=float, default=20.0, help="MiB of growth that are allowed")
    options = parser.parse_args()
    grown = measure(options.engine, options.evaluations)
    print(f"grown by {grown:.1f} MiB after the first {WARM_UP:,} evaluations; the limit is {options.limit:.0f}")
    return int(grown > options.limit)


if __name__ == "__main__":
    sys.exit(main())
