"""Very many cases, answered case by case by both engines and at once in columns: the same reports, verdicts and windows included."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from importlib import import_module

from dunning_rules.contribution import Plugin
from dunning_rules.models import ExchangeRate
from dunning_rules.plugins import read_plugin
from dunning_rules.policy import Policy
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing import sample_books, sample_cases
from dunning_rules.testing.choices import SeededChoices
from dunning_rules.testing.make_parties import make_rates
from dunning_rules.tips import standard_book
from tests.differential.bulk import CURRENCIES, MOMENTS
from tests.differential.test_standard_book import with_other_parameters
from tests.frames.test_whole_portfolios import POLICIES
from tests.frames.whole import alike, assert_same, both

DEBTORS = 1_500
"""Of a pool at most: to make a policy ready for columns costs the same for few of them."""
RANDOM_BOOKS = 5
NAMES = ("standard-dunning", "fmcg-dealer", "eu-late-payment")
BOOKS = 2 + len(NAMES) + RANDOM_BOOKS


def compare_pool(number: int, debtors: int = DEBTORS) -> int:
    """Compare the answers about one pool of random debtors under several policies; so many cases were compared.

    Args:
        number: which pool.
        debtors: so many at most.

    Raises:
        AssertionError: there is a difference.
    """
    as_of, currencies = MOMENTS[number % len(MOMENTS)], CURRENCIES[number // len(MOMENTS) % len(CURRENCIES)]
    rates = make_rates(SeededChoices(number), currencies, as_of)
    cases = alike(sample_cases(100_000 + number, debtors, as_of=as_of, currencies=currencies))
    compared = 0
    for book, plugins in _policies(number, as_of):
        plain, durable = (_policy(book, plugins, engine, rates) for engine in ("plain", "durable"))
        report, frames = both(plain, cases, as_of)
        assert_same(report, frames)
        answer = durable.evaluate_all(cases, as_of=as_of)
        assert replace(answer, metadata=report.metadata) == report, f"pool {number}, book {book.digest[:8]}: durable differs"
        compared += len(cases)
    return compared


def _policy(book: RuleBook, plugins: tuple[Plugin, ...], engine: str, rates: tuple[ExchangeRate, ...]) -> Policy:
    return Policy(book, engine=engine, rates=rates, plugins=plugins)


def _policies(number: int, as_of: datetime) -> Iterator[tuple[RuleBook, tuple[Plugin, ...]]]:
    yield standard_book(), ()
    yield with_other_parameters(number), ()
    for name in NAMES:
        with _imported(name) as plugin:
            yield standard_book(), (plugin,)
    for book in sample_books(200_000 + number, RANDOM_BOOKS, as_of=as_of):
        yield book, ()


@contextmanager
def _imported(name: str) -> Iterator[Plugin]:
    module = name.replace("-", "_")
    folder = str(POLICIES / name / "src")
    sys.path.insert(0, folder)
    try:
        yield read_plugin(import_module(f"{module}.policy"), name)
    finally:
        sys.path.remove(folder)
        for each in [each for each in sys.modules if each.partition(".")[0] == module]:
            del sys.modules[each]
