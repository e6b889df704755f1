"""What each type of validation error means to somebody who mends a ledger."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from pydantic_core import ErrorDetails

from dunning_rules.errors import did_you_mean, quote

_NUMBER = "write a plain number such as 100.00"
_DATE = ("{field} is not a date", "write it as text, in the form 2013-07-15")
_MOMENT = ("{field} is not a moment", "give date, time and offset, e.g. 2013-07-15T09:00:00+02:00")
_WHOLE = ("{field} is not a whole number", "write digits only, without quotes, e.g. 30")
_OBJECT = ("{field} is not an object", "write it in braces, with its fields by name")

_MENDS: dict[str, tuple[str, str]] = {
    "missing": ("{field} is missing", "give it: it has no default"),
    "string_type": ("{field} is not text", "write it in quotes: as a number an id loses its leading zeros"),
    "string_too_short": ("{field} is empty", "give it"),
    "string_too_long": ("{field} is longer than {max_length} characters", "shorten it"),
    "string_pattern_mismatch": ("{field} does not have its form", "write a country as two capital letters of ISO 3166-1, e.g. DE"),
    "timezone_aware": ("{field} has no offset from UTC", "give the offset, e.g. 2013-07-15T09:00:00+02:00"),
    "date_type": _DATE,
    "date_parsing": _DATE,
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "decimal_type": ("{field} is not a number", _NUMBER),
    "decimal_parsing": ("{field} is not a number", _NUMBER),
    "finite_number": ("{field} is not a finite number", _NUMBER),
    "decimal_max_places": ("{field} has more than {decimal_places} decimals", "round it before"),
    "bool_type": ("{field} is not true or false", "write true or false, without quotes"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "greater_than_equal": ("{field} is less than {ge}", "check its unit: a share is a fraction, 0.25 for 25 %"),
    "less_than_equal": ("{field} is more than {le}", "check its unit: a share is a fraction, 0.25 for 25 %"),
    "tuple_type": ("{field} is not a list", "write it in square brackets, e.g. []"),
    "model_type": _OBJECT,
    "dict_type": _OBJECT,
    "union_tag_not_found": ("{field} is missing", "say the kind of the event"),
}

_IN_QUOTES = re.compile("'([^']*)'")


def reason_and_mend(details: ErrorDetails, field: str, *, known: Iterable[str], strangers: Iterable[str]) -> tuple[str, str]:
    """Say what is wrong and how to mend it.

    Args:
        details: one error of pydantic.
        field: name of the failing field, or `""` for the record.
        known: names of the fields that may stand where it stands.
        strangers: names that stand beside it and are not known.
    """
    context: Mapping[str, object] = details.get("ctx", {})
    name = quote(field) if field else "the record"
    match details["type"]:
        case "extra_forbidden":
            return f"{name} is not a known field", did_you_mean(field, known)
        case "missing" if near := difflib.get_close_matches(field, list(strangers), n=1):
            return f"{name} is missing", f"is {quote(near[0])} meant for it? rename it"
        case "literal_error":
            return f"{name} is not one of its values", _nearest(details["input"], context["expected"])
        case "union_tag_invalid":
            return f"{name} is not a kind of event", _nearest(context["tag"], context["expected_tags"])
        case found if found in _MENDS:
            reason, mend = _MENDS[found]
            return reason.format_map({**context, "field": name}), mend
        case _:
            # Our own validators write the mend behind the reason; of any other error pydantic's words have to do.
            reason, _, mend = details["msg"].partition("; help: ")
            return (reason, mend) if mend else (f"{name}: {reason[:1].lower()}{reason[1:]}", "correct the value")


def _nearest(value: object, expected: object) -> str:
    return did_you_mean(str(value), _IN_QUOTES.findall(str(expected)))
