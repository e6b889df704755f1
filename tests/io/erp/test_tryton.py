"""Records of Tryton to cases, without a Tryton: tests/erp reads a real one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import dunning_rules as dr
from dunning_rules.io.erp import Owed, gather_tryton, read_tryton, write_tryton
from dunning_rules.io.ledger import Ledger
from dunning_rules.models import Case, Creditor
from dunning_rules.models.event import Payment

Row = dict[str, Any]
OWED = Owed(Creditor(id="us", currency="EUR"))
AS_OF = datetime(2026, 7, 15, 12, tzinfo=UTC)


def invoice(number: int, lines: tuple[int, ...], payments: tuple[int, ...] = (), **fields: object) -> Row:
    return {
        "id": number,
        "number": f"F{number}",
        "type": "out",
        "state": "posted",
        "invoice_date": date(2026, 4, 1),
        "lines_to_pay": lines,
        "payment_lines": payments,
        **fields,
    }


def line(number: int, amount: str, **fields: object) -> Row:
    value = Decimal(amount)
    return {
        "id": number,
        "party": 7,
        "date": date(2026, 4, 1),
        "maturity_date": date(2026, 5, 1),
        "debit": max(value, Decimal(0)),
        "credit": max(-value, Decimal(0)),
        "amount_second_currency": None,
        "second_currency.": None,
        "reconciliation": None,
        "move_state": "posted",
        **fields,
    }


def paying(number: int, amount: str, day: int, **fields: object) -> Row:
    return line(number, f"-{amount}", date=date(2026, 5, day), maturity_date=None, **fields)


def read(lines: list[Any] | None = None, **others: list[Any]) -> Ledger:
    names = {"addresses": "party.address", "parties": "party.party", "invoices": "account.invoice"}
    names |= {"levels": "account.dunning.level", "dunnings": "account.dunning"}
    given: dict[str, list[Any]] = {"party.party": [{"id": 7, "name": "Alder", "code": "A7"}], "account.move.line": lines or []}
    return read_tryton(given | {names[name]: rows for name, rows in others.items()}, OWED)


def only(ledger: Ledger) -> Case:
    assert ledger.rejects == ()
    (case,) = ledger.cases
    return case


def payments(case: Case) -> list[tuple[str, Decimal, str | None]]:
    return [(each.id, each.amount, each.invoice_id) for each in case.events if isinstance(each, Payment)]


def test_a_party_has_the_country_of_its_first_address_that_has_one() -> None:
    addresses = [{"party": 7, "country.": None}, {"party": 7, "country.": {"code": "DE"}}, {"party": 7, "country.": {"code": "FR"}}]
    debtor = only(read(addresses=addresses)).debtor
    assert (debtor.id, debtor.name, debtor.country, debtor.attributes) == ("7", "Alder", "DE", {"code": "A7"})


def test_an_invoice_that_is_paid_in_part() -> None:
    case = only(read([line(1, "100"), paying(2, "30", 3)], invoices=[invoice(5, (1,), (2,))]))
    (found,) = case.invoices
    assert (found.id, found.amount, found.open_amount, found.due_on) == ("F5", Decimal(100), Decimal(70), date(2026, 5, 1))
    assert payments(case) == [("line/2/1", Decimal(30), "F5")]


def test_parts_are_paid_in_the_order_of_their_days() -> None:
    lines = [line(1, "60", maturity_date=date(2026, 6, 1)), line(2, "40"), paying(3, "50", 3)]
    case = only(read(lines, invoices=[invoice(5, (1, 2), (3,))]))
    assert [(each.id, each.open_amount) for each in case.invoices] == [("F5/1", Decimal(50)), ("F5/2", Decimal(0))]
    assert payments(case) == [("line/3/2", Decimal(40), "F5/2"), ("line/3/1", Decimal(10), "F5/1")]


def test_what_is_reconciled_is_paid() -> None:
    lines = [line(1, "100", reconciliation=9), paying(2, "100", 3, reconciliation=9)]
    case = only(read(lines, invoices=[invoice(5, (1,), (2,), state="paid")]))
    assert case.invoices[0].open_amount == 0
    assert payments(case) == [("line/2/1", Decimal(100), "F5")]


def test_a_credit_note_that_was_set_off_says_so_in_whichever_order() -> None:
    lines = [line(2, "-40", reconciliation=9), paying(3, "60", 3, reconciliation=9), line(1, "100", reconciliation=9)]
    case = only(read(lines, invoices=[invoice(6, (2,), state="paid"), invoice(5, (1,), state="paid")]))
    settled = {each.amount: each.attributes for each in case.events if isinstance(each, Payment)}
    assert settled == {Decimal(40): {"settled_by": "credit_note"}, Decimal(60): {}}
    assert all(each.open_amount == 0 for each in case.invoices)


def test_an_open_credit_note_and_what_was_paid_out_of_it() -> None:
    lines = [line(1, "-100"), line(2, "30", maturity_date=None)]
    (found,) = only(read(lines, invoices=[invoice(5, (1,), (2,))])).invoices
    assert (found.amount, found.open_amount) == (Decimal(-100), Decimal(-70))


def test_money_that_settles_nothing_yet_is_unallocated() -> None:
    case = only(read([line(1, "100"), paying(2, "130", 3), paying(3, "5", 4)], invoices=[invoice(5, (1,), (2,))]))
    assert payments(case) == [("line/2/1", Decimal(100), "F5"), ("line/2", Decimal(30), None), ("line/3", Decimal(5), None)]


def test_a_line_without_an_invoice_is_a_receivable() -> None:
    (found,) = only(read([line(1, "100", maturity_date=None)])).invoices
    assert (found.id, found.due_on) == ("line/1", date(2026, 4, 1))


def test_a_second_currency_is_that_of_the_invoice() -> None:
    abroad = {"amount_second_currency": Decimal(-110), "second_currency.": {"code": "USD"}}
    (found,) = only(read([line(1, "-100", **abroad)], invoices=[invoice(5, (1,))])).invoices
    assert (found.amount, found.currency) == (Decimal(-110), "USD")


def test_drafts_and_what_is_cancelled_are_left_alone() -> None:
    lines = [line(1, "100"), line(2, "100", move_state="draft"), paying(3, "5", 3, move_state="draft"), line(4, "-7", move_state="draft")]
    ledger = read(lines, invoices=[invoice(5, (1,), state="cancelled"), invoice(6, (4,))])
    assert (only(ledger).invoices, only(ledger).events, ledger.counts.accepted) == ((), (), 7)


def levels() -> list[Row]:
    return [
        {"id": 21, "procedure": 1, "sequence": 20},
        {"id": 20, "procedure": 1, "sequence": 10},
        {"id": 30, "procedure": 2, "sequence": None},
    ]


def dunning(number: int, of: int, level: int, state: str, **fields: object) -> Row:
    stamps = {"create_date": datetime(2026, 6, 1), "write_date": None}  # noqa: DTZ001 - as Tryton gives them
    return {"id": number, "line": of, "level": level, "state": state, "date": date(2026, 6, 2), "blocked": False, **stamps, **fields}


def test_dunnings_that_were_sent_are_notices() -> None:
    lines = [line(number, "100") for number in range(1, 5)]
    written = datetime(2026, 6, 20, 8)  # noqa: DTZ001 - as Tryton gives it
    dunnings = [
        dunning(1, 1, 21, "waiting"),
        dunning(2, 2, 30, "draft"),
        dunning(3, 3, 21, "draft", write_date=written),
        dunning(4, 4, 20, "draft", blocked=True),
    ]
    events = only(read(lines, levels=levels(), dunnings=dunnings)).events
    assert [(each.kind, each.id, getattr(each, "level", None), each.at) for each in events] == [
        ("notice_sent", "dunning/1", 2, datetime(2026, 6, 2, tzinfo=UTC)),
        ("notice_sent", "dunning/3", 1, datetime(2026, 6, 20, 8, tzinfo=UTC)),
        ("dispute_raised", "dunning/4/blocked", None, datetime(2026, 6, 1, tzinfo=UTC)),
    ]


def test_rejects_say_where_what_and_how_to_mend() -> None:
    ledger = read(
        [
            line(1, "100"),
            line(2, "100", debit=1.5),
            line(3, "100", party=None),
            line(4, "100", maturity_date=date(2026, 3, 1)),
            "x",
            line(6, "-5"),
        ],
        parties=[{"id": 7, "name": "Alder"}, {"id": 8}, {"id": 8}],
        invoices=[invoice(5, (1,)) | {"number": None}, invoice(6, (6,)) | {"invoice_date": None}],
        levels=[{"id": "x"}],
        dunnings=[dunning(1, 99, 1, "waiting")],
    )
    assert [(each.file, each.field) for each in ledger.rejects] == [
        ("account.dunning.level/x", "id"),
        ("account.dunning/1", "line"),
        ("account.invoice/5", "number"),
        ("account.invoice/6", "invoice_date"),
        ("account.move.line/", ""),
        ("account.move.line/1", "id"),
        ("account.move.line/2", "debit"),
        ("account.move.line/3", "party"),
        ("account.move.line/4", "maturity_date"),
        ("account.move.line/6", "id"),
        ("party.party/8", "id"),
    ]
    assert all(each.reason and each.help for each in ledger.rejects)


def test_who_asks_without_the_module_of_dunnings_is_not_asked_for_it() -> None:
    asked: list[str] = []

    def ask(model: str, _: object, __: object) -> list[Row]:
        asked.append(model)
        return []

    assert read_tryton(gather_tryton(ask, with_dunning=False), OWED).cases == ()
    assert asked == ["party.party", "party.address", "account.invoice", "account.move.line"]
    gather_tryton(ask)
    assert asked[-2:] == ["account.dunning.level", "account.dunning"]


def test_notes_are_written_only_by_the_writer() -> None:
    report = dr.evaluate(only(read([line(1, "1000")])), as_of=AS_OF)
    written: list[tuple[str, Row]] = []
    count = write_tryton(report, lambda model, values: written.append((model, dict(values))))
    assert count == len(written) > 0
    assert {(model, values["resource"]) for model, values in written} == {("ir.note", "party.party,7")}
    assert all(report.recommendations[0].task for _ in written)
