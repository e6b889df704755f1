"""Flat open items of SAP to cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

import dunning_rules as dr
from dunning_rules.errors import LedgerError
from dunning_rules.io.erp import Owed, read_sap
from dunning_rules.io.erp.sap.columns import SAP_FIELDS, SAP_LEFT_OUT
from dunning_rules.io.ledger import Ledger
from dunning_rules.models import Creditor
from dunning_rules.models.event import Payment
from dunning_rules.rows.file_format import FileFormat

Write = Callable[[str, str | bytes], Path]
OWED = Owed(Creditor(id="us", currency="EUR"))
ROW = {
    "BUKRS": "1000", "KUNNR": "0000004711", "BELNR": "0090000001", "GJAHR": "2026", "BUZEI": "001", "BLART": "RV", "BLDAT": "20260401",
    "BUDAT": "20260402", "SHKZG": "S", "WRBTR": "1190.00", "WAERS": "EUR", "ZFBDT": "20260401", "ZBD1T": "14", "ZBD2T": "30", "ZBD3T": "0",
}  # fmt: skip
HEADER = tuple(ROW)


@pytest.fixture
def read(write: Write) -> Callable[..., Ledger]:
    """Reads rows that differ from the usual one."""

    def read_rows(*rows: dict[str, str], company_code: str | None = None, without: str = "") -> Ledger:
        names = [name for name in dict.fromkeys([*HEADER, *(name for row in rows for name in row)]) if name != without]
        lines = ["\t".join(names), *("\t".join((ROW | row).get(name, "") for name in names) for row in rows)]
        return read_sap(write("bsid.txt", "\n".join(lines) + "\n"), OWED, company_code=company_code)

    return read_rows


def test_an_invoice_keeps_its_leading_zeros(read: Callable[..., Ledger]) -> None:
    (case,) = read({"NAME1": "Alder GmbH", "LAND1": "DE"}).cases
    (invoice,) = case.invoices
    assert (case.debtor.id, case.debtor.name, case.debtor.country) == ("0000004711", "Alder GmbH", "DE")
    assert (invoice.id, invoice.amount, invoice.issued_on) == ("0090000001-2026-001", Decimal(1190), date(2026, 4, 1))


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        (("0", "0", "0"), date(2026, 4, 1)),
        (("14", "0", "0"), date(2026, 4, 15)),
        (("14", "30", "0"), date(2026, 5, 1)),
        (("14", "30", "60"), date(2026, 5, 31)),
        (("", "", ""), date(2026, 4, 1)),
    ],
)
def test_it_falls_due_after_the_days_net(read: Callable[..., Ledger], terms: tuple[str, str, str], due: date) -> None:
    (case,) = read(dict(zip(("ZBD1T", "ZBD2T", "ZBD3T"), terms, strict=True))).cases
    assert case.invoices[0].due_on == due


@pytest.mark.parametrize("empty", ["", "00000000"])
def test_without_a_base_day_that_of_the_document_counts(read: Callable[..., Ledger], empty: str) -> None:
    (case,) = read({"ZFBDT": empty, "BLDAT": "20260410"}).cases
    assert case.invoices[0].due_on == date(2026, 5, 10)


@pytest.mark.parametrize(("reference", "due"), [("", date(2026, 4, 1)), ("0090000001", date(2026, 5, 1))])
def test_a_credit_note_has_terms_only_with_its_invoice(read: Callable[..., Ledger], reference: str, due: date) -> None:
    (case,) = read({"SHKZG": "H", "BLART": "RG", "REBZG": reference}).cases
    (invoice,) = case.invoices
    assert (invoice.amount, invoice.due_on) == (Decimal(-1190), due)


def test_without_the_side_the_sign_is_that_of_the_amount(read: Callable[..., Ledger]) -> None:
    (case,) = read({"WRBTR": "100.00-"}, without="SHKZG").cases
    assert case.invoices[0].amount == Decimal(-100)


def test_money_pays_the_invoice_that_it_names_in_whichever_order(read: Callable[..., Ledger]) -> None:
    money = {"BELNR": "0014000001", "BLART": "DZ", "SHKZG": "H"}
    named = {"REBZG": "0090000001", "REBZJ": "2026", "REBZZ": "001", "WRBTR": "190.00"}
    (case,) = read(money | named, money | {"BELNR": "0014000002", "WRBTR": "50.00"}, {}).cases
    assert [(each.id, each.amount, each.invoice_id) for each in case.events if isinstance(each, Payment)] == [
        ("0014000001-2026-001", Decimal(190), "0090000001-2026-001"),
        ("0014000002-2026-001", Decimal(50), None),
    ]
    report = dr.evaluate(case, as_of=datetime(2026, 7, 15, tzinfo=UTC))
    assert report.totals.overdue_amount == Decimal(950)


def test_money_alone_makes_its_debtor_known(read: Callable[..., Ledger]) -> None:
    (case,) = read({"BLART": "DZ", "SHKZG": "H", "NAME1": "Alder"}).cases
    assert (case.debtor.name, len(case.events), case.invoices) == ("Alder", 1, ())


def test_a_cleared_item_was_paid_on_its_day_and_cleared_money_is_used_up(read: Callable[..., Ledger]) -> None:
    cleared = {"AUGDT": "20260520", "AUGBL": "0014000001"}
    (case,) = read(cleared, cleared | {"BELNR": "0014000001", "BLART": "DZ", "SHKZG": "H"}, cleared | {"BELNR": "3", "SHKZG": "H"}).cases
    assert [each.open_amount for each in case.invoices] == [Decimal(0), Decimal(0)]
    (event,) = case.events
    assert isinstance(event, Payment)
    assert (event.id, event.amount, event.at) == ("0090000001-2026-001:cleared", Decimal(1190), datetime(2026, 5, 20, tzinfo=UTC))


def test_a_block_holds_its_item_and_a_dunning_is_a_notice_of_its_level(read: Callable[..., Ledger]) -> None:
    (case,) = read({"MANSP": "A", "MANST": "2", "MADAT": "20260601"}).cases
    dispute, notice = case.events
    assert dispute.kind == "dispute_raised" and (dispute.ground, dispute.at.date()) == ("dunning block A", date(2026, 4, 2))  # noqa: PT018 - narrows the type
    assert notice.kind == "notice_sent" and (notice.level, notice.at.date()) == (2, date(2026, 6, 1))  # noqa: PT018 - narrows the type
    report = dr.evaluate(case, as_of=datetime(2026, 7, 15, tzinfo=UTC))
    assert not [each for each in report.recommendations if each.demands_payment]


def test_what_an_earlier_row_says_of_the_debtor_stays(read: Callable[..., Ledger]) -> None:
    (case,) = read({"NAME1": "Alder", "LAND1": "DE"}, {"BELNR": "2"}).cases
    assert (case.debtor.name, case.debtor.country) == ("Alder", "DE")


def test_items_with_a_special_indicator_and_of_other_company_codes_are_left_alone(read: Callable[..., Ledger]) -> None:
    ledger = read({}, {"BELNR": "2", "UMSKZ": "A"}, {"BELNR": "3", "BUKRS": "2000"}, company_code="1000")
    assert [each.id for each in ledger.cases[0].invoices] == ["0090000001-2026-001"]
    assert (ledger.counts.accepted, ledger.rejects) == (3, ())


def test_rejects_say_where_what_and_how_to_mend(read: Callable[..., Ledger]) -> None:
    faults = [
        {},
        {"BELNR": "2", "BUKRS": "2000"},
        {"BELNR": "3", "SHKZG": "X"},
        {"BELNR": "4", "WRBTR": "-5"},
        {"BELNR": "5", "WRBTR": ""},
        {"BELNR": "6", "ZFBDT": "1.4.2026"},
        {"BELNR": "7", "ZBD3T": "99999"},
        {"BELNR": "8", "WAERS": "EURO"},
        {"BELNR": "9", "KUNNR": ""},
        {"BELNR": "10", "LAND1": "Germany", "KUNNR": "2"},
        {"BLART": "DZ", "SHKZG": "X", "BELNR": "11"},
        {},
        {"BELNR": "12", "BLDAT": ""},
    ]
    ledger = read(*faults)
    assert [(each.line, each.field) for each in ledger.rejects] == [
        (3, "BUKRS"),
        (4, "SHKZG"),
        (5, "WRBTR"),
        (6, "WRBTR"),
        (7, "ZFBDT"),
        (8, "ZBD1T"),
        (9, "WAERS"),
        (10, "KUNNR"),
        (11, "LAND1"),
        (12, "SHKZG"),
        (13, "id"),
        (14, "BLDAT"),
    ]
    assert all(each.reason and each.help for each in ledger.rejects)
    assert ledger.counts.accepted == 1


def test_a_row_with_too_few_cells_is_rejected(write: Write) -> None:
    ledger = read_sap(write("x.txt", "\t".join(HEADER) + "\n1000\t4711\n"), OWED)
    assert [each.line for each in ledger.rejects] == [2]


def test_a_file_in_another_form(write: Write) -> None:
    text = "KUNNR;BELNR;GJAHR;BLDAT;WRBTR;WAERS;SGTXT;ZZOWN\n7;1;2026;01.04.2026;1.190,00;EUR;x;y\n"
    form = FileFormat(delimiter=";", decimal=",", thousands=".", date_format="%d.%m.%Y")
    (case,) = read_sap(write("x.csv", text), OWED, file_format=form, ignore=["ZZOWN"]).cases
    assert (case.invoices[0].id, case.invoices[0].amount) == ("1-2026", Decimal(1190))


def test_a_header_that_does_not_fit_is_an_error(write: Write) -> None:
    with pytest.raises(LedgerError, match="the column `WRBTR` is missing"):
        read_sap(write("x.txt", "KUNNR\tBELNR\tGJAHR\tBLDAT\tWAERS\n"), OWED)
    with pytest.raises(LedgerError, match="the column `MANSQ` is not known") as raised:
        read_sap(write("x.txt", "\t".join([*HEADER, "MANSQ"]) + "\n"), OWED)
    assert "did you mean `MANS" in raised.value.help


def test_no_column_is_read_and_left_out() -> None:
    assert not {use.field for use in SAP_FIELDS} & set(SAP_LEFT_OUT)
