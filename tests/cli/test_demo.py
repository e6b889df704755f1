"""The demo on the command line.

The golden files hold the first lines of what a user sees. After a change that is meant:
`COLUMNS=80 dunning-rules demo --limit 6 > tests/cli/golden/demo-80.txt`, and likewise for the others.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from dunning_rules.cli.app import app
from dunning_rules.engine.durable_host import is_available
from tests.cli.conftest import Dunning

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    ("name", "columns", "options"),
    [
        ("demo-80", 80, ()),
        ("demo-140", 140, ()),
        ("demo-200", 200, ()),
        ("demo-zh-80", 80, ("--lang", "zh")),
        ("demo-zh-140", 140, ("--lang", "zh")),
    ],
)
def test_what_a_user_sees(dunning: Dunning, name: str, columns: int, options: tuple[str, ...]) -> None:
    result = dunning("demo", "--engine", "plain", "--limit", 6, *options, columns=columns)
    assert result.exit_code == 0
    assert result.stdout == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("columns", [40, 80, 104, 105, 120, 149, 150, 200])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_line_is_too_wide_or_padded(dunning: Dunning, columns: int, lang: str) -> None:
    lines = dunning("demo", "--limit", 0, "--lang", lang, columns=columns).stdout.splitlines()
    assert max(map(cell_len, lines)) <= columns
    assert not any(line != line.rstrip() for line in lines)
    assert not any("…" in line for line in lines)


@pytest.mark.parametrize("columns", [30, 40, 55, 56, 60, 80, 120])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_no_amount_and_no_name_is_broken(dunning: Dunning, columns: int, lang: str) -> None:
    text = dunning("demo", "--limit", 3, "--lang", lang, columns=columns).stdout
    for whole in ("EUR 335,694.96", "EUR 290,430.13", "EUR 43,730.00", "Großhandel", "Rautenberg"):
        assert whole in text


@pytest.mark.parametrize("columns", [40, 120])
def test_no_colour_where_none_is_wanted(columns: int) -> None:
    run = CliRunner(env={"COLUMNS": str(columns), "FORCE_COLOR": "1", "NO_COLOR": "1"}).invoke
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", run(app, ["demo", "--limit", "3"]).stdout)


def test_no_colour_where_nobody_looks(dunning: Dunning) -> None:
    assert "\x1b" not in dunning("demo").stdout


def test_limit(dunning: Dunning) -> None:
    total = len(json.loads(dunning("demo", "--format", "json").stdout)["recommendations"])
    assert total > 100
    assert f"{total - 25} more: `--limit 0` shows them all" in dunning("demo", columns=200).stdout
    assert f"{total - 3} more" in dunning("demo", "--limit", 3, columns=200).stdout
    everything = dunning("demo", "--limit", 0, columns=200).stdout
    assert " more: " not in everything
    assert f"\n{total}  " in everything


def test_json_is_the_report(dunning: Dunning) -> None:
    result = dunning("demo", "--format", "json", "--limit", 1)
    report = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {"as_of", "totals", "recommendations", "gave_way", "conclusions", "rejects", "rows", "cases", "metadata"} <= set(report)
    assert report["as_of"] == "2026-07-15T23:59:59Z"
    assert {"debtors", "overdue_debtors", "open_invoices", "overdue_invoices", "open_amount", "overdue_amount", "currency"} == set(
        report["totals"]
    )
    assert {"debtor_id", "invoice_id", "tip", "rule_id", "action", "urgency", "reason"} <= set(report["recommendations"][0])
    assert report["cases"] == {"read": 60, "accepted": 60, "rejected": 0}
    assert report["rows"] is None


def test_same_bytes_twice(dunning: Dunning) -> None:
    assert dunning("demo", "--format", "json").stdout_bytes == dunning("demo", "--format", "json").stdout_bytes


@pytest.mark.skipif(not is_available(), reason="durable-rules is not to be had here")
def test_the_engine_is_not_seen(dunning: Dunning) -> None:
    durable, plain = (_without_metadata(dunning("demo", "--format", "json", "--engine", engine).stdout) for engine in ("durable", "plain"))
    assert durable == plain


def _without_metadata(text: str) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(text)
    del report["metadata"]
    return report


def test_another_day(dunning: Dunning) -> None:
    before, after = (
        json.loads(dunning("demo", "--as-of", day, "--format", "json").stdout)["totals"] for day in ("2026-06-15", "2026-09-15")
    )
    assert before["overdue_amount"] != after["overdue_amount"]


def test_another_currency(dunning: Dunning) -> None:
    euros, dollars = (json.loads(dunning("demo", "--currency", code, "--format", "json").stdout)["totals"] for code in ("EUR", "USD"))
    assert dollars["currency"] == "USD"
    assert abs(Decimal(dollars["open_amount"]) / Decimal(euros["open_amount"]) - Decimal("1.1")) < Decimal("0.0001")


def test_a_currency_without_a_rate(dunning: Dunning) -> None:
    result = dunning("demo", "--currency", "JPY")
    assert result.exit_code == 3
    assert "Nothing is to be done." in result.stdout
    assert "rows that could not be used: 60" in result.stdout
    assert "cases `CN-01`, and 15 more: no rate from `CNY` to `JPY` is known (help: add `--rate CNY=…@DATE`" in result.stderr


def test_a_rate_of_ones_own(dunning: Dunning) -> None:
    options = (
        "--currency",
        "JPY",
        *(f"--rate={code}={rate}@2026-01-02" for code, rate in (("EUR", 160), ("CNY", 20), ("GBP", 190), ("USD", 150))),
    )
    result = dunning("demo", *options, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["totals"]["currency"] == "JPY"


def test_a_parameter_of_ones_own(dunning: Dunning) -> None:
    result = dunning(
        "demo", "--param", "call_from=16:15", "--param", "small_balance=500", "--param", "class_share=20%", "--limit", 0, columns=200
    )
    assert "16:15–18:00 (Berlin)" in result.stdout


def test_another_engine_than_the_default_is_told(dunning: Dunning, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dunning_rules.engine.choose.is_available", lambda: False)
    assert "durable-rules cannot be imported here" in dunning("demo", "--limit", 1).stdout
    result = dunning("demo", "--engine", "durable")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: durable-rules cannot be imported here\n  help: ")


def test_rates_of_interest_over_those_that_are_shipped(dunning: Dunning, tmp_path: Path) -> None:
    rates = tmp_path / "rates.toml"
    rates.write_text('table = "no"', encoding="utf-8")
    refused = dunning("demo", "--interest-rates", str(rates))
    assert refused.exit_code == 1
    assert "rates.toml" in refused.stderr
    more = (), ("--interest-rates", "examples/rates/ecb-2026-h2.toml")
    usual, ours = (json.loads(dunning("demo", "--format", "json", *each).stdout) for each in more)
    assert usual["metadata"]["interest_digest"] != ours["metadata"]["interest_digest"]
