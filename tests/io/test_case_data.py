"""Cases that come over a wire."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel

from dunning_rules.errors import CaseError
from dunning_rules.io import read_cases, read_json, read_ledger, read_record
from dunning_rules.models import Case
from dunning_rules.rejects import Counts

Write = Callable[[str, str | bytes], Path]
CaseLine = Callable[..., str]


class Asked(BaseModel):
    case: Case


def test_a_case_is_read_as_from_a_file(write: Write, case_line: CaseLine) -> None:
    line = case_line("0042")
    assert (read_record(read_json(line), Case),) == read_ledger(write("cases.jsonl", line)).cases
    assert read_record(read_json(line.encode()), Case) == read_record(read_json(line), Case)


def test_an_amount_keeps_each_digit(case_line: CaseLine) -> None:
    data = json.loads(case_line("0042"))
    text = json.dumps(data | {"invoices": [data["invoices"][0] | {"amount": "@"}]}).replace('"@"', "999999999999.10")
    assert str(read_record(read_json(text), Case).invoices[0].amount) == "999999999999.10"


@pytest.mark.parametrize(
    ("text", "message", "where"),
    [
        (b'{"\xfc": 1}', "this is not UTF-8: byte 3 cannot be read", ""),
        ('{"case": NaN}', "a number is not finite", ""),
        ('{"case": 1, "case": 2}', "the key `case` occurs twice in one object", ""),
        ("{", "this is not JSON: expecting property name enclosed in double quotes at character 2", ""),
        ("[]", "the record is not an object", ""),
        ("{}", "`case` is missing", "case"),
        ('{"case": {"creditor": {"id": "us", "currency": "EURO"}, "debtor": {"id": "1"}}}', "`EURO` is not a currency", "case.creditor"),
    ],
)
def test_what_cannot_be_read_is_said_with_place_and_mend(text: str | bytes, message: str, where: str) -> None:
    with pytest.raises(CaseError) as found:
        read_record(read_json(text), Asked)
    assert found.value.message.startswith(message)
    assert found.value.where.startswith(where)
    assert found.value.help


def test_bad_cases_are_rejects_in_their_order_and_the_others_go_on(case_line: CaseLine) -> None:
    good = [json.loads(case_line(f"{number:04}")) for number in range(12)]
    ledger = read_cases([*reversed(good), {"debtor": 1}, good[3], "text"], name="given")

    assert [case.debtor.id for case in ledger.cases] == [f"{number:04}" for number in range(12)]
    assert ledger.counts == Counts(read=15, accepted=12, rejected=3)
    assert [(each.file, each.line, each.table) for each in ledger.rejects] == [("given", place, "cases") for place in (13, 14, 15)]
    assert ledger.rejects[1].reason == "debtor `0003` has two cases"
    assert all(each.help for each in ledger.rejects)
