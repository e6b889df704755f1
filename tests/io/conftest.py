"""Files to read, written on the spot."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Writes a file below the test's folder and gives its path."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


@pytest.fixture
def folder(write: Callable[[str, str | bytes], Path]) -> Callable[[Mapping[str, str | bytes]], Path]:
    """Writes the tables of a folder and gives its path."""

    def write_folder(tables: Mapping[str, str | bytes]) -> Path:
        paths = [write(f"ledger/{name}", content) for name, content in tables.items()]
        return paths[0].parent

    return write_folder


@pytest.fixture
def case_line() -> Callable[..., str]:
    """A case with one invoice as a line of JSON; keywords change fields of the invoice."""

    def line(debtor_id: str = "0042", **invoice: object) -> str:
        record = {
            "id": "1", "debtor_id": debtor_id, "amount": "100.00", "currency": "EUR", "issued_on": "2013-01-01", "due_on": "2013-01-31",
            **invoice,
        }  # fmt: skip
        return json.dumps({"creditor": {"id": "us", "currency": "EUR"}, "debtor": {"id": debtor_id}, "invoices": [record]}) + "\n"

    return line
