"""`nest` and `stream`: what `run` says, part by part."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from dunning_rules.io import spread
from tests.cli.conftest import Dunning

AS_OF = ("--as-of", "2026-07-15")
DEBTORS = "id,name,country\n" + "".join(f"D{number},Firm {number},DE\n" for number in range(1, 8))
INVOICES = (
    "id,debtor_id,amount,currency,issued_on,due_on\n"
    + "".join(f"{number},D{number},{number}000.00,EUR,2026-05-01,2026-05-31\n" for number in range(1, 8))
    + "8,D3,ten,EUR,2026-05-01,2026-05-31\n9,D9,1,EUR,2026-05-01,2026-05-31\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger of seven debtors as a folder of tables, with two rows that cannot be used."""
    path = tmp_path / "ledger"
    path.mkdir()
    (path / "creditor.csv").write_text("id,currency,country\nus,EUR,DE\n", encoding="utf-8")
    (path / "debtors.csv").write_text(DEBTORS, encoding="utf-8")
    (path / "invoices.csv").write_text(INVOICES, encoding="utf-8")
    return path


def test_the_worklist_is_that_of_run(dunning: Dunning, folder: Path, tmp_path: Path) -> None:
    nested = dunning("nest", folder, "-o", tmp_path / "cases", "--size", "3")
    assert nested.exit_code == 3
    assert "wrote 7 debtors in 3 parts" in nested.stderr
    assert "rows read 17, accepted 15, rejected 2" in nested.stderr
    lines = (tmp_path / "cases" / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    assert [(each["file"], each["line"]) for each in map(json.loads, lines)] == [("invoices.csv", 9), ("invoices.csv", 10)]
    assert not list(tmp_path.glob(".*"))
    for wish in ([], ["--limit", "0", "--lang", "zh", "--param", "cadence_bad=3"]):
        output = tmp_path / f"found{len(list(tmp_path.iterdir()))}"  # of two, so far: the ledger and the cases
        found = dunning("stream", tmp_path / "cases", *AS_OF, "-o", output, *wish, columns=300)
        assert found.exit_code == 0
        assert "rows read 14, accepted 14, rejected 0; debtors read 7, accepted 7, rejected 0" in found.stderr
        whole = dunning("run", tmp_path / "cases", *AS_OF, *wish, columns=300)
        one, other = (
            re.sub(r"(?:[0-9]+ more:|另有)(?s:.)*?(?:spreadsheet|file for each part)\n", "", each.stdout) for each in (found, whole)
        )
        assert one == other
        assert ("found2/recommendations holds them all" in " ".join(found.stdout.split())) == (not wish)
        table = pl.read_parquet(output / "recommendations" / "*.parquet")
        assert f"wrote {table.height} recommendations" in found.stderr


def test_it_goes_on_where_it_was_interrupted(dunning: Dunning, folder: Path, tmp_path: Path) -> None:
    dunning("nest", folder, "-o", tmp_path / "cases", "--size", "5")
    command = ("stream", tmp_path / "cases", *AS_OF, "-o", tmp_path / "found")
    whole = dunning(*command)
    kept = tmp_path / "found" / "recommendations" / "000000.parquet"
    before = kept.stat().st_mtime_ns
    (tmp_path / "found" / "done" / "000001.json").unlink()
    assert dunning(*command).stdout == whole.stdout
    assert kept.stat().st_mtime_ns == before
    other = dunning(*command, "--param", "cadence_bad=3")
    assert other.exit_code == 1
    assert "the folder holds another run: its `policy`" in other.stderr


def test_rejected_cases_leave_with_their_code(dunning: Dunning, folder: Path, tmp_path: Path) -> None:
    dunning("nest", folder, "-o", tmp_path / "cases", "--size", "3")
    part = tmp_path / "cases" / "part-000000.parquet"
    table = pl.read_parquet(part)
    pl.concat([table, table.head(1)]).write_parquet(part)
    found = dunning("stream", tmp_path / "cases", *AS_OF, "-o", tmp_path / "found")
    assert found.exit_code == 3
    assert "occurs twice" in found.stderr
    assert "rows read 16, accepted 14, rejected 2; debtors read 7, accepted 7, rejected 0" in found.stderr


def test_parquet_tables_and_other_ledgers(dunning: Dunning, folder: Path, tmp_path: Path, ledger: Path) -> None:
    columnar = tmp_path / "columnar"
    columnar.mkdir()
    for name in ("debtors", "invoices"):
        pl.read_csv(folder / f"{name}.csv", infer_schema=False).write_parquet(columnar / f"{name}.parquet")
    assert dunning("nest", columnar, "-o", tmp_path / "a").exit_code == 3
    assert json.loads((tmp_path / "a" / "creditor.json").read_text(encoding="utf-8")) == {"id": "creditor", "currency": "EUR"}
    assert "wrote 2 debtors in 2 parts" in dunning("nest", ledger, "-o", tmp_path / "b", "--size", "1").stderr
    (folder / "debtors.csv").write_text(DEBTORS.replace("Firm 1", '"Firm\n1"'), encoding="utf-8")
    assert dunning("nest", folder, "-o", tmp_path / "c").exit_code == 3
    one, other = (dunning("stream", tmp_path / name, *AS_OF, "-o", tmp_path / f"found-{name}").stdout for name in "ac")
    assert [line for line in other.splitlines() if "D7" in line] == [line for line in one.splitlines() if "D7" in line] != []


def test_without_a_creditor_the_only_currency_is_taken(dunning: Dunning, folder: Path, tmp_path: Path) -> None:
    dunning("nest", folder, "-o", tmp_path / "cases")
    (tmp_path / "cases" / "creditor.json").unlink()
    one, other = (
        dunning("stream", tmp_path / "cases", *AS_OF, "-o", tmp_path / str(len(wish)), *wish) for wish in ([], ["--currency", "EUR"])
    )
    assert one.stdout.split(" more:")[0] == other.stdout.split(" more:")[0] != ""
    (tmp_path / "cases" / "creditor.json").write_text("{}", encoding="utf-8")
    assert "`creditor.json` is no creditor" in dunning("stream", tmp_path / "cases", *AS_OF, "-o", tmp_path / "d").stderr


def test_batches_of_a_large_csv_file_are_one_table(dunning: Dunning, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "invoices.csv").write_text(INVOICES.removesuffix("\n"), encoding="utf-8")
    dunning("nest", folder, "-o", tmp_path / "one")
    monkeypatch.setattr(spread, "_BYTES", 40)
    found = dunning("nest", folder, "-o", tmp_path / "other")
    assert found.exit_code == 3
    name = "part-000000.parquet"
    assert pl.read_parquet(tmp_path / "one" / name).equals(pl.read_parquet(tmp_path / "other" / name))
    assert "invoices.csv:10" in found.stderr


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda path: (path / "creditor.csv").write_text("id,currency\nus,EURO\n", encoding="utf-8"), "the creditor cannot be read"),
        (lambda path: (path / "debtors.csv").write_text("id,nam\nD1,x\n", encoding="utf-8"), "the column `nam` is not known"),
        (lambda path: (path / "debtors.csv").unlink(), "there is nothing to write"),
    ],
)
def test_what_cannot_be_nested(dunning: Dunning, folder: Path, tmp_path: Path, change: Callable[[Path], object], message: str) -> None:
    change(folder)
    found = dunning("nest", folder, "-o", tmp_path / "cases")
    assert found.exit_code == 1
    assert message in found.stderr
    assert not (tmp_path / "cases").exists()


def test_folders_that_cannot_be_written(dunning: Dunning, folder: Path, tmp_path: Path) -> None:
    assert "holds something already" in dunning("nest", folder, "-o", folder).stderr
    assert "is a file" in dunning("nest", folder, "-o", folder / "debtors.csv").stderr
    assert "does not exist" in dunning("nest", folder, "-o", tmp_path / "a" / "b").stderr
    assert "does not exist" in dunning("stream", tmp_path / "no", *AS_OF, "-o", tmp_path / "found").stderr
    assert "has no column `id`" not in dunning("nest", folder, "-o", tmp_path / "cases", "--currency", "EUR").stderr
    assert "`--as-of` is missing" in dunning("stream", tmp_path / "cases", "-o", tmp_path / "found").stderr
    (tmp_path / "empty").mkdir()
    assert dunning("nest", folder, "-o", tmp_path / "empty").exit_code == 3


def test_several_creditors_make_no_nested_case_table(dunning: Dunning, tmp_path: Path, case_line: Callable[..., str]) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(case_line("D1") + case_line("D2").replace('"us"', '"them"'), encoding="utf-8")
    assert "several creditors" in dunning("nest", path, "-o", tmp_path / "cases").stderr


def test_a_full_disk_is_told(dunning: Dunning, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dunning("nest", folder, "-o", tmp_path / "cases")

    def full(*_args: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_parquet", full)
    for command in (("nest", folder, "-o", tmp_path / "a"), ("stream", tmp_path / "cases", *AS_OF, "-o", tmp_path / "b")):
        found = dunning(*command)
        assert found.exit_code == 1
        assert "cannot be written: No space left on device" in found.stderr
    assert not list(tmp_path.glob(".a*"))
    assert not list((tmp_path / "b").rglob("*.part"))


def test_columnar_tables_without_debtors(dunning: Dunning, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    pl.DataFrame({"id": ["1"]}).write_parquet(tmp_path / "tables" / "invoices.parquet")
    assert "there is no table `debtors`" in dunning("nest", tmp_path / "tables", "-o", tmp_path / "cases").stderr
