"""The public sample ledger, where it is beside the checkout."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from dunning_rules.io import Ledger, read_column_map, read_ledger
from dunning_rules.models import Invoice
from dunning_rules.rejects import Counts

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT.parent / "shared" / "data" / "receivables-2466.csv"
MAP = ROOT / "examples" / "maps" / "late-payment-histories.toml"


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    if not SAMPLE.is_file():
        pytest.skip("the sample ledger is not ours to ship, and is not beside this checkout")
    return read_ledger(SAMPLE, column_map=read_column_map(MAP))


def test_every_row_is_accepted(ledger: Ledger) -> None:
    assert ledger.counts == Counts(read=2466, accepted=2466, rejected=0)
    assert ledger.rejects == ()
    assert len(ledger.cases) == 100


def test_open_items_of_a_day_in_between(ledger: Ledger) -> None:
    as_of = datetime(2013, 7, 15, tzinfo=UTC)
    open_items: list[Invoice] = []
    for case in ledger.cases:
        paid = {event.id for event in case.events if event.at <= as_of}
        open_items += [each for each in case.invoices if each.issued_on <= as_of.date() and f"{each.id}:settled" not in paid]
    past_due = [each for each in open_items if each.due_on < as_of.date()]

    assert (len(open_items), sum(each.amount for each in open_items)) == (82, Decimal("4643.10"))
    assert (len(past_due), sum(each.amount for each in past_due)) == (10, Decimal("697.10"))


def test_it_is_read_fast(ledger: Ledger) -> None:
    begin = time.perf_counter()
    again = read_ledger(SAMPLE, column_map=read_column_map(MAP))

    assert time.perf_counter() - begin < 5
    assert again == ledger
