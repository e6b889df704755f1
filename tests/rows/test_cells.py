"""Cells of CSV files."""

from __future__ import annotations

import pytest

from dunning_rules.rows.cells import CellReader
from dunning_rules.rows.fields import FieldType
from dunning_rules.rows.file_format import ISO_FORMAT, FileFormat
from dunning_rules.rows.row_error import RowError

OURS = CellReader(ISO_FORMAT, dates_as_moments=False)


@pytest.mark.parametrize(
    ("field_type", "cell", "value"),
    [
        ("text", " 007 ", " 007 "),
        ("text", "", None),
        ("number", "  ", None),
        ("number", " 12.50 ", "12.50"),
        ("number", "-12", "-12"),
        ("number", "+12.", "12"),
        ("number", ".5", "0.5"),
        ("number", "12.50-", "-12.50"),
        ("number", "1E+2", "1E+2"),
        ("date", "2013-07-15", "2013-07-15"),
        ("date", "2013-7-5", "2013-07-05"),
        ("moment", "2013-07-15T09:00:00+02:00", "2013-07-15T09:00:00+02:00"),
        ("flag", "TRUE", True),
        ("flag", "no", False),
        ("count", "-3", -3),
        ("json", '["paid"]', ["paid"]),
    ],
)
def test_values(field_type: FieldType, cell: str, value: object) -> None:
    assert OURS.read("f", field_type, cell) == value


@pytest.mark.parametrize(
    ("field_type", "cell", "message"),
    [
        ("number", "NaN", "not a finite number"),
        ("number", "-Infinity", "not a finite number"),
        ("number", "1,234.50", "not a number"),
        ("number", "1_000", "not a number"),
        ("number", "\N{FULLWIDTH DIGIT ONE}", "not a number"),
        ("number", "-5-", "not a number"),
        ("number", ".", "not a number"),
        ("number", "1e99999", "not a number"),
        ("date", "15.07.2013", "not a date of the form %Y-%m-%d"),
        ("date", "1373846400", "not a date"),
        ("moment", "2013-07-15", "not a moment"),
        ("moment", "1373846400", "not a moment"),
        ("flag", "maybe", "not true or false"),
        ("count", "1.5", "not a whole number"),
        ("json", "{", "not JSON"),
    ],
)
def test_refusals_name_the_field(field_type: FieldType, cell: str, message: str) -> None:
    with pytest.raises(RowError, match=message) as found:
        OURS.read("f", field_type, cell)

    assert found.value.field == "f"
    assert found.value.help


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1.234,56", "1234.56"), ("1234,56", "1234.56"), ("1.234.567", "1234567"), ("12.34.567,8", "1234567.8"), ("-,5", "-0.5")],
)
def test_numbers_of_another_country(cell: str, value: str) -> None:
    assert CellReader(FileFormat(decimal=",", thousands="."), dates_as_moments=True).read("f", "number", cell) == value


@pytest.mark.parametrize("cell", ["1.5", "1.23", "1234.567", "1.2345", "1,234.5", "$5"])
def test_numbers_that_are_not_grouped_as_declared(cell: str) -> None:
    with pytest.raises(RowError, match="not a number"):
        CellReader(FileFormat(decimal=",", thousands="."), dates_as_moments=True).read("f", "number", cell)


@pytest.mark.parametrize(
    ("date_format", "cell", "day", "moment"),
    [
        ("%m/%d/%Y", "7/15/2013", "2013-07-15", "2013-07-15T00:00:00+02:00"),
        ("%d.%m.%y", "15.07.13", "2013-07-15", "2013-07-15T00:00:00+02:00"),
        ("%Y-%m-%d", "2013-12-15", "2013-12-15", "2013-12-15T00:00:00+01:00"),
        ("%Y-%m-%d %H:%M:%S", "2013-07-15 09:30:00", "2013-07-15", "2013-07-15T09:30:00+02:00"),
        ("%Y%m%d%z", "20130715+0000", "2013-07-15", "2013-07-15T00:00:00+00:00"),
    ],
)
def test_dates_of_a_file(date_format: str, cell: str, day: str, moment: str) -> None:
    reader = CellReader(FileFormat(date_format=date_format, timezone="Europe/Berlin"), dates_as_moments=True)

    assert reader.read("f", "date", cell) == day
    assert reader.read("f", "moment", cell) == moment


def test_a_full_moment_is_read_in_any_file() -> None:
    reader = CellReader(FileFormat(date_format="%m/%d/%Y"), dates_as_moments=True)

    assert reader.read("f", "moment", "2013-07-15T09:00:00Z") == "2013-07-15T09:00:00Z"
    with pytest.raises(RowError, match="not a moment"):
        reader.read("f", "moment", "15.7.2013")


def test_a_list_in_a_cell_says_how_it_is_written() -> None:
    with pytest.raises(RowError, match="this is not a list or an object of JSON") as found:
        CellReader(ISO_FORMAT, dates_as_moments=False).read("outcomes", "json", "stalled")
    assert found.value.field == "outcomes"
    assert '["stalled"]' in found.value.help
