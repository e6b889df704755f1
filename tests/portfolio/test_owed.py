"""Who is owed what stands in a nested case table."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from dunning_rules.errors import LedgerError
from dunning_rules.models import Creditor
from dunning_rules.portfolio.owed import creditor_of, currencies_of, keep_creditor


def test_a_creditor_is_kept_and_read_again(tmp_path: Path) -> None:
    us = Creditor(id="us", currency="GBP", country="GB", is_group=True)
    assert creditor_of(tmp_path) is None
    keep_creditor(tmp_path, us)
    assert creditor_of(tmp_path) == us
    (tmp_path / "creditor.json").write_bytes(b"\xff")
    with pytest.raises(LedgerError, match=r"`creditor\.json` is no creditor"):
        creditor_of(tmp_path)


def test_currencies_of_all_records(tmp_path: Path) -> None:
    rows = {
        "id": ["a", "b"],
        "invoices": [[{"currency": "EUR"}, {"currency": None}], []],
        "visits": [[{"currency": "USD"}], None],
        "contacts": [[{"id": "c"}], None],
        "events": [None, None],
    }
    pl.DataFrame(rows).write_parquet(tmp_path / "a.parquet")
    pl.DataFrame({"id": ["c"]}).write_ipc(tmp_path / "b.arrow")
    assert currencies_of(tmp_path) == {"EUR", "USD"}
    (tmp_path / "c.parquet").write_bytes(b"no parquet")
    with pytest.raises(LedgerError, match="cannot be read"):
        currencies_of(tmp_path)
