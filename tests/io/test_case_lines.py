"""Files of cases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dunning_rules.errors import LedgerError
from dunning_rules.io import Ledger, read_ledger
from dunning_rules.models import Creditor
from dunning_rules.rejects import Counts

Write = Callable[[str, str | bytes], Path]
CaseLine = Callable[..., str]


def test_one_line_is_one_row(write: Write, case_line: CaseLine) -> None:
    bad = [
        case_line("0007", amount="NaN"),
        case_line("0042"),
        '{"creditor": NaN}\n',
        '{"a": 1, "a": 2}\n',
        "[" * 70 + "\n",
        "{\n",
        '"text"\n',
        "\0\n",
        case_line(currency="EURO"),
        case_line(note="x"),
    ]
    path = write("cases.jsonl", "\ufeff" + case_line("0042") + "\n  \r\n" + case_line("0011") + "".join(bad))
    ledger = read_ledger(path)

    assert [case.debtor.id for case in ledger.cases] == ["0011", "0042"]
    assert ledger.counts == Counts(read=12, accepted=2, rejected=10)
    assert {(each.file, each.table) for each in ledger.rejects} == {("cases.jsonl", "cases")}
    assert [(each.line, each.field, each.reason) for each in ledger.rejects] == [
        (5, "invoices[0].amount", "`amount` is not a finite number"),
        (6, "debtor.id", "debtor `0042` has two cases"),
        (7, "", "a number is not finite"),
        (8, "", "the key `a` occurs twice in one object"),
        (9, "", "JSON is nested deeper than 64"),
        (10, "", "this is not JSON: expecting property name enclosed in double quotes at character 3"),
        (11, "", "this is JSON, but not an object"),
        (12, "", "the line has a NUL byte"),
        (13, "invoices[0].currency", "`EURO` is not a currency of ISO 4217"),
        (14, "invoices[0].note", "`note` is not a known field"),
    ]
    assert all(each.help for each in ledger.rejects)


def test_bytes_that_are_not_utf_8(write: Write, case_line: CaseLine) -> None:
    ledger = read_ledger(write("cases.jsonl", b'{"\xfc": 1}\n' + case_line().encode()))

    assert ledger.counts == Counts(2, 1, 1)
    assert "save the file as UTF-8" in ledger.rejects[0].help


def test_a_file_without_lines_is_an_empty_ledger(write: Write) -> None:
    assert read_ledger(write("cases.jsonl", "")) == Ledger((), (), Counts(0, 0, 0))


def test_the_argument_goes_before_the_creditor_of_each_case(write: Write, case_line: CaseLine) -> None:
    given = Creditor(id="them", currency="USD")

    assert read_ledger(write("cases.jsonl", case_line()), creditor=given).cases[0].creditor == given


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no such file"):
        read_ledger(tmp_path / "cases.jsonl")


def test_a_line_of_many_bad_records_costs_no_more_than_one(write: Write) -> None:
    path = write(
        "cases.jsonl", '{"creditor": {"id": "us", "currency": "EUR"}, "debtor": {"id": "1"}, "invoices": [' + "{}," * 100_000 + "{}]}\n"
    )

    assert [reject.reason for reject in read_ledger(path).rejects] == ["`id` is missing (and 5 more)"]
