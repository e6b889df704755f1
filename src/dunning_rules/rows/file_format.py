"""How a flat file writes its text, numbers and dates."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from dunning_rules.errors import quote
from dunning_rules.models.base import Record
from dunning_rules.models.debtor import TimeZoneName

ISO_DATE = "%Y-%m-%d"

_SAMPLE = {"Y": "2013", "y": "13", "m": "07", "d": "15", "H": "09", "M": "30", "S": "00", "f": "000000", "z": "+0200", "%": "%"}
_PROBE = "0123456789,;\t|.\"'-:\r\n abcxyzABCXYZ{}[]+_/"


def _line_based(name: str) -> str:
    try:
        usable = _PROBE.encode(name) == _PROBE.encode("ascii") and bytes(_PROBE, "ascii").decode(name) == _PROBE
    except (LookupError, UnicodeError, ValueError):
        usable = False
    if not usable:
        raise PydanticCustomError(
            "encoding",
            "{name} is not an encoding that can be read line by line; help: use utf-8, cp1252, latin-1 or gb18030, or convert the file",
            {"name": quote(name)},
        )
    return "utf-8" if name.lower().replace("_", "-") in {"utf8", "utf-8", "utf-8-sig"} else name


def _numeric_date_format(text: str) -> str:
    directives = re.findall("%(.?)", text, re.DOTALL)
    unknown = next((each for each in directives if each not in _SAMPLE), None)
    if unknown is not None:
        raise PydanticCustomError(
            "date_format",
            "{text} has {directive}; help: use %Y or %y, %m, %d, and if need be %H, %M, %S, %f, %z: names of months depend on the language",
            {"text": quote(text), "directive": quote(f"%{unknown}")},
        )
    if not (_is_whole_date(directives) and _can_be_parsed(text)):
        raise PydanticCustomError(
            "date_format", "{text} is not the form of a date; help: name year, month and day once, e.g. %m/%d/%Y", {"text": quote(text)}
        )
    return text


def _is_whole_date(directives: list[str]) -> bool:
    return all(sum(map(directives.count, either)) == 1 for either in ("Yy", "m", "d"))


def _can_be_parsed(text: str) -> bool:
    sample = re.sub("%(.)", lambda found: _SAMPLE[found[1]], text)
    try:
        parsed = datetime.strptime(sample, text)  # noqa: DTZ007 - only the calendar day of a sample is looked at
    except (ValueError, re.error):
        return False
    return (parsed.year, parsed.month, parsed.day) == (2013, 7, 15)


class FileFormat(Record):
    """How a flat file writes its text, numbers and dates."""

    delimiter: Literal[",", ";", "\t", "|"] = ","
    encoding: Annotated[str, StringConstraints(max_length=40), AfterValidator(_line_based)] = "utf-8"
    """Any encoding of Python that keeps ASCII and its line feeds, e.g. `cp1252`, `gb18030`; UTF-8 with or without byte-order mark."""
    decimal: Literal[".", ","] = "."
    thousands: Annotated[str, StringConstraints(max_length=1)] = ""
    """What stands between groups of digits, e.g. `,`, or nothing."""
    date_format: Annotated[str, StringConstraints(max_length=40), AfterValidator(_numeric_date_format)] = ISO_DATE
    """As in `strptime`, numbers only, e.g. `%m/%d/%Y`. A time in it is kept for moments and dropped for dates."""
    timezone: TimeZoneName = "UTC"
    """The zone of moments that are given as a date only: they are its midnight."""

    @model_validator(mode="after")
    def _numbers_can_be_told(self) -> FileFormat:
        if self.thousands and (self.thousands == self.decimal or self.thousands.isalnum() or self.thousands in '+-"\r\n'):
            raise PydanticCustomError(
                "thousands",
                "{thousands} cannot stand between the digits of a number here; help: name another character than `decimal`, or none",
                {"thousands": quote(self.thousands)},
            )
        return self


ISO_FORMAT = FileFormat()
"""UTF-8, comma, decimal point, ISO 8601: how our own tables are written."""
