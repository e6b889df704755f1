"""`report` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Dunning


def test_the_demo_where_no_ledger_is_named(dunning: Dunning, tmp_path: Path) -> None:
    result = dunning("report", "-o", tmp_path / "page.html")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "wrote 207 recommendations" in result.stderr
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_ledger(dunning: Dunning, ledger: Path, tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    assert dunning("report", ledger, "--as-of", "2026-07-15", "--lang", "zh", "-o", target).exit_code == 0
    page = target.read_text(encoding="utf-8")
    assert "Alder &amp; Söhne" in page
    assert "北京铁锅商行" in page


def test_rejects_have_their_exit_code(dunning: Dunning, ledger_with_rejects: Path, tmp_path: Path) -> None:
    result = dunning("report", ledger_with_rejects, "--as-of", "2026-07-15", "-o", tmp_path / "page.html")
    assert result.exit_code == 3
    assert "could not be used: 12" in result.stderr


@pytest.mark.parametrize("wrong", [("--as-of", "2026-07-15", "--map", "map.toml"), ("-o", "no/such/folder/page.html")])
def test_wrong_usage(dunning: Dunning, wrong: tuple[str, ...]) -> None:
    assert dunning("report", *wrong).exit_code == 2
