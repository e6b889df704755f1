"""Random rule books, random cases: both engines find and report the same. Half of the shards; the others stand in a file of their own."""

from __future__ import annotations

import pytest

from tests.differential.agreement import needs_durable
from tests.differential.bulk import SHARDS, check_shard


@needs_durable
@pytest.mark.parametrize("shard", range(0, SHARDS, 2))
def test_the_engines_agree_on_random_books(shard: int) -> None:
    check_shard(shard)
