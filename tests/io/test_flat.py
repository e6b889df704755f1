"""Flat files of open items."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from dunning_rules.errors import LedgerError
from dunning_rules.io import ColumnMap, read_ledger
from dunning_rules.models import Creditor
from dunning_rules.rejects import Counts

Write = Callable[[str, str | bytes], Path]

OWN = "debtor_id,id,amount,currency,issued_on,due_on"
ROW = "0042,001,100.00,EUR,2013-01-01,2013-01-31"
SOURCES = {"id": "No", "debtor_id": "Kunde", "amount": "Betrag", "currency": {"value": "EUR"}, "issued_on": "Datum", "due_on": "Fällig"}


def test_a_file_in_our_own_names(write: Write) -> None:
    header = "debtor_id,debtor_name,country,invoice_id,amount,open_amount,currency,issued_on,due_on,lien,settled_on"
    path = write("open.csv", f"{header}\n0042,Müller,DE,001,100.00,40.00,EUR,2013-01-01,2013-01-31,yes,2013-02-01\n")
    (case,) = read_ledger(path).cases

    assert case.creditor == Creditor(id="creditor", currency="EUR")
    assert (case.debtor.id, case.debtor.name, case.debtor.country) == ("0042", "Müller", "DE")
    assert (case.invoices[0].id, case.invoices[0].amount, case.invoices[0].lien) == ("001", Decimal(100), True)
    assert case.events[0].model_dump() == {
        "kind": "payment", "id": "001:settled", "debtor_id": "0042", "invoice_id": "001", "note": "",
        "at": datetime(2013, 2, 1, tzinfo=UTC), "amount": Decimal(100), "currency": "EUR", "attributes": {},
    }  # fmt: skip


def test_a_file_of_somebody_else(write: Write) -> None:
    column_map = ColumnMap.model_validate(
        {
            "creditor": {"id": "us", "currency": "CHF"},
            "file": {
                "delimiter": ";",
                "encoding": "latin-1",
                "decimal": ",",
                "thousands": ".",
                "date_format": "%d.%m.%Y",
                "timezone": "Europe/Berlin",
            },
            "invoice": SOURCES,
            "debtor": {"name": "Name"},
            "payment": {"settled_on": "Bezahlt"},
            "ignore": [{"columns": ["Notiz"], "reason": "of no use"}],
        }
    )
    text = 'No;Kunde;Name;Betrag;Datum;Fällig;Bezahlt;Notiz\r\n1;007;"Müller";1.234,50;1.7.2013;31.7.2013;15.7.2013;x\r\n'
    (case,) = read_ledger(write("export.txt", text.encode("latin-1")), column_map=column_map).cases

    assert case.creditor.currency == "CHF"
    assert case.debtor.name == "Müller"
    assert (case.invoices[0].amount, case.invoices[0].issued_on) == (Decimal("1234.50"), date(2013, 7, 1))
    assert case.events[0].at == datetime(2013, 7, 14, 22, tzinfo=UTC)


def test_a_moment_of_settlement(write: Write) -> None:
    path = write("open.csv", f"{OWN},settled_on\n{ROW},2013-02-01T09:00:00+01:00\n0042,2,1,EUR,2013-01-01,2013-01-31,2013-02-01T09:00\n")
    ledger = read_ledger(path)

    assert ledger.cases[0].events[0].at == datetime(2013, 2, 1, 8, tzinfo=UTC)
    assert [(each.field, each.reason) for each in ledger.rejects] == [("settled_on", "`settled_on` has no offset from UTC")]


def test_rejects_name_the_column_of_the_file(write: Write) -> None:
    column_map = ColumnMap.model_validate(
        {"invoice": SOURCES, "debtor": {"country": "Land"}, "payment": {"settled_on": "Bezahlt"}, "file": {"date_format": "%d.%m.%Y"}}
    )
    rows = [
        "1,K,DE,5,1.1.2013,1.2.2013,",
        "1,K,DE,5,1.1.2013,1.2.2013,",
        "2,K,Germany,5,1.1.2013,1.2.2013,",
        "3,K,DE,1.234;5,1.1.2013,1.2.2013,",
        "4,K,DE,1e18,1.1.2013,1.2.2013,",
        "5,K,DE,5,1/1/2013,1.2.2013,",
        "6,K,DE,5,1.2.2013,1.1.2013,",
        "7,K,DE,-5,1.1.2013,1.2.2013,1.2.2013",
        "8,K,DE,5,1.1.2013,1.2.2013,soon",
        f"{'9' * 128},K,DE,5,1.1.2013,1.2.2013,1.2.2013",
        "10,,DE,5,1.1.2013,1.2.2013,",
        "11,K,AT,5,1.1.2013,1.2.2013,",
        "12,K,DE,5,1.1.2013,1.2.2013",
        "13,K,,5,1.1.2013,1.2.2013,",
        "14,K,DE,-5,1.1.2013,1.2.2013,",
    ]
    ledger = read_ledger(write("open.csv", "\n".join(["No,Kunde,Land,Betrag,Datum,Fällig,Bezahlt", *rows])), column_map=column_map)

    assert [(each.line, each.field, each.reason) for each in ledger.rejects] == [
        (3, "No", "invoice `1` occurs twice"),
        (4, "Land", "`Land` does not have its form"),
        (5, "Betrag", "this is not a number"),
        (6, "Betrag", "the amount is out of range"),
        (7, "Datum", "this is not a date of the form %d.%m.%Y"),
        (8, "Fällig", "`Fällig` is before `Datum`"),
        (9, "Bezahlt", "invoice `7` is a credit note: no payment settles it"),
        (10, "Bezahlt", "this is not a moment"),
        (11, "No", "`No` is longer than 128 characters"),
        (12, "Kunde", "`Kunde` is missing"),
        (13, "Land", "`Land` of debtor `K` is another in line 2"),
        (14, "", "the row has 6 cells where the header has 7"),
    ]
    assert ledger.rejects[5].value == "2013-01-01"
    assert {(each.file, each.table) for each in ledger.rejects} == {("open.csv", "open_items")}
    assert all(each.help for each in ledger.rejects)
    assert ledger.counts == Counts(read=15, accepted=3, rejected=12)
    assert [invoice.id for invoice in ledger.cases[0].invoices] == ["1", "13", "14"]


def test_a_debtor_is_what_its_rows_say_together(write: Write) -> None:
    rows = [
        "0042,Müller,,,1,5,EUR,2013-01-01,2013-01-31",
        "0042,Mueller,DE,,2,5,EUR,2013-01-01,2013-01-31",
        "0042,,AT,,3,5,EUR,2013-01-01,2013-01-31",
        "0042,,,5000.0,4,5,EUR,2013-01-01,2013-01-31",
        "0042,,,5000,5,5,EUR,2013-01-01,2013-01-31",
        "0042,,,6000,6,5,EUR,2013-01-01,2013-01-31",
    ]
    ledger = read_ledger(
        write("open.csv", "\n".join(["debtor_id,name,debtor_country,credit_limit,id,amount,currency,issued_on,due_on", *rows]))
    )
    debtor = ledger.cases[0].debtor

    assert (debtor.name, debtor.country, debtor.credit_limit) == ("Müller", "DE", Decimal(5000))
    assert [(each.line, each.field, each.reason) for each in ledger.rejects] == [
        (4, "debtor_country", "`debtor_country` of debtor `0042` is another in line 3"),
        (7, "credit_limit", "`credit_limit` of debtor `0042` is another in line 5"),
    ]


def test_a_rejected_row_says_nothing_of_its_debtor(write: Write) -> None:
    header = "debtor_id,country,id,amount,currency,issued_on,due_on"
    ledger = read_ledger(
        write(
            "open.csv",
            f"{header}\n1,DE,a,x,EUR,2013-01-01,2013-01-31\n2,DE,b,x,EUR,2013-01-01,2013-01-31\n1,AT,a,1,EUR,2013-01-01,2013-01-31\n",
        )
    )

    assert [(case.debtor.id, case.debtor.country) for case in ledger.cases] == [("1", "AT")]


def test_contacts_in_a_cell(write: Write) -> None:
    ledger = read_ledger(write("open.csv", f'{OWN},contacts\n{ROW},"[{{""id"": ""c""}}]"\n'))

    assert ledger.cases[0].debtor.contacts[0].id == "c"


@pytest.mark.parametrize(
    ("content", "message", "mend"),
    [
        ("", "`open.csv` is empty", "name the columns"),
        (f"{OWN},du_on\n", "the column `du_on` is not known", "did you mean `due_on`? or write a column map"),
        (f"{OWN},invoice_id\n", "`invoice_id` and `id` mean the same", "remove one"),
        (f"{OWN},name,debtor_name\n", "`debtor_name` and `name` mean the same", "remove one"),
        ("debtor_id,id,amount,currency,issued_on\n", "the column `due_on` is missing", "add it"),
        ("debtor_id;id;amount\n", "the header is one column", "`delimiter`"),
        ("x\n", "the column `x` is not known", "write a column map"),
    ],
)
def test_headers_that_are_not_ours(write: Write, content: str, message: str, mend: str) -> None:
    with pytest.raises(LedgerError) as found:
        read_ledger(write("open.csv", content))

    assert message in found.value.message
    assert mend in found.value.help


@pytest.mark.parametrize(
    ("header", "message", "mend"),
    [
        ("No,Kunde,Betrag,Datum,Falig", "the column `Fällig` of the column map is not in the file", "did you mean `Falig`?"),
        ("No,Kunde,Betrag,Datum,Fällig,Rest", "the column `Rest` is neither mapped nor ignored", "[[ignore]]"),
    ],
)
def test_maps_that_do_not_fit_the_file(write: Write, header: str, message: str, mend: str) -> None:
    with pytest.raises(LedgerError) as found:
        read_ledger(write("open.csv", f"{header}\n"), column_map=ColumnMap.model_validate({"invoice": SOURCES}))

    assert message in found.value.message
    assert mend in found.value.help


def test_a_bad_constant(write: Write) -> None:
    column_map = ColumnMap.model_validate({"invoice": {**SOURCES, "lien": {"value": "perhaps"}}})
    with pytest.raises(LedgerError, match="not true or false") as found:
        read_ledger(write("open.csv", "No,Kunde,Betrag,Datum,Fällig\n"), column_map=column_map)

    assert found.value.where == "the constant of `lien` in the column map"


def test_an_ignored_column_need_not_be_there(write: Write) -> None:
    column_map = ColumnMap.model_validate({"invoice": SOURCES, "ignore": [{"columns": ["Rest"], "reason": "x"}]})

    assert read_ledger(write("open.csv", "No,Kunde,Betrag,Datum,Fällig\n"), column_map=column_map).counts == Counts(0, 0, 0)
