"""From the text of a CSV cell to a JSON value that the models read strictly. Amounts stay text: they never pass through a float."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from dunning_rules.models.number import NOT_FINITE
from dunning_rules.rows.fields import FieldType
from dunning_rules.rows.file_format import ISO_DATE, FileFormat
from dunning_rules.rows.json_text import parse_json
from dunning_rules.rows.row_error import RowError

FLAGS = {"true": True, "false": False, "yes": True, "no": False, "1": True, "0": False}
"""How flags are written, in small letters."""
COUNT = re.compile(r"[+-]?[0-9]{1,18}")
"""How whole numbers are written."""
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ISO_MOMENT = re.compile(_ISO_DATE.pattern + "[Tt ]")


class CellReader:
    """Reads cells that are written in one format.

    Args:
        file_format: how the file writes numbers and dates.
        dates_as_moments: whether a date stands for its midnight in the format's zone, where a moment is asked for.
    """

    def __init__(self, file_format: FileFormat, *, dates_as_moments: bool) -> None:
        self._format = file_format
        self._zone = ZoneInfo(file_format.timezone)
        self._dates_as_moments = dates_as_moments
        self._number = _number_pattern(file_format)
        # Dates repeat, and `strptime` is slow.
        self._parse = lru_cache(maxsize=4096)(self._parse_uncached)
        self._readers: dict[FieldType, Callable[[str], object]] = {
            "text": str,
            "number": self._read_number,
            "date": self._read_date,
            "moment": self._read_moment,
            "flag": _read_flag,
            "count": _read_count,
            "json": _read_json,
        }

    def read(self, field: str, field_type: FieldType, cell: str) -> object:
        """The JSON value of a cell; `None` where it is empty, that is absent.

        Ids and other texts are kept as they are; around anything else white space is dropped.

        Args:
            field: name of the field, for the error.
            field_type: what is expected.
            cell: the text of the cell.

        Raises:
            RowError: the cell is not written as the field or the format asks.
        """
        text = cell if field_type == "text" else cell.strip()
        if not text:
            return None
        try:
            return self._readers[field_type](text)
        except RowError as error:
            raise error.within(field) from None

    def _read_number(self, text: str) -> str:
        if NOT_FINITE.fullmatch(text):
            raise RowError("this is not a finite number", value=text, help="give a plain number such as 100.00, or leave the cell empty")
        found = self._number.fullmatch(text)
        if found is None or (found["sign"] and found["end"]):
            mend = f"write it as 1234{self._format.decimal}50, or name `decimal` and `thousands` of the file in a column map"
            raise RowError("this is not a number", value=text, help=mend)
        sign = "-" if "-" in {found["sign"], found["end"]} else ""
        whole = found["whole"].replace(self._format.thousands, "") if self._format.thousands else found["whole"]
        part = f".{found['part']}" if found["part"] else ""
        return f"{sign}{whole or '0'}{part}{found['exponent'] or ''}"

    def _read_date(self, text: str) -> str:
        if self._format.date_format == ISO_DATE and _ISO_DATE.fullmatch(text):
            return text
        parsed = self._parse(text)
        if parsed is None:
            form = self._format.date_format
            raise RowError(f"this is not a date of the form {form}", value=text, help="correct it, or name `date_format` in a column map")
        return parsed.date().isoformat()

    def _read_moment(self, text: str) -> str:
        parsed = self._parse(text) if self._dates_as_moments else None
        if parsed is not None:
            return (parsed if parsed.tzinfo else parsed.replace(tzinfo=self._zone)).isoformat()
        if _ISO_MOMENT.match(text):
            return text
        raise RowError("this is not a moment", value=text, help="give date, time and offset, e.g. 2013-07-15T09:00:00+02:00")

    def _parse_uncached(self, text: str) -> datetime | None:
        try:
            return datetime.strptime(text, self._format.date_format)  # noqa: DTZ007 - the zone is added where a moment is asked for
        except ValueError:
            return None


def _read_flag(text: str) -> bool:
    flag = FLAGS.get(text.lower())
    if flag is None:
        raise RowError("this is not true or false", value=text, help="write true or false, or leave the cell empty")
    return flag


def _read_count(text: str) -> int:
    if not COUNT.fullmatch(text):
        raise RowError("this is not a whole number", value=text, help="write digits only, e.g. 30")
    return int(text)


def _read_json(text: str) -> object:
    if text[0] not in "[{":
        raise RowError(
            "this is not a list or an object of JSON", help='write it in brackets, e.g. ["stalled"]; in a cell each quote is doubled'
        )
    return parse_json(text)


def _number_pattern(file_format: FileFormat) -> re.Pattern[str]:
    """Digits with or without groups, and a sign before or (as SAP writes it) after them."""
    point, group = re.escape(file_format.decimal), re.escape(file_format.thousands)
    grouped = f"|[0-9]{{1,3}}(?:{group}[0-9]{{2,3}})*{group}[0-9]{{3}}" if group else ""
    return re.compile(
        rf"(?P<sign>[+-]?)(?P<whole>[0-9]+{grouped}|(?={point}[0-9]))(?:{point}(?P<part>[0-9]*))?"
        r"(?P<exponent>[eE][+-]?[0-9]{1,3})?(?P<end>-?)"
    )
