"""Money of a bank statement as payments of debtors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

import dunning_rules as dr
from dunning_rules.io.bank import Booked, Statement, book_payments
from dunning_rules.models import Case, Creditor, Debtor, Invoice
from dunning_rules.models.event import Payment
from tests.io.bank.camt_files import details, document, entry, statement

Read = Callable[[str], Statement]


def invoice(number: str, debtor: str = "D1", amount: str = "100.00", open_amount: str | None = None, currency: str = "EUR") -> Invoice:
    return Invoice(
        id=number,
        debtor_id=debtor,
        amount=Decimal(amount),
        open_amount=None if open_amount is None else Decimal(open_amount),
        currency=currency,
        issued_on=date(2026, 4, 1),
        due_on=date(2026, 5, 1),
    )


def case(*invoices: Invoice, debtor: str = "D1", events: tuple[Payment, ...] = ()) -> Case:
    return Case(creditor=Creditor(id="us", currency="EUR"), debtor=Debtor(id=debtor), invoices=invoices, events=events)


def paid(booked: Booked) -> list[tuple[str, str | None, Decimal]]:
    return [(event.id, event.invoice_id, event.amount) for each in booked.cases for event in each.events if isinstance(event, Payment)]


@pytest.fixture
def book(read: Read) -> Callable[..., Booked]:
    def book_entries(*entries: str, cases: tuple[Case, ...], accounts: Mapping[str, str] | None = None) -> Booked:
        found = read(statement(*entries))
        assert found.rejects == ()
        return book_payments(found, cases, accounts=accounts)

    return book_entries


@pytest.mark.parametrize(
    "detail",
    [
        details("pays INV-1, thanks"),
        details("(INV-1)"),
        details("invoice INV-1+INV-9"),
        details(end_to_end="INV-1"),
        details(structured=document("INV-1")),
        details("no. INV-2", structured=document("INV-1")),
    ],
)
def test_an_invoice_is_found_by_its_whole_id(book: Callable[..., Booked], detail: str) -> None:
    booked = book(entry("100.00", detail), cases=(case(invoice("INV-1"), invoice("INV-2")),))
    assert (paid(booked), booked.unmatched) == ([("bank/R1", "INV-1", Decimal(100))], ())


@pytest.mark.parametrize("text", ["INV-11", "XINV-1", "inv-1", "INV 1", "1"])
def test_nothing_is_guessed(book: Callable[..., Booked], text: str) -> None:
    booked = book(entry("100.00", details(text)), cases=(case(invoice("INV-1")),))
    assert paid(booked) == []
    assert [each.reason for each in booked.unmatched] == ["it names no invoice, and nobody is known to pay from its account"]


def test_an_id_of_several_words_is_found(book: Callable[..., Booked]) -> None:
    assert paid(book(entry("100.00", details("for  INV 1 of May")), cases=(case(invoice("INV 1")),))) == [
        ("bank/R1", "INV 1", Decimal(100))
    ]


def test_a_creditor_reference_is_checked(book: Callable[..., Booked]) -> None:
    numbers = ("RF18 5390 0754 7034", "RF19539007547034")
    entries = [
        entry("1.00", details(structured=f"<Strd><CdtrRefInf><Ref>{each}</Ref></CdtrRefInf></Strd>"), reference=each[:4])
        for each in numbers
    ]
    booked = book(*entries, cases=(case(invoice("539007547034")),))
    assert paid(booked) == [("bank/RF18", "539007547034", Decimal(1))]
    assert [each.credit.id for each in booked.unmatched] == ["RF19"]


def test_what_goes_beyond_the_invoice_is_unallocated(book: Callable[..., Booked]) -> None:
    booked = book(entry("130.00", details("INV-1")), cases=(case(invoice("INV-1", open_amount="90.00")),))
    assert paid(booked) == [("bank/R1#1", "INV-1", Decimal(90)), ("bank/R1#2", None, Decimal(40))]
    assert booked.cases[0].invoices[0].open_amount == 0


def test_a_part_lowers_what_is_open_and_the_ledger_still_adds_up(book: Callable[..., Booked]) -> None:
    before = Payment(id="P0", debtor_id="D1", at=datetime(2026, 5, 2, tzinfo=UTC), amount=Decimal(10), currency="EUR", invoice_id="INV-1")
    booked = book(
        entry("30.00", details("INV-1")),
        entry("5.00", details("INV-1"), reference="R2"),
        cases=(case(invoice("INV-1", open_amount="90.00"), events=(before,)),),
    )
    assert booked.cases[0].invoices[0].open_amount == Decimal(55)
    report = dr.evaluate(booked.cases[0], as_of=datetime(2026, 7, 15, tzinfo=UTC))
    assert report.totals.overdue_amount == Decimal(55)
    assert "tip-15.does-not-add-up" not in {rule for each in report.recommendations for rule in (each.rule_id, *each.also)}


def test_without_a_figure_of_the_ledger_payments_tell_what_is_open(book: Callable[..., Booked]) -> None:
    before = Payment(id="P0", debtor_id="D1", at=datetime(2026, 5, 2, tzinfo=UTC), amount=Decimal(70), currency="EUR", invoice_id="INV-1")
    booked = book(entry("100.00", details("INV-1")), cases=(case(invoice("INV-1"), events=(before,)),))
    assert paid(booked)[1:] == [("bank/R1#1", "INV-1", Decimal(30)), ("bank/R1#2", None, Decimal(70))]


@pytest.mark.parametrize(
    ("detail", "expected"),
    [
        (details("INV-1 INV-2"), [("bank/R1#1", "INV-1", Decimal(100)), ("bank/R1#2", "INV-2", Decimal(50))]),
        (
            details(structured=document("INV-1", "90.00") + document("INV-2", "20.00")),
            [("bank/R1#1", "INV-1", Decimal(90)), ("bank/R1#2", "INV-2", Decimal(20)), ("bank/R1#3", None, Decimal(40))],
        ),
        (
            details(structured=document("INV-1") + document("INV-2")),
            [("bank/R1#1", "INV-1", Decimal(100)), ("bank/R1#2", "INV-2", Decimal(50))],
        ),
        (
            details(structured=document("INV-1", "900.00") + document("INV-2", "20.00")),
            [("bank/R1#1", "INV-1", Decimal(100)), ("bank/R1#2", "INV-2", Decimal(50))],
        ),
    ],
)
def test_several_invoices(book: Callable[..., Booked], detail: str, expected: list[tuple[str, str | None, Decimal]]) -> None:
    assert paid(book(entry("150.00", detail), cases=(case(invoice("INV-1"), invoice("INV-2", amount="50.00")),))) == expected


def test_several_invoices_that_the_money_does_not_make_are_not_paid(book: Callable[..., Booked]) -> None:
    booked = book(entry("120.00", details("INV-1 INV-2")), cases=(case(invoice("INV-1"), invoice("INV-2")),))
    assert paid(booked) == [("bank/R1", None, Decimal(120))]


def test_a_known_account_says_whose_money_it_is(book: Callable[..., Booked]) -> None:
    booked = book(entry("20.00", details("hello", payer="FR76")), cases=(case(invoice("INV-1")),), accounts={"FR76": "D1"})
    assert paid(booked) == [("bank/R1", None, Decimal(20))]


def test_an_id_of_two_debtors_is_told_by_the_account_or_not_at_all(book: Callable[..., Booked]) -> None:
    cases = (case(invoice("1")), case(invoice("1", "D2"), debtor="D2"))
    entries = (entry("100.00", details("1", payer="FR76")), entry("100.00", details("1", payer="IT60"), reference="R2"))
    booked = book(*entries, cases=cases, accounts={"FR76": "D2"})
    assert [(each.debtor.id, len(each.events)) for each in booked.cases] == [("D1", 0), ("D2", 1)]
    assert [each.reason for each in booked.unmatched] == ["it names invoices of several debtors: `D1`, `D2`"]


def test_an_account_of_somebody_else_is_said(book: Callable[..., Booked]) -> None:
    booked = book(entry("20.00", details(payer="FR76")), cases=(case(),), accounts={"FR76": "D9"})
    assert [each.reason for each in booked.unmatched] == ["its account is that of `D9`, who is no debtor here"]


def test_money_in_another_currency_names_its_invoice_and_lowers_nothing(book: Callable[..., Booked]) -> None:
    booked = book(entry("110.00", details("INV-1"), currency="USD"), cases=(case(invoice("INV-1", open_amount="100.00")),))
    assert paid(booked) == [("bank/R1", "INV-1", Decimal(110))]
    assert booked.cases[0].invoices[0].open_amount == Decimal(100)


def test_a_statement_that_is_read_again_is_not_booked_again(read: Read) -> None:
    found = read(statement(entry("130.00", details("INV-1"))))
    once = book_payments(found, (case(invoice("INV-1", open_amount="100.00")),))
    assert book_payments(found, once.cases) == once


TAKEN_BACK = "<RvslInd>true</RvslInd>"


@pytest.mark.parametrize("detail", [details("INV-1"), details(end_to_end="E1", text="INV-1"), details(structured=document("INV-1"))])
def test_money_that_was_taken_back_is_no_payment(book: Callable[..., Booked], detail: str) -> None:
    booked = book(
        entry("100.00", detail),
        entry("100.00", detail, side="DBIT", reversal=TAKEN_BACK, reference="R2"),
        cases=(case(invoice("INV-1")),),
    )
    assert (paid(booked), booked.unmatched) == ([], ())


def test_a_reversal_without_its_payment_is_left_for_a_person(book: Callable[..., Booked]) -> None:
    booked = book(
        entry("90.00", details("INV-1")),
        entry("100.00", details("INV-1"), side="DBIT", reversal=TAKEN_BACK, reference="R2"),
        cases=(case(invoice("INV-1")),),
    )
    assert paid(booked) == [("bank/R1", "INV-1", Decimal(90))]
    assert [(each.credit.id, each.reason) for each in booked.unmatched] == [
        ("R2", "the payment that it takes back is not in this statement")
    ]


def test_a_credit_note_is_paid_by_nobody(book: Callable[..., Booked]) -> None:
    booked = book(entry("100.00", details("CN-1")), cases=(case(invoice("CN-1", amount="-100.00")),))
    assert len(booked.unmatched) == 1
