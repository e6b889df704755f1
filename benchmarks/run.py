"""One run: make the cases, check that all do the same work, measure, print."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.cases import AS_OF, make_cases
from benchmarks.contenders import by_hand, ours, recorded
from benchmarks.hand.book import compared_book
from benchmarks.recorded import record
from benchmarks.table import Facts, report
from benchmarks.timing import measure
from dunning_rules import Policy


def main() -> None:
    options = _options()
    cases = make_cases(options.cases, options.seed)
    book = compared_book()
    recording = record(book, cases, AS_OF)
    others, notes = recorded(recording)
    contenders = [*ours(book, cases, make_cases(options.cases, options.seed + 1)), by_hand(book, cases), *others]
    times = measure(contenders, options.rounds, options.cases)
    advice = sum(len(Policy(book, engine="plain").evaluate(case, as_of=AS_OF).recommendations) for case in cases)
    facts = Facts(options.cases, options.rounds, options.seed, len(book.rules), advice, recording)
    text = report(contenders, times, facts, notes)
    sys.stdout.write(text)
    if options.output is not None:
        options.output.write_text(text, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="engines.py", description="Measure the engines side by side; prints a table in Markdown.")
    parser.add_argument("--cases", type=_positive, default=300, help="how many cases (default: %(default)s)")
    parser.add_argument("--rounds", type=_positive, default=15, help="how often each is measured, in turn (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=7, help="which random cases (default: %(default)s)")
    parser.add_argument("-o", dest="output", type=Path, metavar="FILE", help="write the table to FILE, too")
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError
    return number
