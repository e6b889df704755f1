"""Statements as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dunning_rules.io.bank import Statement, read_camt


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str], Statement]:
    """Reads the text of a statement."""

    def read_text(text: str) -> Statement:
        path = tmp_path / "statement.xml"
        path.write_text(text, encoding="utf-8")
        return read_camt(path, timezone="Europe/Berlin")

    return read_text
