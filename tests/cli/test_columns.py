"""`run` in columns: the same output, and which ledgers get it."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from dunning_rules.cli import columns
from dunning_rules.portfolio.nested import nest
from tests.cli.conftest import Dunning

AS_OF = ("--as-of", "2026-07-15")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger of three debtors as a folder of tables, with two rows that cannot be used."""
    path = tmp_path / "ledger"
    path.mkdir()
    (path / "creditor.csv").write_text("id,currency,country\nus,EUR,DE\n", encoding="utf-8")
    (path / "debtors.csv").write_text(
        "id,name,country,credit_hold\nD1,Alder,DE,yes\n007,北京铁锅商行,CN,\nD3,Cedar,GB,false\n", encoding="utf-8"
    )
    invoices = (
        "id,debtor_id,amount,currency,issued_on,due_on\n"
        "1,D1,12000.00,EUR,2026-05-01,2026-05-31\n2,007, 80 ,EUR,2026-05-01,2026-05-31\n"
        "3,D3,ten,EUR,2026-05-01,2026-05-31\n4,D9,1,EUR,2026-05-01,2026-05-31\n"
    )
    (path / "invoices.csv").write_text(invoices, encoding="utf-8")
    events = "id,debtor_id,at,kind,amount,currency,invoice_id\n1,D1,2026-07-01T10:00:00+02:00,payment,500,EUR,1\n"
    (path / "events.csv").write_text(events, encoding="utf-8")
    return path


def same(dunning: Dunning, *args: object) -> None:
    """The output of a command is the same with every engine."""
    plain, found = (dunning("run", *args, *AS_OF, "--engine", engine) for engine in ("plain", "columns"))
    assert found.exit_code == plain.exit_code
    assert found.stderr == plain.stderr
    if "json" not in args:
        assert found.stdout == plain.stdout
        return
    one, other = json.loads(plain.stdout), json.loads(found.stdout)
    assert other.pop("metadata")["engine"] == "columns"
    one.pop("metadata")
    assert other == one


@pytest.mark.parametrize("args", [(), ("--limit", "1"), ("--format", "json"), ("--format", "csv"), ("--lang", "zh"), ("--currency", "EUR")])
def test_a_folder_of_tables(dunning: Dunning, folder: Path, args: tuple[str, ...]) -> None:
    same(dunning, folder, *args)


def test_a_cell_over_two_lines_is_left_to_the_careful_reader(dunning: Dunning, folder: Path) -> None:
    (folder / "debtors.csv").write_text('id,name\nD1,"Alder\nGmbH"\n007,x\nD3,y\n', encoding="utf-8")
    same(dunning, folder)
    (folder / "debtors.csv").write_bytes(b"id,name\nD1,\xff\n007,x\nD3,y\n")
    same(dunning, folder)


@pytest.mark.parametrize("rows", ["us,EUR\nthem,EUR\n", "us,EUR,extra\n", ""])
def test_what_is_wrong_with_a_creditor_is_told_by_the_careful_reader(dunning: Dunning, folder: Path, rows: str) -> None:
    (folder / "creditor.csv").write_text(f"id,currency\n{rows}", encoding="utf-8")
    same(dunning, folder)


def test_a_row_that_was_cut_off_is_rejected(dunning: Dunning, folder: Path) -> None:
    block = '"{""reason"": ""disputed""}"'
    (folder / "debtors.csv").write_text(f"id,country,dunning_block\nD1,DE\n007,CN,{block}\nD3,GB,{block}\n", encoding="utf-8")
    same(dunning, folder)
    same(dunning, folder, "--format", "json")


def test_a_file_of_cases(dunning: Dunning, ledger: Path, ledger_with_rejects: Path) -> None:
    same(dunning, ledger)
    same(dunning, ledger_with_rejects, "--format", "json")


def test_cases_of_several_creditors_are_asked_one_by_one(dunning: Dunning) -> None:
    plain, found = (json.loads(dunning("demo", "--engine", engine, "--format", "json").stdout) for engine in ("plain", "columns"))
    # which engine asks one by one is said in the metadata
    assert found | {"metadata": None} == plain | {"metadata": None}


def test_parquet_in_and_out(dunning: Dunning, folder: Path, tmp_path: Path) -> None:
    tables = {name: pl.read_csv(folder / f"{name}.csv", infer_schema=False) for name in ("debtors", "events")}
    tables["debtors"] = tables["debtors"].drop("credit_hold")
    tables["invoices"] = pl.read_csv(folder / "invoices.csv", infer_schema=False).filter(pl.col("id").is_in(["1", "2"]))
    source = tmp_path / "cases"
    source.mkdir()
    nested = nest(tables)
    nested.head(2).write_parquet(source / "a.parquet")
    nested.tail(1).write_ipc(source / "b.arrow")
    output = tmp_path / "worklist.parquet"
    result = dunning("run", source, *AS_OF, "--currency", "EUR", "-o", output)
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"recommendations to {output}" in result.stderr
    assert set(pl.read_parquet(output)["debtor_id"]) == {"D1", "007"}
    one = tmp_path / "one.parquet"
    nested.head(1).write_parquet(one)
    assert "D1 Alder" in dunning("run", one, *AS_OF, columns=200).stdout
    for name, table in tables.items():
        table.write_parquet(source / f"{name}.parquet")
    (source / "a.parquet").unlink()
    (source / "b.arrow").unlink()
    assert "D1 Alder" in dunning("run", source, *AS_OF, columns=200).stdout


def test_large_folders_get_it_by_themselves(folder: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not columns.is_for_columns(folder, None)
    monkeypatch.setattr(columns, "LARGE", 10)
    assert columns.is_for_columns(folder, None)
    assert not columns.is_for_columns(folder, "plain")
    assert not columns.is_for_columns(ledger, None)
    assert not columns.is_for_columns(None, None)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("creditor.csv", "id,currency\nus,EURO\n", "the creditor cannot be read"),
        ("debtors.csv", "id,nam\nD1,x\n", "the column `nam` is not known"),
        ("debtor.csv", "id\nD1\n", "`debtor.csv` is not a table of a ledger"),
    ],
)
def test_what_cannot_be_read_at_all(dunning: Dunning, folder: Path, name: str, text: str, message: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    result = dunning("run", folder, *AS_OF, "--engine", "columns")
    assert result.exit_code == 1
    assert message in result.stderr


def test_other_engines_write_no_parquet_and_a_bad_file_is_named(dunning: Dunning, folder: Path, tmp_path: Path) -> None:
    result = dunning("run", folder, *AS_OF, "--engine", "plain", "-o", tmp_path / "w.parquet")
    assert result.exit_code == 2
    assert "only the engine `columns` writes Parquet" in result.stderr
    bad = tmp_path / "bad.parquet"
    bad.write_bytes(b"nothing")
    result = dunning("run", bad, *AS_OF)
    assert result.exit_code == 1
    assert "`bad.parquet` cannot be read" in result.stderr


def test_without_a_creditor_the_only_currency_is_taken(dunning: Dunning, folder: Path) -> None:
    (folder / "creditor.csv").unlink()
    same(dunning, folder)
