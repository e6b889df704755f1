"""`explain` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.conftest import Dunning


def test_over_the_demo(dunning: Dunning) -> None:
    result = dunning("explain", "DE-04")
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "DE-04" in result.stdout
    assert "tip-10b.contract" in result.stdout
    assert "tip-17.risk-collectible" in result.stdout


def test_one_rule(dunning: Dunning) -> None:
    out = dunning("explain", "DE-04", "--rule", "tip-10b.contract").stdout
    assert "tip-10b.contract" in out
    assert "tip-15" not in out


def test_an_unknown_rule(dunning: Dunning) -> None:
    result = dunning("explain", "DE-04", "--rule", "tip-10b.contrat")
    assert result.exit_code == 2
    assert result.stderr == "error: there is no rule `tip-10b.contrat`\n  at: --rule\n  help: did you mean `tip-10b.contract`?\n"


def test_down_to_the_records(dunning: Dunning) -> None:
    out = dunning("explain", "DE-04", "--rule", "tip-10b.contract", columns=100).stdout
    assert out.startswith("DE-04\n└ CHARGE_INTEREST [R2004]: charge the interest that has accrued\n  ├ tip-10b.contract: the deadline")
    assert "guard: annotated\n" in out
    assert "source: Dir. 2011/7/EU arts. 2–3, 6 (V/H)\n" in out
    assert "due date: 2026-05-17  [invoice/R2004.due_on]\n" in out
    assert "deadline: 2026-07-01  [event/E2004.deadline_on]\n" in out


def test_only_down_to_the_facts(dunning: Dunning) -> None:
    out = dunning("explain", "DE-04", "--rule", "tip-10b.contract", "--no-records").stdout
    assert "invoice.days_past_due = 59\n" in out
    assert "invoice/R2004" not in out


def test_as_json(dunning: Dunning) -> None:
    data = json.loads(dunning("explain", "DE-04", "--rule", "tip-10b.contract", "--format", "json").stdout)
    (found,) = data["found"]
    assert found["recommendation"]["invoice_id"] == "R2004"
    assert found["because"][0]["record"] == "debtor/DE-04"


def test_a_rule_that_recommends_nothing(dunning: Dunning) -> None:
    result = dunning("explain", "DE-04", "--rule", "tip-07.order-request")
    assert result.exit_code == 0
    assert result.stdout.startswith("DE-04: tip-07.order-request\n├ it would fire if\n")
    short = dunning("explain", "DE-04", "--rule", "tip-07.order-request", "--no-records")
    assert short.exit_code == 1
    assert "error: rule `tip-07.order-request` recommends nothing for debtor `DE-04`" in short.stderr


def test_why_not(dunning: Dunning) -> None:
    result = dunning("explain", "DE-08", "--why-not", "tip-01.silence")
    assert result.exit_code == 0
    assert result.stdout.startswith(
        "DE-08: tip-01.silence\n├ it would fire if\n│ └ event/E2405: day 2026-07-07 instead of 2026-07-11\n└ it does not fire"
    )
    assert "[event/E2405.at]" in result.stdout
    short = dunning("explain", "DE-08", "--why-not", "tip-01.silence", "--no-records", "--lang", "zh").stdout
    assert "event/E2405: 日期 为 2026-07-07 (现为 2026-07-11)" in short
    assert "[event/E2405.at]" not in short


def test_why_not_for_a_record(dunning: Dunning) -> None:
    result = dunning("explain", "DE-08", "--why-not", "tip-17.class-bad", "--record", "invoice/R2404", "--format", "json")
    data = json.loads(result.stdout)
    assert (data["record"], data["changed_record"], data["status"]) == ("invoice/R2404", "invoice/R2404", "failed")
    other = dunning("explain", "DE-08", "--why-not", "tip-17.class-bad", "--record", "invoice/R99")
    assert other.exit_code == 1
    assert "error: the rule looks at no record `invoice/R99`" in other.stderr


def test_a_debtor_for_whom_nothing_is_to_be_done(dunning: Dunning) -> None:
    result = dunning("explain", "DE-09")
    assert result.exit_code == 0
    assert result.stdout.startswith("DE-09\n├ Nothing is to be done.\n├ payer type: slow  [debtor/DE-09]\n│ └ tip-03.")
    short = dunning("explain", "DE-09", "--no-records").stdout
    assert short.startswith("DE-09\n├ Nothing is to be done.\n├ debtor.payer_type = slow\n│ └ tip-03.")


def test_over_a_ledger(dunning: Dunning, ledger: Path) -> None:
    result = dunning("explain", "D2", "--from", ledger, "--as-of", "2026-07-15", "--lang", "zh")
    assert result.exit_code == 0
    assert "逾期 EUR 1,200.00" in result.stdout


def test_a_ledger_needs_a_moment(dunning: Dunning, ledger: Path) -> None:
    result = dunning("explain", "D2", "--from", ledger)
    assert result.exit_code == 2
    assert "`--as-of` is missing" in result.stderr


def test_rejects_leave_with_3(dunning: Dunning, ledger_with_rejects: Path) -> None:
    result = dunning("explain", "D1", "--from", ledger_with_rejects, "--as-of", "2026-07-15")
    assert result.exit_code == 3
    assert "D1" in result.stdout
    assert "could not be used: 12" in result.stderr


def test_a_debtor_that_cannot_be_answered(dunning: Dunning) -> None:
    result = dunning("explain", "US-01", "--currency", "JPY")
    assert result.exit_code == 1
    assert "error: no rate from `USD` to `JPY` is known" in result.stderr
    assert "debtor `US-01`" in result.stderr


@pytest.mark.parametrize("columns", [60, 100])
def test_no_line_is_too_wide(dunning: Dunning, columns: int) -> None:
    assert max(map(cell_len, dunning("explain", "FR-05", columns=columns).stdout.splitlines())) <= columns
    chinese = dunning("explain", "FR-05", "--why-not", "tip-01.growing", "--lang", "zh", columns=columns)
    assert max(map(cell_len, chinese.stdout.splitlines())) <= columns
