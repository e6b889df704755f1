"""Rejects and counts."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter

from dunning_rules.errors import LedgerError
from dunning_rules.rejects import Counts, Reject


def test_rows_that_add_up() -> None:
    assert Counts(read=3, accepted=2, rejected=1).accepted == 2


@pytest.mark.parametrize(("read", "accepted", "rejected"), [(3, 1, 1), (0, 1, -1), (-1, 0, -1)])
def test_rows_that_do_not_add_up(read: int, accepted: int, rejected: int) -> None:
    with pytest.raises(LedgerError, match="do not add up"):
        Counts(read=read, accepted=accepted, rejected=rejected)


def test_both_survive_json() -> None:
    value = (Reject("a.csv", 2, "invoices", "id", "7", "`id` is not text", "write it in quotes"), Counts(2, 1, 1))
    adapter = TypeAdapter(tuple[Reject, Counts])

    assert adapter.validate_json(adapter.dump_json(value)) == value
