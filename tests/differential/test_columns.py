"""The columns engine finds what the plain engine finds, under random books and the standard one."""

from __future__ import annotations

import pytest

from dunning_rules.models import ExchangeRate
from dunning_rules.testing import sample_books, sample_cases
from dunning_rules.testing.choices import SeededChoices
from dunning_rules.testing.make_parties import make_rates
from dunning_rules.tips import standard_book
from tests.differential.bulk import CURRENCIES, MOMENTS, SHARDS
from tests.differential.columns_agreement import differences

BOOKS = 32
CASES = 200
"""Cases under each book: 51,200 in all."""


@pytest.mark.parametrize("shard", range(SHARDS))
def test_random_books_and_cases(shard: int) -> None:
    as_of, currencies = MOMENTS[shard], CURRENCIES[shard]
    rates: tuple[ExchangeRate, ...] = make_rates(SeededChoices(shard), currencies, as_of)
    pool = list(sample_cases(4000 + shard, 2 * CASES, as_of=as_of, currencies=currencies))
    compared, found = differences(standard_book(), pool, as_of, rates)
    for number, book in enumerate(sample_books(5000 + shard, BOOKS, as_of=as_of)):
        start = number * 50 % CASES
        more, differing = differences(book, pool[start : start + CASES], as_of, rates)
        compared += more
        found += differing
    assert compared == BOOKS * CASES + 2 * CASES
    assert found == []
