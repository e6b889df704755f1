"""Ledgers of other systems, and bank statements, on the command line."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

import dunning_rules as dr
from dunning_rules.io.erp import Owed, read_erpnext, read_odoo
from dunning_rules.io.erp.odoo.fields import LINE, MOVE, PARTNER
from tests.cli.conftest import Dunning
from tests.io.bank.camt_files import details, entry, statement
from tests.io.erp.erpnext_documents import customer, invoice
from tests.io.erp.odoo_records import line, move, partner

AS_OF = "2026-07-15T18:00+02:00"
MOMENT = datetime.fromisoformat(AS_OF)
OWED = Owed(dr.Creditor(id="creditor", currency="EUR"), timezone="Europe/Berlin")
ODOO: dict[str, list[Any]] = {PARTNER: [partner(7), 7], MOVE: [move(1, 1190.0, 490.0)], LINE: [line(11, 1, 1190.0, 490.0)]}
ERPNEXT = {"Customer": [customer()], "Sales Invoice": [invoice(1, 1190.0, 490.0)]}
SAP = (
    "BUKRS\tKUNNR\tBELNR\tGJAHR\tBUZEI\tBLART\tBLDAT\tBUDAT\tSHKZG\tWRBTR\tWAERS\tZFBDT\n"
    "1000\t4711\t90\t2026\t001\tRV\t20260401\t20260401\tS\t1190.00\tEUR\t20260401\n"
)
HERE = ("--as-of", AS_OF, "--timezone", "Europe/Berlin")


@pytest.fixture
def odoo(tmp_path: Path) -> Path:
    path = tmp_path / "odoo.json"
    path.write_text(json.dumps(ODOO), encoding="utf-8")
    return path


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A payment of the invoice `R-D1`, one of a known account, and one of nobody."""
    path = tmp_path / "statement.xml"
    known = entry("7.00", details(payer="DE99"), reference="B-2")
    path.write_text(statement(entry("1200.00", details("R-D1"), reference="B-1"), known, entry("55.00", reference="B-3")), encoding="utf-8")
    return path


def test_a_ledger_of_odoo(dunning: Dunning, odoo: Path) -> None:
    result = dunning("run", odoo, "--system", "odoo", "--currency", "EUR", *HERE, "--format", "json")
    ledger = read_odoo(ODOO, OWED)
    expected = dr.Policy(currency="EUR").evaluate_all(ledger.cases, as_of=MOMENT, rejects=ledger.rejects, rows=ledger.counts)

    assert result.exit_code == 3
    assert dr.Report.from_json(result.stdout).recommendations == expected.recommendations != ()
    assert json.loads(result.stdout)["rows"] == {"read": 4, "accepted": 3, "rejected": 1}
    assert "res.partner" in result.stderr


def test_documents_of_erpnext_in_a_folder(dunning: Dunning, tmp_path: Path) -> None:
    for doctype, rows in ERPNEXT.items():
        (tmp_path / f"{doctype}.json").write_text(json.dumps({"data": rows}), encoding="utf-8")
    settings = tmp_path / "settings.toml"
    settings.write_text('company = "Ours"\n[creditor]\nid = "ours"\ncurrency = "EUR"\ncountry = "DE"\n', encoding="utf-8")
    result = dunning("run", tmp_path, "--system", "erpnext", "--map", settings, *HERE, "--format", "json")

    owed = Owed(dr.Creditor(id="ours", currency="EUR", country="DE"), timezone="Europe/Berlin")
    (case,) = read_erpnext(ERPNEXT, owed, company="Ours").cases
    assert result.exit_code == 0
    assert dr.Report.from_json(result.stdout).recommendations == dr.evaluate(case, as_of=MOMENT).recommendations != ()


def test_a_list_of_sap(dunning: Dunning, tmp_path: Path) -> None:
    path = tmp_path / "bsid.txt"
    path.write_text(SAP, encoding="utf-8")
    result = dunning("explain", "4711", "--from", path, "--system", "sap", "--currency", "EUR", *HERE)
    assert result.exit_code == 0
    assert "EUR 1,190.00 is overdue" in result.stdout


@pytest.mark.parametrize("engine", ["plain", "columns"])
def test_the_engine_changes_nothing(dunning: Dunning, odoo: Path, bank: Path, engine: str) -> None:
    asked = ("run", odoo, "--system", "odoo", "--currency", "EUR", *HERE, "--bank", bank, "--format", "json")
    usual, other = (json.loads(dunning(*asked, *more).stdout) for more in ((), ("--engine", engine)))
    assert usual | {"metadata": None} == other | {"metadata": None}


def test_money_of_the_bank_is_booked_before_the_rules_are_asked(dunning: Dunning, ledger: Path, bank: Path, tmp_path: Path) -> None:
    before = json.loads(dunning("run", ledger, *HERE, "--format", "json").stdout)
    accounts = tmp_path / "accounts.csv"
    accounts.write_text("account,debtor_id\nDE99,D2\n", encoding="utf-8")
    result = dunning("run", ledger, "--bank", bank, "--accounts", accounts, *HERE, "--format", "json")
    after = json.loads(result.stdout)

    assert (before["totals"]["overdue_amount"], after["totals"]["overdue_debtors"]) == ("2400.00", 1)
    assert after["rows"] == {"read": 5, "accepted": 4, "rejected": 1}
    assert [(each["file"], each["table"], each["value"]) for each in after["rejects"]] == [
        ("statement.xml", "transactions", "B-3: EUR 55.00")
    ]
    assert result.exit_code == 3
    assert "could not be used: 1\n  statement.xml:" in result.stderr
    without = json.loads(dunning("run", ledger, "--bank", bank, *HERE, "--format", "json").stdout)
    assert without["rows"] == {"read": 5, "accepted": 3, "rejected": 2}


def test_the_page_and_the_explanation_know_the_money(dunning: Dunning, ledger: Path, bank: Path, tmp_path: Path) -> None:
    without, page = (tmp_path / name for name in ("without.html", "worklist.html"))
    assert dunning("report", ledger, *HERE, "-o", without).exit_code == 0
    assert "2,400.00" in without.read_text(encoding="utf-8")
    assert dunning("report", ledger, "--bank", bank, *HERE, "-o", page).exit_code == 3
    assert "1,200.00" in page.read_text(encoding="utf-8")
    assert "2,400.00" not in page.read_text(encoding="utf-8")
    explained = dunning("explain", "D1", "--from", ledger, "--bank", bank, *HERE, "--format", "json")
    assert explained.exit_code == 3
    assert "overdue" not in explained.stdout


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("explain", "DE-04", "--bank", "s.xml"), "error: `--bank` is given without a ledger\n  help: name the ledger by `--from PATH`\n"),
        (("report", "--system", "odoo"), "error: `--system` is given without a ledger\n  help: name the ledger by `dunning-rules report"),
        (
            ("run", "x", "--as-of", "2026-07-15", "--accounts", "a.csv"),
            "error: `--accounts` is given without a statement\n  help: name the",
        ),
        (("run", "x", "--system", "sapp"), "error: invalid value for '--system': 'sapp' is not one of"),
    ],
)
def test_options_that_go_with_others(dunning: Dunning, args: tuple[str, ...], message: str) -> None:
    result = dunning(*args)
    assert result.exit_code == 2
    assert message in result.stderr


def test_nobody_says_who_is_owed(dunning: Dunning, odoo: Path) -> None:
    result = dunning("run", odoo, "--system", "odoo", *HERE)
    assert result.exit_code == 1
    assert "error: nobody says who is owed\n  help: give the company's currency by `--currency`" in result.stderr


def test_what_is_read_is_not_overwritten(dunning: Dunning, ledger: Path, bank: Path) -> None:
    result = dunning("run", ledger, "--bank", bank, *HERE, "-o", bank)
    assert result.exit_code == 2
    assert "is read, and would be overwritten" in result.stderr
    assert bank.read_text(encoding="utf-8").startswith("<?xml")
