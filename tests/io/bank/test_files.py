"""Statements beside a ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dunning_rules.errors import LedgerError
from dunning_rules.io.bank import book_payments, book_statements, read_accounts, read_camt
from dunning_rules.io.ledger import Ledger
from dunning_rules.models import Case, Creditor, Debtor, Invoice
from dunning_rules.rejects import Counts, Reject
from tests.io.bank.camt_files import details, entry, statement

Write = Callable[[str, str | bytes], Path]
EARLIER = Reject("ledger.jsonl", 3, "cases", "", "", "bad", "mend it")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


@pytest.fixture
def ledger() -> Ledger:
    """One debtor that owes 1,000 euros, and a line that was bad."""
    invoice = Invoice(
        id="INV-1",
        debtor_id="D1",
        amount=Decimal(1000),
        open_amount=Decimal(1000),
        currency="EUR",
        issued_on=date(2026, 5, 1),
        due_on=date(2026, 5, 31),
    )
    case = Case(creditor=Creditor(id="us", currency="EUR"), debtor=Debtor(id="D1"), invoices=(invoice,))
    return Ledger((case,), (EARLIER,), Counts(2, 1, 1))


def test_money_is_booked_and_what_is_left_is_a_reject(write: Write, ledger: Ledger) -> None:
    first = write("july-1.xml", statement(entry("300.00", details("INV-1"), reference="B-1"), entry("55.00", reference="B-2")))
    second = write(
        "july-2.xml", statement(entry("300.00", details("INV-1"), reference="B-1"), entry("200.00", details("INV-1"), reference="B-3"))
    )
    found = book_statements(ledger, [first, second], timezone="Europe/Berlin")

    (case,) = found.cases
    assert case.invoices[0].open_amount == Decimal(500)
    assert [each.id for each in case.events] == ["bank/B-1", "bank/B-3"]
    assert found.counts == Counts(read=6, accepted=4, rejected=2)
    assert found.rejects[0] == EARLIER
    left = found.rejects[1]
    assert (left.file, left.table, left.value) == ("july-1.xml", "transactions", "B-2: EUR 55.00")
    assert left.reason == "it names no invoice, and nobody is known to pay from its account"
    assert left.line == next(each.line for each in read_camt(first).credits if each.id == "B-2")


def test_it_says_what_book_payments_says(write: Write, ledger: Ledger) -> None:
    path = write("s.xml", statement(entry("300.00", details("INV-1")), entry("1.00", details(payer="DE01"), reference="B-9")))
    accounts = {"DE01": "D1"}
    found = book_statements(ledger, [path], accounts=accounts)
    assert found.cases == book_payments(read_camt(path), ledger.cases, accounts=accounts).cases
    assert found.rejects == (EARLIER,)


def test_without_a_statement_nothing_changes(ledger: Ledger) -> None:
    assert book_statements(ledger, []) == ledger
    nothing = Ledger((), (), Counts(0, 0, 0))
    assert book_statements(nothing, []) == nothing


def test_money_without_a_rate_and_what_cannot_be_read_are_rejects_in_their_order(write: Write, ledger: Ledger) -> None:
    path = write(
        "s.xml",
        statement(
            entry("7.00", currency="XXY", reference="B-1"),
            entry("5.00", reference="B-2"),
            entry("100.00", details("INV-1"), currency="USD", reference="B-3"),
        ),
    )
    found = book_statements(ledger, [path], convertible=())
    assert found.counts == Counts(read=5, accepted=1, rejected=4)
    assert found.cases == ledger.cases
    assert "no rate from `USD` to `EUR` is known" in {each.reason for each in found.rejects}
    known = book_statements(ledger, [path], convertible=("USD",))
    assert known.counts == Counts(read=5, accepted=2, rejected=3)
    assert known.cases[0].events[0].id == "bank/B-3"


def test_a_file_of_accounts(write: Write) -> None:
    path = write("a.csv", "debtor_id,account\nD1,DE02 1203 0000 0000 2020 51\nD1,DE02120300000000202051\nD2,77\n")
    assert read_accounts(path) == {"DE02120300000000202051": "D1", "77": "D2"}


@pytest.mark.parametrize(
    ("text", "message", "where"),
    [
        ("iban,debtor_id\n", "these are not the columns of a file of accounts", "a.csv"),
        ("account,debtor_id\n1,\n", "an account or its debtor is missing", "a.csv:2"),
        ("account,debtor_id\n1,D1\n1,D2\n", "the account is that of `D1` and of `D2`", "a.csv:3"),
        ("account,debtor_id\n1,D1,x\n", "", "a.csv:2"),
    ],
)
def test_a_file_of_accounts_that_is_wrong(write: Write, text: str, message: str, where: str) -> None:
    with pytest.raises(LedgerError) as found:
        read_accounts(write("a.csv", text))
    assert found.value.message.startswith(message)
    assert found.value.where == where
    assert found.value.help
