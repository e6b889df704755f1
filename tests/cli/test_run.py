"""`run` over ledgers."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import Dunning

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT.parent / "shared" / "data" / "receivables-2466.csv"
MAP = ROOT / "examples" / "maps" / "late-payment-histories.toml"
AS_OF = ("--as-of", "2026-07-15")


def test_a_ledger(dunning: Dunning, ledger: Path) -> None:
    result = dunning("run", ledger, *AS_OF, columns=200)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "What to do, as of 2026-07-15 23:59 UTC (debtors: 2)" in result.stdout
    assert "D1 Alder & Söhne" in result.stdout
    assert "D2 北京铁锅商行" in result.stdout
    assert "2026-07-16 15:30–18:00" in result.stdout
    assert "(invoice R-D1)" in result.stdout


def test_the_moment_is_required(dunning: Dunning, ledger: Path) -> None:
    result = dunning("run", ledger)
    assert result.exit_code == 2
    assert result.stderr == (
        "error: `--as-of` is missing\n  help: give the day for which you ask, e.g. `--as-of 2026-07-15`: its end is meant\n"
    )


def test_rejects_are_told_and_leave_with_3(dunning: Dunning, ledger_with_rejects: Path) -> None:
    result = dunning("run", ledger_with_rejects, *AS_OF)
    assert result.exit_code == 3
    assert "(debtors: 1)" in result.stdout
    assert "rows that could not be used: 12; `--format json` lists them under `rejects`\n" in result.stdout
    lines = result.stderr.splitlines()
    assert lines[0] == "could not be used: 12"
    assert lines[1].startswith("  mixed.jsonl:2 ")
    assert ", and 2 more: `due_on` is before `issued_on` (help: swap or correct the dates)" in lines[1]
    assert lines[-1] == "  `--format json` lists each of them under `rejects`"
    assert len(lines) == 10


def test_one_reject_needs_no_list(dunning: Dunning, tmp_path: Path, case_line: Callable[..., str]) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(case_line("D1") + "nonsense\n", encoding="utf-8")
    lines = dunning("run", path, *AS_OF).stderr.splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("  ledger.jsonl:2: ")


def test_json_holds_all_rejects(dunning: Dunning, ledger_with_rejects: Path) -> None:
    result = dunning("run", ledger_with_rejects, *AS_OF, "--format", "json")
    assert result.exit_code == 3
    report = json.loads(result.stdout)
    assert len(report["rejects"]) == 12
    assert report["rows"] == {"read": 13, "accepted": 1, "rejected": 12}


def test_csv_is_safe_in_a_spreadsheet(dunning: Dunning, tmp_path: Path, case_line: Callable[..., str]) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(case_line("D1", '=HYPERLINK("x"),\n"y"'), encoding="utf-8")
    result = dunning("run", path, *AS_OF, "--format", "csv")
    assert result.exit_code == 0
    assert result.stdout_bytes.startswith(b"\xef\xbb\xbfnumber,urgency,debtor_id,")
    assert b"\r\n" in result.stdout_bytes
    rows = list(csv.DictReader(StringIO(result.stdout_bytes.decode("utf-8-sig"), newline="")))
    assert [row["number"] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    assert {row["debtor_name"] for row in rows} == {'\'=HYPERLINK("x"),\n"y"'}
    call = next(row for row in rows if row["channel"] == "call")
    assert (call["window_on"], call["window_start"]) == ("2026-07-16", "15:30")
    assert call["amount"] == "1200.00"
    assert call["demands_payment"] == "true"
    assert call["invoice_id"] == ""


def test_nothing_to_do(dunning: Dunning, tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.write_text("", encoding="utf-8")
    result = dunning("run", path, *AS_OF, "--engine", "plain")
    assert result.exit_code == 0
    assert result.stdout.startswith("What to do, as of 2026-07-15 23:59 UTC (debtors: 0)\n\nNothing is to be done.\n")


def test_what_steers_a_terminal_is_not_shown(dunning: Dunning, tmp_path: Path, case_line: Callable[..., str]) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(case_line("D1", "Evil\x1b[2J\u202e [bold]Ltd"), encoding="utf-8")
    out = dunning("run", path, *AS_OF).stdout
    assert "Evil\ufffd[2J\ufffd [bold]Ltd" in out
    assert "\x1b" not in out


def test_a_missing_file(dunning: Dunning, tmp_path: Path) -> None:
    result = dunning("run", tmp_path / "nothing.csv", *AS_OF)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("error: `")
    assert "  help: " in result.stderr


def test_a_moment_with_its_own_offset(dunning: Dunning, ledger: Path) -> None:
    result = dunning("run", ledger, "--as-of", "2026-07-15T08:00+02:00", "--format", "json")
    report = json.loads(result.stdout)
    assert report["as_of"] == "2026-07-15T08:00:00+02:00"
    assert {each["window"]["on"] for each in report["recommendations"] if each["window"]} == {"2026-07-15"}


def test_the_end_of_the_day_is_in_the_zone(dunning: Dunning, ledger: Path) -> None:
    result = dunning("run", ledger, *AS_OF, "--timezone", "Asia/Shanghai", "--format", "json")
    assert json.loads(result.stdout)["as_of"] == "2026-07-15T23:59:59+08:00"


@pytest.mark.skipif(not SAMPLE.is_file(), reason="the sample ledger is not ours to ship, and is not beside this checkout")
class TestSample:
    OPTIONS = (SAMPLE, "--map", MAP, "--as-of", "2013-07-15")

    def test_totals(self, dunning: Dunning) -> None:
        result = dunning("run", *self.OPTIONS, "--format", "json")
        assert result.exit_code == 0
        report = json.loads(result.stdout)
        assert report["totals"] == {
            "currency": "USD",
            "debtors": 100,
            "overdue_debtors": 9,
            "open_invoices": 82,
            "overdue_invoices": 10,
            "open_amount": "4643.10",
            "overdue_amount": "697.10",
        }
        assert report["rejects"] == []
        treated = [each["debtor_id"] for each in report["recommendations"] if each["action"] == "APPLY_CLASS_TREATMENT"]
        assert len(treated) == len(set(treated)) == 9

    def test_table(self, dunning: Dunning) -> None:
        out = dunning("run", *self.OPTIONS).stdout
        assert "open     USD 4,643.10  invoices: 82\noverdue    USD 697.10  invoices: 10  debtors: 9\n" in out
        assert "2013-07-16 15:30–18:00" in out

    def test_a_folder_takes_no_map(self, dunning: Dunning, tmp_path: Path) -> None:
        result = dunning("run", tmp_path, "--map", MAP, *AS_OF)
        assert result.exit_code == 1
        assert "a column map is for one flat file" in result.stderr
