"""`explain` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

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


def test_a_rule_that_recommends_nothing(dunning: Dunning) -> None:
    result = dunning("explain", "DE-04", "--rule", "tip-07.order-request")
    assert result.exit_code == 1
    assert "error: rule `tip-07.order-request` recommends nothing for debtor `DE-04`" in result.stderr


def test_a_debtor_for_whom_nothing_is_to_be_done(dunning: Dunning) -> None:
    result = dunning("explain", "DE-09")
    assert result.exit_code == 0
    assert result.stdout.startswith("DE-09\n  Nothing is to be done.\n  debtor.payer_type = slow: ")


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
    assert max(map(len, dunning("explain", "FR-05", columns=columns).stdout.splitlines())) <= columns
