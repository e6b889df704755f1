"""`backtest` on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Dunning

LEDGER = """id,debtor_id,amount,currency,issued_on,due_on,settled_on
1,A,100.00,EUR,2026-01-01,2026-01-31,2026-03-15
2,A,50.00,EUR,2026-02-01,2026-03-01,2026-03-20
3,B,900.00,EUR,2026-02-01,2026-03-03,2026-03-02
4,C,20.00,EUR,2026-01-15,2026-02-10,2026-04-01
"""
MAP = """[creditor]
id = "us"
currency = "EUR"
[invoice]
id = "id"
debtor_id = "debtor_id"
amount = "amount"
currency = "currency"
issued_on = "issued_on"
due_on = "due_on"
[payment]
settled_on = "settled_on"
"""


@pytest.fixture
def ledger(tmp_path: Path) -> list[str]:
    (tmp_path / "ledger.csv").write_text(LEDGER, encoding="utf-8")
    (tmp_path / "map.toml").write_text(MAP, encoding="utf-8")
    return [str(tmp_path / "ledger.csv"), "--map", str(tmp_path / "map.toml"), "--engine", "plain"]


SPAN = ("--from", "2026-02-09", "--to", "2026-03-09", "--every", "2w")


def test_the_table(dunning: Dunning, ledger: list[str]) -> None:
    found = dunning("backtest", *ledger, *SPAN)
    assert found.exit_code == 0
    lines = found.stdout.splitlines()
    assert lines[0] == "Replayed from 2026-02-09 to 2026-03-09: 3 days, 2.67 debtors a day"
    assert [line.split("  ")[0] for line in lines[4:8]] == ["worklist", "oldest first", "largest first", "random"]
    assert "collectible" in found.stdout


def test_in_chinese(dunning: Dunning, ledger: list[str]) -> None:
    found = dunning("backtest", *ledger, *SPAN, "--lang", "zh")
    assert "金额优先" in found.stdout
    assert "催收款" in found.stdout


def test_json_and_csv(dunning: Dunning, ledger: list[str]) -> None:
    data = json.loads(dunning("backtest", *ledger, *SPAN, "--format", "json").stdout)
    assert (data["days"], data["currency"], data["late_amount"]) == (3, "EUR", "510.00")
    rows = dunning("backtest", *ledger, *SPAN, "--format", "csv").stdout.splitlines()
    assert rows[0] == "order,top_10,top_20,top_10_by_days,top_20_by_days"
    assert len(rows) == 5


@pytest.mark.parametrize(("name", "begins"), [("b.json", "{"), ("b.csv", "order,"), ("b.txt", "Replayed")])
def test_into_a_file(dunning: Dunning, ledger: list[str], tmp_path: Path, name: str, begins: str) -> None:
    found = dunning("backtest", *ledger, *SPAN, "-o", tmp_path / name)
    assert found.exit_code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
    assert "wrote the backtest of 3 days" in found.stderr


def test_nothing_was_late(dunning: Dunning, ledger: list[str]) -> None:
    found = dunning("backtest", *ledger, "--from", "2026-02-09", "--to", "2026-02-09", "--grace-days", "365")
    assert "worklist" in found.stdout
    assert "—" in found.stdout


def test_months_are_counted_from_the_first_day(dunning: Dunning, ledger: list[str]) -> None:
    found = dunning("backtest", *ledger, "--from", "2026-01-31", "--to", "2026-03-31", "--every", "1m", "--format", "json")
    data = json.loads(found.stdout)
    assert (data["days"], data["first"], data["last"]) == (3, "2026-01-31", "2026-03-31")


def test_from_how_many_days_on_a_payer_is_slow(dunning: Dunning, ledger: list[str]) -> None:
    one, other = (
        json.loads(dunning("backtest", *ledger, *SPAN, "--slow-after-days", days, "--format", "json").stdout)["payer_type"]
        for days in (0, 365)
    )
    assert one["unknown"] == other["unknown"] > 0
    assert other["slow_and_late"] == other["prompt_and_late"] == 0


def test_invoices_without_a_dated_open_amount_are_told(dunning: Dunning, tmp_path: Path, case_line: Callable[..., str]) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(case_line("D1", open_amount="200.00") + case_line("D2"), encoding="utf-8")
    found = dunning("backtest", path, "--from", "2026-06-01", "--to", "2026-06-08")
    assert found.exit_code == 0
    assert "invoices left out: 1; their open amount has no date" in found.stdout


def test_rejects_are_told(dunning: Dunning, ledger: list[str], tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").write_text(f"{LEDGER}5,D,x,EUR,2026-01-15,2026-02-10,\n", encoding="utf-8")
    assert dunning("backtest", *ledger, *SPAN).exit_code == 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--from", "2026-03-09", "--to", "2026-02-09"), "`2026-03-09` is after `2026-02-09`"),
        (("--from", "soon", "--to", "2026-02-09"), "`soon` is neither a day nor a moment"),
        ((*SPAN[:4], "--every", "1y"), "`1y` is not a step"),
        ((*SPAN[:4], "--every", "0w"), "`0w` is not a step"),
        (("--from", "1950-01-01", "--to", "2026-02-09", "--every", "1d"), "more than 5000 moments are too many"),
    ],
)
def test_wrong_usage(dunning: Dunning, ledger: list[str], options: tuple[str, ...], message: str) -> None:
    found = dunning("backtest", *ledger, *options)
    assert found.exit_code == 2
    assert message in found.stderr
    assert "help:" in found.stderr
