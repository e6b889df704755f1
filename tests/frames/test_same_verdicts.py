"""Of each row, tables in columns say what the reader of a ledger says: accepted or rejected, for which reason, and what follows from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest

from dunning_rules.frames.check import Portfolio, check_tables
from dunning_rules.frames.convert import cases_of
from dunning_rules.frames.tables import DECIMALS, TABLES
from dunning_rules.io import Ledger, read_ledger
from dunning_rules.io.table_frames import read_table_frames
from dunning_rules.models import Case, Creditor
from dunning_rules.rows.currencies import Currencies
from dunning_rules.testing import sample_cases
from tests.differential.bulk import MOMENTS
from tests.frames.damaged import Rows, as_csv, damage_bytes, damage_cells, rows_of

_US = Creditor(id="us", currency="EUR")
_CONVERTIBLE = ("JPY", "USD")


def tables_with_damage(seed: int, times: int) -> tuple[Rows, Random]:
    random = Random(seed)  # noqa: S311 - no secret
    cases = {case.debtor.id: case for case in sample_cases(seed, 8, as_of=MOMENTS[1], currencies=("EUR", "JPY"))}
    tables = rows_of([*cases.values()], random)
    damage_cells(tables, random, times)
    return tables, random


def in_columns(folder: Path) -> Portfolio | None:
    """The folder read at once; `None` where that is left to the careful reader."""
    found = read_table_frames(folder)
    if found is None:
        return None
    currencies = Currencies(_CONVERTIBLE, _US.currency)
    return check_tables(found.tables, currencies, as_text=found.as_text, files=found.files)


def assert_same(ledger: Ledger, portfolio: Portfolio) -> None:
    assert sorted(portfolio.rejects, key=lambda each: (each.file, each.line or 0)) == list(ledger.rejects)
    assert portfolio.counts == ledger.counts
    found = cases_of(portfolio.tables, range(portfolio.tables["debtors"].height), _US)
    assert [plain(case) for case in found] == [plain(case) for case in ledger.cases]


def plain(case: Case) -> dict[str, Any]:
    """A case with its records by id and its moments as such; its numbers as far as tables keep them."""
    found = _plain(case.model_dump())
    for records in (found["invoices"], found["visits"], found["events"], found["debtor"]["contacts"]):
        records.sort(key=lambda each: each["id"])
    return dict(found)


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a record holds
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, datetime):
        return value.timestamp()
    return round(value, DECIMALS) if isinstance(value, Decimal) else value


@pytest.mark.parametrize("shard", range(6))
def test_of_cells_that_are_wrong(tmp_path: Path, shard: int) -> None:
    rejected = compared = 0
    for seed in range(12 * shard, 12 * shard + 12):
        tables, random = tables_with_damage(seed, 6)
        folder = tmp_path / str(seed)
        folder.mkdir()
        for name, rows in tables.items():
            if rows:
                (folder / f"{name}.csv").write_bytes(as_csv(rows, random))
        portfolio = in_columns(folder)
        if portfolio is not None:
            ledger = read_ledger(folder, creditor=_US, convertible=_CONVERTIBLE)
            assert_same(ledger, portfolio)
            rejected += ledger.counts.rejected
            compared += ledger.counts.read
    assert compared > 500
    assert rejected > 50


@pytest.mark.parametrize("shard", range(2))
def test_of_bytes_that_are_wrong(tmp_path: Path, shard: int) -> None:
    compared = 0
    for seed in range(30 * shard, 30 * shard + 30):
        tables, random = tables_with_damage(seed, 0)
        folder = tmp_path / str(seed)
        folder.mkdir()
        contents = {name: as_csv(rows, random) for name, rows in tables.items() if rows}
        hit = random.choice([*contents])
        for name, content in contents.items():
            (folder / f"{name}.csv").write_bytes(damage_bytes(content, random) if name == hit else content)
        portfolio = in_columns(folder)
        if portfolio is not None:
            assert_same(read_ledger(folder, creditor=_US, convertible=_CONVERTIBLE), portfolio)
            compared += 1
    assert compared > 3


@pytest.mark.parametrize("shard", range(3))
def test_of_typed_columns(tmp_path: Path, shard: int) -> None:
    """The same values as typed frames and as JSON, from which the ledger is read."""
    rejected = compared = 0
    for seed in range(8 * shard, 8 * shard + 8):
        tables, random = tables_with_damage(100 + seed, 4)
        frames = {name: _typed(name, rows, random) for name, rows in tables.items() if rows}
        folder = tmp_path / str(seed)
        folder.mkdir()
        for name, frame in frames.items():
            lines = [json.dumps({key: _as_json(value) for key, value in row.items() if value is not None}) for row in frame.to_dicts()]
            (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        ledger = read_ledger(folder, creditor=_US, convertible=_CONVERTIBLE)
        portfolio = check_tables(frames, Currencies(_CONVERTIBLE, "EUR"), files={name: f"{name}.jsonl" for name in frames})
        assert_same(ledger, portfolio)
        rejected += ledger.counts.rejected
        compared += ledger.counts.read
    assert compared > 300
    assert rejected > 20


_MOMENT = pl.col("@").str.to_datetime("%+", time_unit="us", time_zone="UTC", strict=False)
_AS: Mapping[str, tuple[pl.Expr, ...]] = {
    "number": (pl.col("@"), pl.col("@").cast(pl.Decimal(38, 10), strict=False), pl.col("@").cast(pl.Decimal(20, 2), strict=False)),
    "date": (pl.col("@"), pl.col("@").str.to_date("%Y-%m-%d", strict=False)),
    "moment": (pl.col("@"), _MOMENT, _MOMENT.dt.convert_time_zone("Asia/Kathmandu"), _MOMENT.cast(pl.Datetime("ms", "Europe/Berlin"))),
    "flag": (pl.col("@").replace_strict({"true": True, "false": False}, default=None, return_dtype=pl.Boolean),),
    "count": (pl.col("@").cast(pl.Int64, strict=False), pl.col("@").cast(pl.Int64, strict=False).cast(pl.UInt8, strict=False)),
    "text": (pl.col("@"), pl.col("@").cast(pl.Categorical)),
}
"""What the text of a cell may be given as."""


def _typed(table: str, rows: list[dict[str, str]], random: Random) -> pl.DataFrame:
    """Rows as a frame; attributes are left out, which JSON has in no columns of their own."""
    found = []
    for name, column in TABLES[table].columns.items():
        cells = [row.get(name) or None for row in rows]
        if name == "attributes" or not any(cells):
            continue
        if column.kind == "json":
            made = pl.Series(name, [None if each is None else _object(each) for each in cells], strict=False)
            if made.dtype.is_nested():
                found.append(made)
        else:
            given = pl.DataFrame({"@": pl.Series(cells, dtype=pl.String)})
            found.append(given.select(random.choice(_AS[column.kind]).alias(name)).to_series())
    return pl.DataFrame(found)


def _object(text: str) -> object:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, list | dict) else None


def _as_json(value: object) -> object:
    if isinstance(value, dict):
        return {name: _as_json(each) for name, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_as_json(each) for each in value]
    if isinstance(value, Decimal):
        return str(value)
    return value if isinstance(value, str | bool | int) else value.isoformat()  # type: ignore[attr-defined] # days and moments
