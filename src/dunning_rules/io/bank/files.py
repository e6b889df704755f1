"""Bank statements beside a ledger: their money booked, and what is left of it among the rejects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from dunning_rules.errors import LedgerError, quote
from dunning_rules.io.bank.book import Unmatched, book_payments
from dunning_rules.io.bank.camt import read_camt
from dunning_rules.io.bank.statement import Credit, Statement
from dunning_rules.io.csv_table import CsvTable
from dunning_rules.io.ledger import Ledger
from dunning_rules.rejects import Counts, Reject
from dunning_rules.rows.currencies import Currencies
from dunning_rules.rows.row_error import RowError, one_line

_COLUMNS = ("account", "debtor_id")
_HELP = "say whose account it comes from, or book it by hand"


def book_statements(
    ledger: Ledger,
    paths: Iterable[Path],
    *,
    timezone: str = "UTC",
    accounts: Mapping[str, str] | None = None,
    currency: str | None = None,
    convertible: Iterable[str] | None = None,
) -> Ledger:
    """Add the money of bank statements to a ledger. What no debtor could be found for becomes a reject, so that the counts add up.

    Args:
        ledger: the cases, older than the statements.
        paths: the statements, the oldest first.
        timezone: the zone of days in them.
        accounts: debtors by the account that they pay from.
        currency: as in `read_ledger`.
        convertible: as in `read_ledger`.

    Raises:
        LedgerError: a statement cannot be read.
        ExtraError: lxml is not installed.
    """
    currencies = Currencies(convertible, currency)
    for case in ledger.cases[:1]:
        currencies.owed_to(case.creditor.currency)
    for path in paths:
        statement, refused = _convertible(read_camt(path, timezone=timezone), path.name, currencies)
        booked = book_payments(statement, ledger.cases, accounts=accounts)
        left = [*refused, *(_left_over(each, path.name) for each in booked.unmatched)]
        left.sort(key=lambda each: each.line or 0)
        rejected = len(statement.rejects) + len(left)
        before, added = ledger.counts, statement.counts.read
        counts = Counts(before.read + added, before.accepted + added - rejected, before.rejected + rejected)
        ledger = Ledger(booked.cases, (*ledger.rejects, *statement.rejects, *left), counts)
    return ledger


def read_accounts(path: Path) -> dict[str, str]:
    """Read which debtor pays from which account: a CSV file with the columns `account` and `debtor_id`.

    Raises:
        LedgerError: the file cannot be read, a row is bad, or an account is that of two debtors.
    """
    table = CsvTable(path)
    if sorted(table.header) != sorted(_COLUMNS):
        raise LedgerError("these are not the columns of a file of accounts", where=path.name, help="name them `account` and `debtor_id`")
    found: dict[str, str] = {}
    for line, row in table.rows():
        where = f"{path.name}:{line}"
        if isinstance(row, RowError):
            raise LedgerError(row.message, where=where, help=row.help)
        cells = dict(zip(table.header, row, strict=True))
        account, debtor = cells["account"].replace(" ", ""), cells["debtor_id"]
        if not account or not debtor:
            raise LedgerError("an account or its debtor is missing", where=where, help="give both, or remove the row")
        if found.setdefault(account, debtor) != debtor:
            message = f"the account is that of {quote(found[account])} and of {quote(debtor)}"
            raise LedgerError(
                message, where=where, help="keep one of them, or leave the account out: its money is then found by invoices alone"
            )
    return found


def _convertible(statement: Statement, file: str, currencies: Currencies) -> tuple[Statement, list[Reject]]:
    kept: list[Credit] = []
    refused: list[Reject] = []
    for credit in statement.credits:
        try:
            currencies.check(credit)
        except RowError as error:
            refused.append(Reject(file, credit.line, "transactions", "Amt", error.value, error.message, error.help))
        else:
            kept.append(credit)
    return replace(statement, credits=tuple(kept)), refused


def _left_over(unmatched: Unmatched, file: str) -> Reject:
    credit = unmatched.credit
    value = one_line(f"{credit.id}: {credit.currency} {credit.amount}")
    return Reject(file, credit.line, "transactions", "", value, unmatched.reason, _HELP)
