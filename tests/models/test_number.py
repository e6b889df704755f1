"""Numbers are read from plain digits, by every way in."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from pydantic import ValidationError

from dunning_rules.engine.attributes import attribute_reader
from dunning_rules.errors import DunningError
from dunning_rules.io import read_ledger
from dunning_rules.language.types import MONEY
from dunning_rules.models import Debtor
from dunning_rules.models.number import read_number

GOOD = {"100": "100", "100.50": "100.50", "+5": "5", ".5": "0.5", "5.": "5", "1e2": "100", "1E+2": "100", " 7 ": "7", "007": "7"}
BAD = [
    "1_000",
    "1,000",
    "\N{ARABIC-INDIC DIGIT FIVE}",
    "\N{FULLWIDTH DIGIT ONE}",
    "½",
    "0x10",
    "1e",
    "--1",
    "1 000",
    ".",
    "5e_1",
    "+ 5",
    "five",
]
FOLDER = {"creditor.csv": "id,currency\nus,EUR\n", "debtors.csv": "id\n7\n"}
COLUMNS = ("id", "debtor_id", "amount", "currency", "issued_on", "due_on")


def _in_json(text: str) -> Decimal | None:
    return Debtor.model_validate_json(json.dumps({"id": "7", "credit_limit": text})).credit_limit


def _invoices(folder: Path, name: str, text: str) -> list[Decimal]:
    for file, content in FOLDER.items():
        (folder / file).write_text(content, encoding="utf-8")
    row = dict(zip(COLUMNS, ("1", "7", text, "EUR", "2013-01-01", "2013-01-31"), strict=True))
    cells = ",".join(f'"{cell}"' for cell in row.values())
    content = json.dumps(row) if name.endswith(".jsonl") else f"{','.join(COLUMNS)}\n{cells}\n"
    (folder / name).write_text(content, encoding="utf-8")
    ledger = read_ledger(folder)
    assert len(ledger.rejects) + len(ledger.cases[0].invoices) == 1
    return [invoice.amount for invoice in ledger.cases[0].invoices]


@pytest.mark.parametrize("text", GOOD)
def test_what_is_a_number(text: str) -> None:
    assert read_number(text) == _in_json(text) == Decimal(GOOD[text])


@pytest.mark.parametrize("text", BAD)
def test_what_decimal_would_read_is_not_always_a_number(text: str) -> None:
    with pytest.raises(InvalidOperation):
        read_number(text)
    with pytest.raises(ValidationError, match="valid decimal"):
        _in_json(text)


@pytest.mark.parametrize("name", ["invoices.csv", "invoices.jsonl"])
@pytest.mark.parametrize("text", [*GOOD, *BAD])
def test_csv_and_json_agree(tmp_path: Path, name: str, text: str) -> None:
    assert _invoices(tmp_path, name, text) == ([Decimal(GOOD[text])] if text in GOOD else [])


@pytest.mark.parametrize("text", ["1_000", "\N{ARABIC-INDIC DIGIT FIVE}"])
def test_attributes_agree(text: str) -> None:
    debtor = Debtor(id="7", attributes={"limit": text})
    with pytest.raises(DunningError, match="`limit` is no money"):
        attribute_reader("limit", MONEY, may_miss=True)(debtor)


@pytest.mark.parametrize("value", ["true", "[]", "{}"])
def test_what_is_no_number_in_json(value: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Debtor.model_validate_json(f'{{"id": "7", "credit_limit": {value}}}')
    assert [each["type"] for each in caught.value.errors()] == ["decimal_type"]


@pytest.mark.parametrize(("value", "kind"), [('"NaN"', "finite_number"), ("Infinity", "finite_number"), ('"-inf"', "finite_number")])
def test_what_is_not_finite(value: str, kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Debtor.model_validate_json(f'{{"id": "7", "credit_limit": {value}}}')
    assert [each["type"] for each in caught.value.errors()] == [kind]


@pytest.mark.parametrize("value", ["100", "100.25", '"100.25"'])
def test_a_number_of_json_is_one(value: str) -> None:
    found = Debtor.model_validate_json(f'{{"id": "7", "credit_limit": {value}}}').credit_limit
    assert found == Decimal(value.strip('"'))
