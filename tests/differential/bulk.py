"""The bulk part: many random books and cases from fixed seeds, in shards that may run side by side."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from dunning_rules.models import ExchangeRate
from dunning_rules.testing import sample_books, sample_cases
from dunning_rules.testing.choices import SeededChoices
from dunning_rules.testing.make_parties import make_rates
from tests.differential.agreement import Tally, compare

SHARDS = 8
BOOKS = 256
CASES = 25
"""Cases under each book."""
_POOL = 400
_BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = (
    datetime(2026, 7, 15, 12, tzinfo=_BERLIN),
    datetime(2026, 10, 25, 2, 30, tzinfo=_BERLIN, fold=1),
    datetime(2028, 2, 29, 23, 59, 59, 999_999, tzinfo=UTC),
    datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")),
    datetime(2026, 7, 15, 12, tzinfo=_BERLIN),
    datetime(2027, 3, 28, 1, 59, tzinfo=_BERLIN),
    datetime(2026, 12, 31, 23, tzinfo=timezone(timedelta(hours=-11))),
    datetime(2026, 7, 15, 12, tzinfo=_BERLIN),
)
CURRENCIES = (("EUR",), ("EUR", "JPY"), ("CNY",), ("CNY", "USD", "KWD"), ("JPY",), ("EUR",), ("KWD",), ("USD", "EUR"))


def run_shard(shard: int, books: int = BOOKS) -> Tally:
    """Compare the engines over the books of one shard, each with the next cases of its pool."""
    as_of, currencies = MOMENTS[shard], CURRENCIES[shard]
    rates: tuple[ExchangeRate, ...] = make_rates(SeededChoices(shard), currencies, as_of)
    pool = list(sample_cases(1000 + shard, _POOL, as_of=as_of, currencies=currencies))
    tally = Tally()
    for number, book in enumerate(sample_books(2000 + shard, books, as_of=as_of)):
        start = number * CASES % _POOL
        tally += compare(book, pool[start : start + CASES], as_of, rates)
    return tally


def check_shard(shard: int) -> None:
    """Run a shard, print its figures, and hold it to what it promises."""
    tally = run_shard(shard)
    print(f"shard {shard}: {tally}")  # noqa: T201 - the figures are real: shown with `pytest -rP`
    assert not tally.mismatches, str(tally)
    assert (tally.books, tally.cases) == (BOOKS, BOOKS * CASES)
    # the engines agree on something, not on nothing
    assert tally.found > 2 * tally.cases
    assert tally.fired > 2 * tally.books
