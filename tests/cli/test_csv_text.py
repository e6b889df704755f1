"""Cells that a spreadsheet would take for formulas."""

from __future__ import annotations

import pytest

from dunning_rules.cli.csv_text import safe

FULL_WIDTH = [f"{chr(ord(sign) + 0xFEE0)}1+1" for sign in "=+-@"]


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n", " =1", "-", "+49 30 1", *FULL_WIDTH])
def test_formulas_get_an_apostrophe(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "-5", "+5", "-5.25", "12.00", "D1", "a=b", "'x", "2026-07-15", "15:30", " x"])
def test_the_rest_stays(cell: str) -> None:
    assert safe(cell) == cell
