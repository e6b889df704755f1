"""CSV at once, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dunning_rules.errors import LedgerError
from dunning_rules.io import plain_csv
from dunning_rules.io.csv_table import CsvTable
from dunning_rules.io.plain_csv import read_plain_csv

Write = Callable[[str, str | bytes], Path]


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1,2\n",
        "a,b\r\n1,2\r\n3,4",
        "\ufeffa,b\n1,2\n",
        'a,b\n"x, ""y""",2\n"",\n',
        'a,b\r\n"x",""\r\n',
        "a,b\n",
        "a\nx\n",
        "a,b\n\u2028,\x0b\n",
        '"a",b\n 1 ,"[""paid""]"\n',
    ],
)
def test_every_line_is_one_row(write: Write, content: str) -> None:
    path = write("a.csv", content)
    table, found = CsvTable(path), read_plain_csv(path)
    assert found is not None
    assert found.columns == table.header
    rows = [tuple(cell or None for cell in row) for _, row in table.rows() if isinstance(row, list)]
    assert found.rows() == rows


@pytest.mark.parametrize(
    "content",
    [
        "",
        "a,b\n1\n",
        "a,b\n1,2,3\n",
        "a,b\n1,2\n3",
        "a,b\n\n1,2\n",
        "a\n\nx\n",
        'a,b\n"1\n2",3\n',
        'a,b\n1,"2\n3,4\n',
        'a,b\nx"y,2\n',
        'a,b\n"x"y,2\n',
        "a,b\n1\r2,3\n",
        "a,b\r\n1,2\r\r\n",
        "a,b\n\0,2\n",
        "a,b\n\x01,2\n",
        b"a,b\n\xfc,2\n",
        "a,a\n1,2\n",
        ",".join(map(str, range(1001))) + "\n",
    ],
)
def test_anything_else_is_left_to_the_careful_reader(write: Write, content: str | bytes) -> None:
    assert read_plain_csv(write("a.csv", content)) is None


def test_a_cell_that_is_too_long(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_csv, "MAX_CELL_CHARACTERS", 5)
    assert read_plain_csv(write("a.csv", "a,b\n1,234\n")) is not None
    assert read_plain_csv(write("a.csv", "a,b\n1,2345\n")) is None


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be read"):
        read_plain_csv(tmp_path / "none.csv")
