"""Runs the command line, and writes ledgers for it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dunning_rules.cli.app import app

Dunning = Callable[..., Result]


@pytest.fixture
def dunning() -> Dunning:
    """Runs `dunning-rules` with the given arguments; `columns` is the width of the terminal."""

    def run(*args: object, columns: int = 80) -> Result:
        env = {"COLUMNS": str(columns), "FORCE_COLOR": None, "NO_COLOR": None, "TTY_COMPATIBLE": None}
        return CliRunner(env=env).invoke(app, [str(arg) for arg in args], catch_exceptions=False)

    return run


@pytest.fixture
def case_line() -> Callable[..., str]:
    """A case with one overdue invoice as a line of JSON; keywords change fields of the invoice, `name` that of the debtor."""

    def line(debtor_id: str, name: str = "", **invoice: object) -> str:
        record = {
            "id": f"R-{debtor_id}", "debtor_id": debtor_id, "amount": "1200.00", "currency": "EUR",
            "issued_on": "2026-05-01", "due_on": "2026-05-31", **invoice,
        }  # fmt: skip
        debtor = {"id": debtor_id, "name": name}
        return json.dumps({"creditor": {"id": "us", "currency": "EUR"}, "debtor": debtor, "invoices": [record]}) + "\n"

    return line


@pytest.fixture
def ledger(tmp_path: Path, case_line: Callable[..., str]) -> Path:
    """A ledger of two debtors."""
    path = tmp_path / "ledger.jsonl"
    path.write_text(case_line("D1", "Alder & Söhne") + case_line("D2", "北京铁锅商行"), encoding="utf-8")
    return path


@pytest.fixture
def ledger_with_rejects(tmp_path: Path, case_line: Callable[..., str]) -> Path:
    """A ledger of one debtor, with twelve lines that cannot be used."""
    path = tmp_path / "mixed.jsonl"
    bad = [case_line(f"B{number}", due_on="2026-04-01") for number in range(3)]
    worse = [case_line(f"W{number}", **{f"colour{number}": "red"}) for number in range(9)]
    path.write_text("".join([case_line("D1"), *bad, *worse]), encoding="utf-8")
    return path
