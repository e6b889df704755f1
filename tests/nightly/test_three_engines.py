"""So many cases as are asked for: `pytest tests/nightly --nightly 1000000`."""

from __future__ import annotations

import pytest

from tests.differential.agreement import needs_durable
from tests.nightly.three_engines import BOOKS, DEBTORS, compare_pool

SHARDS = 2


@needs_durable
@pytest.mark.parametrize("shard", range(SHARDS))
def test_durable_plain_and_columns_agree(shard: int, nightly: int) -> None:
    compared, number = 0, shard
    while (left := nightly // SHARDS - compared) > 0:
        compared += compare_pool(number, min(DEBTORS, -(-left // BOOKS)))
        number += SHARDS
    print(f"shard {shard}: {compared} cases, 0 mismatches")  # noqa: T201 - the figure is real: shown with `pytest -rP`
