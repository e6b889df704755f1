"""JSON, bounded and exact."""

from __future__ import annotations

import time

import pytest

from dunning_rules.rows.json_text import MAX_DEPTH, MAX_KEYS, parse_json, parse_object
from dunning_rules.rows.row_error import RowError


def test_amounts_keep_every_digit() -> None:
    assert parse_json('{"amount": 100000000000.0000000000000001, "id": 1.5, "open_amount": 7}') == {
        "amount": "100000000000.0000000000000001",
        "id": 1.5,
        "open_amount": 7,
    }


def test_depth_up_to_the_limit() -> None:
    assert parse_json("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert parse_json('["' + "[" * 1000 + '\\"]"]')
    assert parse_json("[" + ",".join(["[]"] * 100) + "]")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), "nested deeper than 64"),
        ('{"a":' * 100_000, "nested deeper than 64"),
        ('{"a": 1, "b": 2, "a": 3}', "the key `a` occurs twice"),
        ("{" + ",".join(f'"{number}": 0' for number in range(MAX_KEYS + 1)) + "}", "an object has more than 1,000 keys"),
        ("[NaN]", "a number is not finite"),
        ("-Infinity", "a number is not finite"),
        ("9" * 5000, "a number has too many digits"),
        ("{", "this is not JSON: expecting property name enclosed in double quotes at character 2"),
        ("", "this is not JSON"),
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    with pytest.raises(RowError, match=message):
        parse_json(text)


@pytest.mark.parametrize("text", ["[]", "1", '"{}"', "null"])
def test_only_an_object_is_a_record(text: str) -> None:
    with pytest.raises(RowError, match="not an object"):
        parse_object(text)


@pytest.mark.parametrize("text", ['"' + '\\"' * 1_000_000 + "[" * 65, '[{"' * 22 + '"' * 1_000_001])
def test_unclosed_strings_are_skipped_in_linear_time(text: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(RowError):
        parse_json(text)

    assert time.perf_counter() - begin < 5
