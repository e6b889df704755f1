"""Files of other systems: recorded answers of their interfaces, and what the files do not say."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dunning_rules.errors import LedgerError
from dunning_rules.io.erp import (
    ErpSettings,
    Owed,
    System,
    read_erp_settings,
    read_erpnext,
    read_exported,
    read_odoo,
    read_recorded,
    read_sap,
)
from dunning_rules.io.erp.odoo.fields import LINE, MOVE, PARTNER
from dunning_rules.models import Creditor
from dunning_rules.rows.file_format import FileFormat
from tests.io.erp.erpnext_documents import address, customer, invoice
from tests.io.erp.odoo_records import line, move, partner

Write = Callable[[str, str | bytes], Path]
OWED = Owed(Creditor(id="us", currency="EUR"))
ODOO = {
    PARTNER: [partner(7, credit_limit=0.0, use_partner_credit_limit=True)],
    MOVE: [move(1, 1190.0, 490.1)],
    LINE: [line(11, 1, 1190.0, 490.1)],
}
ERPNEXT = {
    "Country": [{"name": "Germany", "code": "de"}],
    "Address": [address("A", "Germany")],
    "Customer": [customer(credit_limits=[{"company": "Ours", "credit_limit": 5000.0}, {"company": "Theirs", "credit_limit": 1.0}])],
    "Sales Invoice": [invoice(1, 1190.0, 490.0)],
}
SAP = (
    "BUKRS;KUNNR;BELNR;GJAHR;BUZEI;BLART;BLDAT;BUDAT;SHKZG;WRBTR;WAERS;ZFBDT;OURS\n"
    "1000;4711;90;2026;001;RV;01.04.2026;01.04.2026;S;1.190,00;EUR;01.04.2026;x\n"
    "2000;4711;91;2026;001;RV;01.04.2026;01.04.2026;S;1.190,00;EUR;01.04.2026;x\n"
)


def test_a_file_of_all_models_is_read_as_the_records_are(write: Write) -> None:
    path = write("odoo.json", json.dumps(ODOO))
    assert read_exported(path, "odoo", OWED) == read_odoo(ODOO, OWED)
    assert read_exported(path, "odoo", OWED).counts.accepted == 3


def test_a_folder_has_a_file_for_each_model_with_or_without_the_response_around_it(tmp_path: Path) -> None:
    for model, rows in ODOO.items():
        (tmp_path / f"{model}.json").write_text(json.dumps({"jsonrpc": "2.0", "id": 1, "result": rows}), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not read", encoding="utf-8")
    assert read_exported(tmp_path, "odoo", OWED) == read_odoo(ODOO, OWED)


def test_documents_of_erpnext_may_come_one_by_one(tmp_path: Path) -> None:
    for doctype, rows in ERPNEXT.items():
        (tmp_path / f"{doctype}.json").write_text(json.dumps({"data": rows[0]}), encoding="utf-8")
    found = read_exported(tmp_path, "erpnext", OWED, ErpSettings(company="Ours"))
    assert found == read_erpnext(ERPNEXT, OWED, company="Ours")
    assert str(found.cases[0].debtor.credit_limit) == "5000.00"
    assert read_recorded(tmp_path)["Customer"] == ERPNEXT["Customer"]


def test_what_is_no_record_is_a_reject_and_the_others_go_on(write: Write) -> None:
    found = read_exported(write("odoo.json", json.dumps({**ODOO, MOVE: [*ODOO[MOVE], 7]})), "odoo", OWED)
    assert [each.reason for each in found.rejects] == ["this is not a record"]
    assert len(found.cases[0].invoices) == 1


def test_a_list_of_sap_is_read_as_the_settings_say(write: Write) -> None:
    text = 'company = "1000"\nignore = ["OURS"]\n[file]\ndelimiter = ";"\ndecimal = ","\nthousands = "."\ndate_format = "%d.%m.%Y"\n'
    path, settings = write("bsid.csv", SAP), read_erp_settings(write("sap.toml", text))
    form = FileFormat(delimiter=";", decimal=",", thousands=".", date_format="%d.%m.%Y")
    assert settings == ErpSettings(company="1000", ignore=("OURS",), file=form)
    found = read_exported(path, "sap", OWED, settings)
    assert found == read_sap(path, OWED, company_code="1000", file_format=form, ignore=["OURS"])
    assert [each.id for each in found.cases[0].invoices] == ["90-2026-001"]


@pytest.mark.parametrize(
    ("name", "content", "message", "where"),
    [
        ("a.txt", "{}", "is no JSON file", ""),
        ("a.json", "[]", "`a.json` does not say of which model its records are", ""),
        ("a.json", '{"account.move": 7}', "there are no records", "a.json: account.move"),
        ("a.json", '{"account.moves": []}', "`account.moves` is not a model that is read", ""),
        ("a.json", '{"account.move": [}', "this is not JSON", "a.json"),
        ("a.json", '{"account.move": [], "account.move": []}', "the key `account.move` occurs twice", "a.json"),
        ("a.json", b'{"\xfc": []}', "`a.json` is not UTF-8", ""),
    ],
)
def test_what_cannot_be_read_is_said_with_place_and_mend(write: Write, name: str, content: str | bytes, message: str, where: str) -> None:
    with pytest.raises(LedgerError) as found:
        read_exported(write(name, content), "odoo", OWED)
    assert message in found.value.message
    assert found.value.where == where
    assert found.value.help


def test_a_folder_without_records_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path, message in ((tmp_path, "has no records"), (tmp_path / "x.json", "cannot be read")):
        with pytest.raises(LedgerError, match=message):
            read_recorded(path)


@pytest.mark.parametrize(("system", "name"), [("odoo", "company"), ("odoo", "file"), ("erpnext", "ignore")])
def test_a_setting_without_a_meaning_is_an_error(write: Write, system: System, name: str) -> None:
    given: dict[str, object] = {"company": "Ours", "file": FileFormat(), "ignore": ("X",)}
    with pytest.raises(LedgerError, match=f"`{name}` has no meaning for `{system}`"):
        read_exported(write("a.json", "{}"), system, OWED, ErpSettings.model_validate({name: given[name]}))
