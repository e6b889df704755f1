"""JSON as the ledger readers accept it: bounded, without duplicate keys, and exact in its amounts."""

from __future__ import annotations

import json
import re
from typing import Self

from dunning_rules.errors import quote
from dunning_rules.rows.fields import DECIMAL_FIELDS
from dunning_rules.rows.row_error import RowError

MAX_DEPTH = 64
MAX_KEYS = 1000
"""Keys of one object: each unknown one is an error of its own."""

# The closing quote is optional, so that an unclosed string is skipped once and not tried again from each quote in it.
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_NOT_A_BRACKET = re.compile(r"[^\[\]{}]+")


def parse_json(text: str, *, exact: bool = True) -> object:
    """Parse one JSON value.

    Args:
        text: the value.
        exact: whether amounts and other decimals of ours become text, so that no digit is lost; otherwise they stay numbers.

    Raises:
        RowError: it is not JSON, is nested too deeply, has a key twice or too many keys, or a number that is not finite.
    """
    _check_depth(text)
    try:
        hook = _exact_object if exact else _object
        return json.loads(text, parse_float=_Float, parse_constant=_refuse_constant, object_pairs_hook=hook)
    except json.JSONDecodeError as error:
        raise RowError(
            f"this is not JSON: {error.msg.lower()} at character {error.pos + 1}", help="mend the syntax, or export it again"
        ) from None
    except ValueError:
        raise RowError("a number has too many digits", help="amounts are below 1e12 in units of their currency") from None


def parse_object(text: str) -> dict[str, object]:
    """Parse one JSON object.

    Raises:
        RowError: as `parse_json`, or it is JSON of another type.
    """
    found = parse_json(text)
    if not isinstance(found, dict):
        raise RowError("this is JSON, but not an object", help="write each record in braces, on a line of its own")
    return found


class _Float(float):
    """A JSON number with a fraction or an exponent, with the text that it was written as."""

    text: str

    def __new__(cls, text: str) -> Self:
        number = super().__new__(cls, text)
        number.text = text
        return number


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(pairs) > MAX_KEYS:
        raise RowError(
            f"an object has more than {MAX_KEYS:,} keys", help="no record of a ledger has so many fields: is a line break missing?"
        )
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise RowError(f"the key {quote(twice)} occurs twice in one object", help="keep one of them")
    return found


def _exact_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = _object(pairs)
    for key in found.keys() & DECIMAL_FIELDS:
        value = found[key]
        if isinstance(value, _Float):
            found[key] = value.text
    return found


def _refuse_constant(name: str) -> object:
    raise RowError("a number is not finite", value=name, help="give a plain number such as 100.00, or leave the field out")


def _check_depth(text: str) -> None:
    if text.count("{") + text.count("[") <= MAX_DEPTH:
        return
    depth = 0
    for bracket in _NOT_A_BRACKET.sub("", _STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            raise RowError(f"JSON is nested deeper than {MAX_DEPTH}", help="flatten it: no record of a ledger is nested so deeply")
