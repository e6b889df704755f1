"""Bank statements as files."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dunning_rules.errors import ExtraError, LedgerError
from dunning_rules.io.bank import Credit, Reference, Statement, read_camt, xml_file
from tests.io.bank.camt_files import details, document, entry, statement

Read = Callable[[str], Statement]
BERLIN = ZoneInfo("Europe/Berlin")


def only(found: Statement) -> Credit:
    assert found.rejects == ()
    (credit,) = found.credits
    return credit


def test_money_that_came_in(read: Read) -> None:
    text = details("Rechnung 4711", end_to_end="E1", payer="FR76", structured=document("4712", "60.00"))
    assert only(read(statement(entry("100.00", text)))) == Credit(
        id="R1",
        line=5,
        account="DE02120300000000202051",
        amount=Decimal("100.00"),
        currency="EUR",
        at=datetime(2026, 7, 1, tzinfo=BERLIN),
        end_to_end_id="E1",
        references=(Reference("4712", Decimal("60.00")),),
        text="Rechnung 4711",
        payer_account="FR76",
    )


@pytest.mark.parametrize("message", ["053", "054"])
@pytest.mark.parametrize("version", ["02", "04", "06", "08", "13"])
@pytest.mark.parametrize("status", ["BOOK", "<Cd>BOOK</Cd>"])
def test_every_version(read: Read, message: str, version: str, status: str) -> None:
    assert only(read(statement(entry(status=status), message=message, version=version))).amount == 100


def test_an_entry_without_details_or_reference_is_named_by_its_place(read: Read) -> None:
    assert only(read(statement(entry(reference=None), account="<Othr><Id>42</Id></Othr>"))).id == "S1/1"


@pytest.mark.parametrize("part", [entry(status="<Cd>PDNG</Cd>"), entry(side="DBIT"), entry(reversal="<RvslInd>true</RvslInd>")])
def test_what_brings_no_money_is_left_alone(read: Read, part: str) -> None:
    found = read(statement(part))
    assert (found.credits, found.counts.accepted) == ((), 1)


@pytest.mark.parametrize(
    "part",
    [
        entry(side="DBIT", reversal="<RvslInd>true</RvslInd>"),
        entry(side="DBIT", reversal="<RvslInd>1</RvslInd>"),
        entry("100.00", details(extra="<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>"), side="DBIT"),
    ],
)
def test_money_that_was_taken_back(read: Read, part: str) -> None:
    assert only(read(statement(part))).is_reversal


def test_the_transactions_of_a_batch(read: Read) -> None:
    parts = (
        details("a", amount='<Amt Ccy="EUR">60.00</Amt>', reference="T1"),
        details("b", amount='<AmtDtls><TxAmt><Amt Ccy="EUR">40.00</Amt></TxAmt></AmtDtls>'),
        details("c"),
    )
    found = read(statement(entry("100.00", *parts)))
    assert [(each.id, each.amount, each.text) for each in found.credits] == [("T1", Decimal(60), "a"), ("S1/1/2", Decimal(40), "b")]
    assert [(each.line, each.field) for each in found.rejects] == [(5, "Amt")]
    assert found.counts.read == 3


def test_parts_of_a_batch_that_repeat_its_reference_are_told_apart(read: Read) -> None:
    part = details(amount='<Amt Ccy="EUR">50.00</Amt>', reference="R1")
    assert [each.id for each in read(statement(entry("100.00", part, part))).credits] == ["S1/1/1", "S1/1/2"]


def test_a_moment_keeps_its_offset_and_one_without_is_of_the_zone(read: Read) -> None:
    days = ["<BookgDt><DtTm>2026-07-01T09:00:00Z</DtTm></BookgDt>", "<ValDt><Dt>2026-01-02</Dt></ValDt>"]
    found = read(statement(*(entry(day=day, reference=f"R{number}") for number, day in enumerate(days)))).credits
    assert [each.at.isoformat() for each in found] == ["2026-07-01T09:00:00+00:00", "2026-01-02T00:00:00+01:00"]


def test_a_reference_that_is_not_given_is_none(read: Read) -> None:
    assert only(read(statement(entry("1.00", details(end_to_end="NOTPROVIDED"))))).end_to_end_id is None


def test_what_money_is_for(read: Read) -> None:
    blocks = (
        "<Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf><AddtlRmtInf>thanks</AddtlRmtInf></Strd>"
        "<Strd><RfrdDocInf><Nb>1</Nb></RfrdDocInf><RfrdDocInf><Nb>2</Nb></RfrdDocInf>"
        '<RfrdDocAmt><RmtdAmt Ccy="EUR">5</RmtdAmt></RfrdDocAmt></Strd>'
        '<Strd><RfrdDocInf><Nb>3</Nb></RfrdDocInf><RfrdDocAmt><DuePyblAmt Ccy="EUR">7</DuePyblAmt></RfrdDocAmt></Strd>'
        '<Strd><RfrdDocInf><Nb>4</Nb></RfrdDocInf><RfrdDocAmt><RmtdAmt Ccy="EUR">x</RmtdAmt></RfrdDocAmt></Strd>'
        "<Strd/>"
    )
    found = only(read(statement(entry("9.00", details("first</Ustrd><Ustrd>second", structured=blocks)))))
    assert found.text == "first\nsecond\nthanks"
    assert [(each.document, each.amount) for each in found.references] == [
        ("RF18539007547034", None), ("1", None), ("2", None), ("3", Decimal(7)), ("4", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "field"),
    [
        (entry("ten"), "Amt"),
        (entry("NaN"), "Amt"),
        (entry("-1.00"), "Amt"),
        (entry("1e12"), "Amt"),
        (entry("1.001"), "Amt"),
        (entry(currency="EURO"), "Amt"),
        (entry(side="XXXX"), "CdtDbtInd"),
        (entry(day=""), "BookgDt"),
        (entry(day="<BookgDt><Dt>yesterday</Dt></BookgDt>"), "BookgDt"),
        (entry(day="<BookgDt><Dt>0001-01-01</Dt></BookgDt>"), "BookgDt"),
        (entry(reference="R" * 101), "AcctSvcrRef"),
    ],
)
def test_rejects_say_where_what_and_how_to_mend(read: Read, part: str, field: str) -> None:
    found = read(statement(part))
    (reject,) = found.rejects
    assert (reject.file, reject.line, reject.table, reject.field) == ("statement.xml", 5, "transactions", field)
    assert reject.reason
    assert reject.help
    assert found.counts.rejected == 1


def test_an_entry_without_an_amount_is_rejected(read: Read) -> None:
    assert read(statement(entry().replace('<Amt Ccy="EUR">100.00</Amt>', ""))).rejects[0].field == "Amt"


def test_a_reference_that_occurs_twice_is_rejected(read: Read) -> None:
    found = read(statement(entry(), entry()))
    assert [each.line for each in found.rejects] == [6]


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (statement(entry()).replace("<Document", f"{BOMB}<Document", 1), "has a document type"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><Document/>', "has a document type"),
        ("<Document>", "is not XML"),
        ("", "is not XML"),
        ("<Document/>", "is no bank statement"),
        (statement(message="053", version="01"), "is no bank statement"),
        (statement().replace("camt.053", "camt.052"), "is no bank statement"),
        ('<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"/>', "has no `BkToCstmrStmt`"),
    ],
)
def test_a_file_that_is_no_statement_is_an_error(read: Read, text: str, says: str) -> None:
    with pytest.raises(LedgerError, match=says):
        read(text)


def test_entities_are_not_expanded_nor_files_read(read: Read, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    hostile = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    with pytest.raises(LedgerError) as raised:
        read(statement(entry("1.00", details("&s;"))).replace("<Document", f"{hostile}<Document", 1))
    assert "secret" not in str(raised.value)


def test_a_bomb_of_entities_is_refused_at_once(read: Read) -> None:
    entities = "".join(f'<!ENTITY e{number + 1} "{f"&e{number};" * 20}">' for number in range(12))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><Document a="&e12;">&e12;</Document>'
    with pytest.raises(LedgerError):
        read(text)


def test_a_file_that_is_not_there_or_too_large_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LedgerError, match="cannot be read"):
        read_camt(tmp_path / "none.xml")
    monkeypatch.setattr(xml_file, "_MAX_BYTES", 10)
    (tmp_path / "large.xml").write_text(statement(), encoding="utf-8")
    with pytest.raises(LedgerError, match="is larger than"):
        read_camt(tmp_path / "large.xml")


def test_without_lxml_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml.etree", None)
    with pytest.raises(ExtraError, match="reading bank statements needs") as raised:
        read_camt(tmp_path / "x.xml")
    assert "dunning-rules[bank]" in raised.value.help
