"""How numbers are written: by plain digits, the same in CSV, in JSON and on the command line.

`Decimal` reads more than people write: digits of any alphabet, and underscores between them, so that a slip would become an amount.
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import PydanticKnownError, core_schema

_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
NOT_FINITE = re.compile(r"[+-]?(s?nan|inf|infinity)", re.IGNORECASE)
"""Words that stand for no finite number."""


def read_number(text: str) -> Decimal:
    """The number that `text` is, white space around it aside: `100`, `-1234.50`, `1e3`.

    Raises:
        InvalidOperation: it is not written so.
    """
    plain = text.strip()
    if not _PLAIN.fullmatch(plain):
        raise InvalidOperation
    return Decimal(plain)


class _Plain:
    """In JSON, only numbers that are written so, as text or not."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        found: Any = handler(source)
        # what a function has looked at counts as Python's: there a text is read only where the schema is not strict
        read_text: Any = {**found, "strict": False}
        return core_schema.json_or_python_schema(core_schema.no_info_before_validator_function(_checked, read_text), found)


def _checked(value: object) -> object:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        raise PydanticKnownError("decimal_type")
    if isinstance(value, str) and not _PLAIN.fullmatch(value.strip()) and not NOT_FINITE.fullmatch(value.strip()):
        raise PydanticKnownError("decimal_parsing")
    return value


PLAIN = _Plain()
"""Marks a `Decimal`, behind its bounds: in JSON it is written by plain digits, as text so that no digit is lost, or as a number."""
