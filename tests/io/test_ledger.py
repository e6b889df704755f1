"""Ledgers of any shape."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dunning_rules.errors import LedgerError
from dunning_rules.io import ColumnMap, read_ledger
from dunning_rules.models import Creditor

Write = Callable[[str, str | bytes], Path]

OWN = "debtor_id,id,amount,currency,issued_on,due_on\n"
MAP = ColumnMap.model_validate({"invoice": {name: name for name in OWN.strip().split(",")}})


@pytest.mark.parametrize("name", ["ledger.xlsx", "ledger"])
def test_a_file_of_another_kind(write: Write, name: str) -> None:
    with pytest.raises(LedgerError, match="is no ledger"):
        read_ledger(write(name, ""))


def test_a_folder_has_no_column_map(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="for one flat file"):
        read_ledger(tmp_path, column_map=MAP)


def test_the_suffix_may_be_in_capitals(write: Write, case_line: Callable[..., str]) -> None:
    assert read_ledger(write("CASES.JSONL", case_line())).counts.accepted == 1
    assert read_ledger(write("OPEN.CSV", OWN)).counts.read == 0


def test_a_column_map_makes_any_file_a_flat_one(write: Write) -> None:
    assert read_ledger(write("export.dat", OWN), column_map=MAP).counts.read == 0


def test_progress(write: Write) -> None:
    seen: list[int] = []
    rows = "".join(f"1,{number},5,EUR,2013-01-01,2013-01-31\n" for number in range(2500))
    read_ledger(write("open.csv", OWN + rows), on_progress=seen.append)

    assert seen == [1000, 2000, 2500]


def test_mixed_currencies_are_not_judged_here(write: Write) -> None:
    rows = "1,1,5,EUR,2013-01-01,2013-01-31\n1,2,5,USD,2013-01-01,2013-01-31\n"
    path = write("open.csv", OWN + rows)

    assert read_ledger(path, creditor=Creditor(id="us", currency="EUR")).counts.accepted == 2
    with pytest.raises(LedgerError, match=r"several currencies \(`EUR`, `USD`\)"):
        read_ledger(path)


def test_a_path_may_be_text(write: Write, case_line: Callable[..., str]) -> None:
    path = write("cases.jsonl", case_line())

    assert read_ledger(str(path)) == read_ledger(path)
