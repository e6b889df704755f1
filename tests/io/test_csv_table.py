"""CSV rows with their physical lines."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dunning_rules.errors import LedgerError
from dunning_rules.io import csv_table, lines
from dunning_rules.io.csv_table import CsvTable
from dunning_rules.rows.row_error import RowError

Write = Callable[[str, str | bytes], Path]


def rows_of(path: Path) -> list[tuple[int, list[str] | str]]:
    return [(line, row.message if isinstance(row, RowError) else row) for line, row in CsvTable(path).rows()]


UNCLOSED = "a quote is opened that is not closed in its place"


def test_the_line_of_a_row_is_where_it_begins(write: Write) -> None:
    path = write("a.csv", 'a,b\r\n1,"x\r\ny"\r\n\r\n2,z')

    assert rows_of(path) == [(2, ["1", "x\r\ny"]), (5, ["2", "z"])]


@pytest.mark.parametrize("content", ["", "\n\r\n"])
def test_a_file_without_a_header(write: Write, content: str) -> None:
    with pytest.raises(LedgerError, match=r"`a.csv` is empty"):
        CsvTable(write("a.csv", content))


def test_a_header_without_rows(write: Write) -> None:
    assert rows_of(write("a.csv", "a,b\n")) == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,a\n", "the column `a` occurs twice"),
        (b"a,\xfc\n", "bytes that are not of the file's encoding"),
        (b"\xff\xfea\0,\0b\0\n\0", "bytes that are not of the file's encoding"),
        (b"a,\0\n", "NUL byte"),
        (",".join(map(str, range(1001))).encode(), "the header has 1,001 columns"),
        (b'a,"b\n', "a quote is opened"),
    ],
)
def test_a_header_that_cannot_be_used(write: Write, content: bytes, message: str) -> None:
    with pytest.raises(LedgerError, match=message):
        CsvTable(write("a.csv", content))


def test_a_row_with_another_number_of_cells(write: Write) -> None:
    reason = "the row has {} cells where the header has 2"

    assert rows_of(write("a.csv", "a,b\n1\n1,2,3\n1,2\n")) == [(2, reason.format(1)), (3, reason.format(3)), (4, ["1", "2"])]


@pytest.mark.parametrize(
    "bad",
    ['1,"x', '1,"x"y', '"1,x', pytest.param('1,"x",2,"', id="one that opens the next")],
)
def test_a_quote_that_is_not_closed_costs_one_row(write: Write, bad: str) -> None:
    assert rows_of(write("a.csv", f"a,b\n{bad}\n2,y\n3,z\n")) == [(2, UNCLOSED), (3, ["2", "y"]), (4, ["3", "z"])]


def test_a_quote_that_swallows_rows_into_the_wrong_number_of_cells(write: Write) -> None:
    assert rows_of(write("a.csv", 'a,b\n"1,x\n2,y"\n3,z\n')) == [(2, UNCLOSED), (3, ["2", 'y"']), (4, ["3", "z"])]


def test_a_record_has_a_limit_of_lines(write: Write) -> None:
    content = 'a,b\n1,"' + "\n" * csv_table.MAX_RECORD_LINES + '"\n'

    assert rows_of(write("a.csv", content)) == [(2, UNCLOSED), (258, UNCLOSED)]


def test_a_record_has_a_limit_of_characters(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "_MAX_RECORD_CHARACTERS", 8)

    assert rows_of(write("a.csv", 'a,b\n1,"12345678\n"\n2,y\n')) == [(2, UNCLOSED), (3, UNCLOSED), (4, ["2", "y"])]


def test_a_cell_has_a_limit(write: Write) -> None:
    longest = "x" * csv_table.MAX_CELL_CHARACTERS
    path = write("a.csv", f"a,b\n1,{longest}x\n2,{longest}\n")

    assert rows_of(path) == [(2, "a cell is longer than 1,000,000 characters"), (3, ["2", longest])]


def test_the_limit_of_the_csv_module_is_left_as_it_was(write: Write) -> None:
    before = csv.field_size_limit(77)
    try:
        rows = CsvTable(write("a.csv", "a,b\n1,2\n1,2\n")).rows()
        next(rows)

        assert csv.field_size_limit() == 77
    finally:
        csv.field_size_limit(before)


def test_a_carriage_return_inside_of_a_row(write: Write) -> None:
    assert rows_of(write("a.csv", "a,b\n1,\r2\n3,4\n")) == [(2, "a cell has a carriage return outside of quotes"), (3, ["3", "4"])]


def test_a_flawed_line_names_its_column(write: Write) -> None:
    found = [
        (line, row.field, row.help) for line, row in CsvTable(write("a.csv", b"a,b\n1,\xfc\n\0,1\n")).rows() if isinstance(row, RowError)
    ]

    assert [each[:2] for each in found] == [(2, "b"), (3, "a")]
    assert '`encoding = "cp1252"`' in found[0][2]


def test_a_flawed_line_that_is_not_csv_either(write: Write) -> None:
    assert rows_of(write("a.csv", b'a,b\n1,"\xfc"x\n1,2\n')) == [
        (2, "the line has bytes that are not of the file's encoding"),
        (3, ["1", "2"]),
    ]


def test_a_line_that_is_too_long(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE_BYTES", 8)

    assert rows_of(write("a.csv", 'a,b\n123456789\n1,"2\n123456789\n3,4\n')) == [
        (2, "the line is longer than 0 MiB"),
        (3, UNCLOSED),
        (4, "the line is longer than 0 MiB"),
        (5, ["3", "4"]),
    ]


def test_a_line_that_is_too_long_in_a_record_that_ends_well(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE_BYTES", 8)

    assert rows_of(write("a.csv", 'a,b\n1,"2\n123456789\n"\n3,4\n')) == [
        (2, UNCLOSED),
        (3, "the line is longer than 0 MiB"),
        (4, UNCLOSED),
        (5, ["3", "4"]),
    ]
