"""What README.md shows of the command line is so. (Its Python snippets and console blocks are run by sybil.)"""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

from dunning_rules.io import read_column_map, read_ledger
from dunning_rules.tips import common
from tests.cli.conftest import Dunning

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def block(language: str, start: str) -> str:
    blocks: list[str] = re.findall(rf"^ *```{language}\n(.*?)^ *```$", README, re.MULTILINE | re.DOTALL)
    return next(found for each in blocks if (found := dedent(each)).startswith(start))


def test_the_flat_file_can_be_read(dunning: Dunning, tmp_path: Path) -> None:
    path = tmp_path / "items.csv"
    path.write_text(block("csv", "invoice_id,"), encoding="utf-8")
    result = dunning("run", path, "--as-of", "2026-07-15")
    assert result.exit_code == 0
    assert "overdue  EUR 1,580.00  invoices: 2  debtors: 2" in result.stdout


def test_the_map_maps(tmp_path: Path) -> None:
    path, items = tmp_path / "map.toml", tmp_path / "items.txt"
    path.write_text(block("toml", "[creditor]"), encoding="utf-8")
    items.write_text(
        "Beleg;Konto;Betrag;Offen;Belegdatum;Faelligkeit;Text\n4711;D1;1.200,00;700,00;01.05.2026;31.05.2026;\n", encoding="utf-8"
    )
    ledger = read_ledger(items, column_map=read_column_map(path))
    assert ledger.rejects == ()
    assert str(ledger.cases[0].invoices[0].open_amount) == "700.00"


def test_the_exit_codes() -> None:
    assert re.findall(r"^\| ([0-9]+) \|", README, re.MULTILINE) == ["0", "1", "2", "3"]


def test_the_points_of_urgency() -> None:
    size = ", ".join(f"{points} from {float(share) * 100:g} %" for share, points in common._SIZE_POINTS[1:])
    age = ", ".join(f"{points} from {days}" for days, points in common._AGE_POINTS[1:])
    assert size in README
    assert age.replace("from 1,", "from 1 day,") in README
