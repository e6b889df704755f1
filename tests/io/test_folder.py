"""Folders of tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from dunning_rules.errors import LedgerError
from dunning_rules.io import Ledger, read_ledger
from dunning_rules.models import Creditor
from dunning_rules.rejects import Counts

Folder = Callable[[Mapping[str, str | bytes]], Path]

CREDITOR = "id,currency\nus,EUR\n"
DEBTORS = "id,name,country\n0042,Müller GmbH,DE\n7,,\n"
INVOICES = "id,debtor_id,amount,open_amount,currency,issued_on,due_on\n001,0042,100.00,40.00,EUR,2013-01-01,2013-01-31\n"


def reasons(ledger: Ledger) -> list[tuple[str, int | None, str, str]]:
    return [(each.file, each.line, each.field, each.reason) for each in ledger.rejects]


def test_all_tables(folder: Folder) -> None:
    ledger = read_ledger(
        folder(
            {
                "creditor.csv": CREDITOR,
                "debtors.csv": '\ufeffid,name,contacts,dunning_block,credit_hold,margin_rank\r\n0042,"Müller, GmbH","[{""id"": ""c1""}]",'
                '"{""reason"": ""x"", ""until"": ""2013-12-31""}",TRUE,0.25\r\n',
                "contacts.jsonl": '{"debtor_id": "0042", "id": "c2", "role": "owner"}\n',
                "invoices.csv": INVOICES,
                "visits.csv": "id,debtor_id,recorded_at,started_at,outcomes\n"
                'v,0042,2013-02-01T12:00:00Z,2013-02-01T09:00:00Z,"[""paid""]"\n',
                "events.csv": "id,debtor_id,at,kind,amount,currency,days_to_sell,reached,channel\n"
                "p,0042,2013-02-01T12:00:00+01:00,payment,60,EUR,,,\nd,0042,2013-02-01T12:00:00Z,delivery,,,30,,\n"
                "c,0042,2013-02-01T12:00:00Z,contact_attempt,,,,no,call\n",
                "README.md": "not a table",
            }
        )
    )

    (case,) = ledger.cases
    assert ledger.rejects == ()
    assert ledger.counts == Counts(read=8, accepted=8, rejected=0)
    assert case.creditor == Creditor(id="us", currency="EUR")
    assert [contact.id for contact in case.debtor.contacts] == ["c1", "c2"]
    assert case.debtor.dunning_block is not None
    assert (case.debtor.name, case.debtor.credit_hold, case.debtor.margin_rank) == ("Müller, GmbH", True, Decimal("0.25"))
    assert (case.invoices[0].id, case.invoices[0].open_amount) == ("001", Decimal(40))
    assert case.visits[0].outcomes == ("paid",)
    assert [event.kind for event in case.events] == ["payment", "delivery", "contact_attempt"]


def test_bad_rows_are_rejects_and_good_rows_go_on(folder: Folder) -> None:
    ledger = read_ledger(
        folder(
            {
                "creditor.csv": CREDITOR,
                "debtors.csv": DEBTORS + "0042,again,\nX,,Germany\n,nobody,\n",
                "contacts.csv": "debtor_id,id\n0042,c\n0042,c\nZ,c\n",
                "invoices.csv": INVOICES + "001,0042,1,,EUR,2013-01-01,2013-01-31\n001,7,1,,EUR,2013-01-01,2013-01-31\n"
                "2,X,1,,EUR,2013-01-01,2013-01-31\n3,42,1,,EUR,2013-01-01,2013-01-31\n4,7,1,,EUR,2013-02-01,2013-01-31\n"
                "5,7,1,-1,EUR,2013-01-01,2013-01-31\n6,7,1e18,,EUR,2013-01-01,2013-01-31\n7,7,NaN,,EUR,2013-01-01,2013-01-31\n",
                "visits.jsonl": '{"id": "v", "debtor_id": "X", "recorded_at": "2013-01-01T00:00:00Z", "started_at": "2013-01-01T00:00Z"}\n'
                '{"id": 5, "debtor_id": "7", "recorded_at": "2013-01-01T00:00:00Z", "started_at": "2013-01-01T00:00Z"}\n[]\n',
                "events.csv": "id,debtor_id,at,kind,agreed\ne,7,2013-01-01T00:00:00,delivery,\nf,7,2013-01-01T00:00:00Z,delivery,yes\n"
                "g,7,2013-01-01T00:00:00Z,dlivery,\nh,7,2013-01-01,delivery,\ni,7,2013-01-01T00:00:00Z,delivery,\n",
            }
        )
    )

    assert reasons(ledger) == [
        ("contacts.csv", 3, "id", "contact `c` occurs twice"),
        ("contacts.csv", 4, "debtor_id", "its debtor `Z` is not in the debtors table"),
        ("debtors.csv", 4, "id", "debtor `0042` occurs twice"),
        ("debtors.csv", 5, "country", "`country` does not have its form"),
        ("debtors.csv", 6, "id", "`id` is missing"),
        ("events.csv", 2, "at", "`at` has no offset from UTC"),
        ("events.csv", 3, "agreed", "`agreed` is not a known field"),
        ("events.csv", 4, "kind", "`kind` is not a kind of event"),
        ("events.csv", 5, "at", "this is not a moment"),
        ("invoices.csv", 3, "id", "invoice `001` occurs twice"),
        ("invoices.csv", 5, "debtor_id", "its debtor `X` was rejected (debtors.csv:5)"),
        ("invoices.csv", 6, "debtor_id", "its debtor `42` is not in the debtors table"),
        ("invoices.csv", 7, "due_on", "`due_on` is before `issued_on`"),
        ("invoices.csv", 8, "open_amount", "`open_amount` is not between 0 and `amount`"),
        ("invoices.csv", 9, "amount", "the amount is out of range"),
        ("invoices.csv", 10, "amount", "this is not a finite number"),
        ("visits.jsonl", 1, "debtor_id", "its debtor `X` was rejected (debtors.csv:5)"),
        ("visits.jsonl", 2, "id", "`id` is not text"),
        ("visits.jsonl", 3, "", "this is JSON, but not an object"),
    ]
    assert ledger.counts == Counts(read=26, accepted=7, rejected=19)
    assert [case.debtor.id for case in ledger.cases] == ["0042", "7"]


def test_no_debtors_table(folder: Folder) -> None:
    ledger = read_ledger(folder({"invoices.csv": INVOICES}))

    assert reasons(ledger) == [("invoices.csv", 2, "debtor_id", "its debtor `0042` is not in the debtors table")]


def test_latin_1_rejects_only_its_own_rows(folder: Folder) -> None:
    ledger = read_ledger(folder({"creditor.csv": CREDITOR, "debtors.csv": b"id,name\n1,M\xfcller\n2,Meier\n"}))

    assert [case.debtor.id for case in ledger.cases] == ["2"]
    assert [(each.line, each.field, each.value) for each in ledger.rejects] == [(2, "name", "")]
    assert "`encoding =" in ledger.rejects[0].help


def test_personal_data_is_not_shown(folder: Folder) -> None:
    contact = '{"debtor_id": "1", "id": "c", "phone": "0123"}\n'
    ledger = read_ledger(folder({"creditor.csv": CREDITOR, "debtors.csv": f"id,name\n1,{'Meier' * 500}\n", "contacts.jsonl": contact}))

    assert [(each.field, each.value) for each in ledger.rejects] == [("phone", "(hidden)"), ("name", "(hidden)")]


def test_a_header_without_rows_is_an_empty_ledger(folder: Folder) -> None:
    ledger = read_ledger(folder({"debtors.csv": "id\n", "events.jsonl": ""}))

    assert ledger == Ledger((), (), Counts(0, 0, 0))


@pytest.mark.parametrize(
    ("tables", "message", "mend"),
    [
        ({"notes.txt": ""}, "has no table", "`debtors.csv`"),
        ({"invoice.csv": ""}, "`invoice.csv` is not a table", "did you mean `invoices`?"),
        ({"debtors.csv": "id\n", "debtors.jsonl": ""}, "`debtors` is there as CSV and as JSONL", "keep one"),
        ({"debtors.csv": ""}, "`debtors.csv` is empty", "name the columns"),
        ({"debtors.csv": "id,id\n"}, "the column `id` occurs twice", "rename"),
        (
            {"debtors.csv": "id,dunning_blok\n1,\n"},
            "the column `dunning_blok` is not known",
            "did you mean `dunning_block`? or rename or remove it, or name it `attributes.…`",
        ),
        ({"contacts.csv": "debtor_id,id,attributes.x\n"}, "the column `attributes.x` is not known", "or rename or remove it"),
        ({"events.csv": "id;debtor_id;kind\n"}, "the header is one column, `id;debtor_id;kind`", "by commas"),
        ({"debtors.csv": "id\n1\n"}, "the ledger names no currency, and no creditor", "give a creditor"),
        ({"debtors.csv": "id,currency\n1,EUR\n2,USD\n"}, "several currencies (`EUR`, `USD`), and no creditor", "give a creditor"),
        ({"creditor.csv": "id,currency\nus,EURO\n"}, "the creditor cannot be read: `EURO` is not a currency", "three-letter"),
    ],
)
def test_folders_that_cannot_be_read(folder: Folder, tables: Mapping[str, str], message: str, mend: str) -> None:
    with pytest.raises(LedgerError) as found:
        read_ledger(folder(tables))

    assert message in found.value.message
    assert mend in found.value.help


def test_the_only_currency_makes_the_creditor(folder: Folder) -> None:
    assert read_ledger(folder({"debtors.csv": DEBTORS, "invoices.csv": INVOICES})).cases[0].creditor == Creditor(
        id="creditor", currency="EUR"
    )


def test_the_argument_goes_before_the_folders_creditor(folder: Folder) -> None:
    given = Creditor(id="them", currency="USD")

    assert read_ledger(folder({"creditor.csv": CREDITOR, "debtors.csv": DEBTORS}), creditor=given).cases[0].creditor == given
    assert len(read_ledger(folder({"creditor.csv": "id\nus\n", "debtors.csv": DEBTORS}), creditor=given).rejects) == 1


def test_a_second_creditor(folder: Folder) -> None:
    ledger = read_ledger(folder({"creditor.csv": CREDITOR + "them,USD\n", "debtors.csv": DEBTORS}))

    assert reasons(ledger) == [("creditor.csv", 3, "", "a ledger has one creditor")]
    assert ledger.cases[0].creditor.id == "us"


def test_a_bad_creditor_beside_a_good_one(folder: Folder) -> None:
    ledger = read_ledger(folder({"creditor.csv": "id,currency\nus,\nus,EUR\n", "debtors.csv": DEBTORS}))

    assert reasons(ledger) == [("creditor.csv", 2, "currency", "`currency` is missing")]
    assert ledger.cases[0].creditor.id == "us"


def test_a_debtor_of_a_number_as_id_is_not_remembered(folder: Folder) -> None:
    ledger = read_ledger(folder({"debtors.jsonl": '{"id": 42}\n', "invoices.csv": INVOICES}))

    assert [each[3] for each in reasons(ledger)] == ["`id` is not text", "its debtor `0042` is not in the debtors table"]


def test_a_folder_that_cannot_be_listed(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    path = folder({"debtors.csv": DEBTORS})
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(LedgerError, match="cannot be read: permission denied"):
        read_ledger(path)


def test_what_companies_record_beyond_the_models(folder: Folder) -> None:
    debtors = (
        'id,attributes.grade,attributes.note,attributes\n1,A,,"{""since"": 2019}"\n2,B,x,\n3,,,[]\n4,A,,"{""grade"": ""B""}"\n5,A,,[]\n'
    )
    ledger = read_ledger(folder({"creditor.csv": CREDITOR, "debtors.csv": debtors}))
    assert [case.debtor.attributes for case in ledger.cases] == [{"since": 2019, "grade": "A"}, {"grade": "B", "note": "x"}]
    assert [each[1:] for each in reasons(ledger)] == [
        (4, "attributes", ledger.rejects[0].reason),
        (5, "attributes.grade", "it is given twice"),
        (6, "attributes", "this is not an object of JSON"),
    ]
