"""Portfolios side by side, same book and same data: `python benchmarks/portfolio.py --help`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # this folder would hide packages behind its files

from benchmarks.portfolios.contenders import CONTENDERS  # noqa: E402 - found by the line above
from benchmarks.portfolios.page import page, put  # noqa: E402 - as above
from benchmarks.portfolios.results import Results, conditions  # noqa: E402 - as above
from benchmarks.portfolios.run import measure  # noqa: E402 - as above

MARK = "portfolio"


def main() -> None:
    """Measure what is not measured yet, and write the tables."""
    options = _options()
    results = Results(options.results, conditions(options.seed, options.rounds), resume=options.resume)
    wanted = [
        (each.name, asked)
        for size in sorted(options.sizes)
        for each in CONTENDERS
        if (asked := min(size, each.most)) and any(word in each.name for word in options.only or [""])
    ]
    wanted = list(dict.fromkeys(wanted))  # what is measured on a sample is measured once
    for number, (name, asked) in enumerate(wanted, 1):
        known = results.get(name, asked)
        found = known or measure(ROOT, name, asked, options.rounds, options.seed)
        results.keep(name, asked, found)
        print(f"{number}/{len(wanted)} {name}, {asked:,}: {found.said}{' (known)' if known else ''}", file=sys.stderr, flush=True)
    text = page(results, max(options.sizes))
    print(text)
    if options.output is not None:
        put(text, options.output, MARK)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000], help="debtors (default: %(default)s)")
    parser.add_argument("--only", nargs="*", metavar="WORD", help="only those whose name has one of these in it")
    parser.add_argument("--rounds", type=int, default=2, help="the least of so many counts (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="which random portfolio (default: %(default)s)")
    parser.add_argument("--results", type=Path, default=Path("portfolio-results.json"), help="where results are kept as they come")
    parser.add_argument("--resume", action="store_true", help="go on with what stands in that file")
    parser.add_argument("-o", "--output", type=Path, help="write the tables to this file, between its marks where it has them")
    return parser.parse_args()


if __name__ == "__main__":
    main()
