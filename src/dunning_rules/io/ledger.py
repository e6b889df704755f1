"""Reads a ledger, whatever its shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from dunning_rules.errors import LedgerError, quote
from dunning_rules.io.case_lines import read_case_lines
from dunning_rules.io.column_map import ColumnMap
from dunning_rules.io.flat import read_flat
from dunning_rules.io.folder import read_folder
from dunning_rules.io.tally import Tally
from dunning_rules.models import Case, Creditor
from dunning_rules.rejects import Counts, Reject
from dunning_rules.rows.currencies import Currencies


@dataclass(frozen=True, slots=True)
class Ledger:
    """What could be read of a ledger, what could not, and how many rows were which."""

    cases: tuple[Case, ...]
    """By debtor id."""
    rejects: tuple[Reject, ...]
    """By file and line."""
    counts: Counts
    """Rows of all tables, or lines of a file of cases."""


def read_ledger(
    path: Path | str,
    *,
    column_map: ColumnMap | None = None,
    creditor: Creditor | None = None,
    currency: str | None = None,
    convertible: Iterable[str] | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> Ledger:
    """Read a ledger: a folder of tables, a `.jsonl` file of cases, or a flat `.csv` file of open items.

    A bad row is a reject and never stops the others. A JSONL file without lines, or a CSV file with a header only, is an empty ledger;
    a CSV file without a header is an error.

    Args:
        path: the folder or the file.
        column_map: what the columns of a flat file mean; without it they have our own names. With it the file may have any suffix.
        creditor: who is owed; goes before what the ledger or the map says. Where nobody says it, the creditor is called `creditor`
            and has the only currency of the ledger.
        currency: the reporting currency, where it is not the creditor's.
        convertible: the other currencies that will have a rate to it; a row in yet another one is a reject. Where absent, currencies are
            left to the policy.
        on_progress: called with the number of rows done, now and then and at the end.

    Raises:
        LedgerError: the ledger cannot be read at all, or names neither a creditor nor exactly one currency.
    """
    path = Path(path)
    tally = Tally(on_progress)
    currencies = Currencies(convertible, currency)
    if creditor is not None:
        currencies.owed_to(creditor.currency)
    reported = None if currency is None else Creditor(id="creditor", currency=currency)
    if path.is_dir():
        if column_map is not None:
            raise LedgerError("a column map is for one flat file, not for a folder", help="leave the map out, or name the file")
        book, found = read_folder(path, tally, creditor, currencies)
        cases = tuple(book.cases(found or reported))
    elif column_map is not None or path.suffix.lower() == ".csv":
        book, found = read_flat(path, tally, column_map, currencies)
        cases = tuple(book.cases(creditor or found or reported))
    elif path.suffix.lower() == ".jsonl":
        cases = tuple(read_case_lines(path, tally, creditor, currencies))
    else:
        raise LedgerError(
            f"{quote(str(path))} is no ledger", help="give a folder of tables, a `.jsonl` file of cases, or a `.csv` file of open items"
        )
    rejects, counts = tally.finish()
    return Ledger(cases, rejects, counts)
