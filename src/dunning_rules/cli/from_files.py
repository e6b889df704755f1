"""A ledger in files: ours or another system's, with bank statements beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from dunning_rules.cli.faults import UsageError
from dunning_rules.cli.job import Source, demo_source
from dunning_rules.cli.wishes import Files
from dunning_rules.errors import LedgerError
from dunning_rules.io import read_column_map, read_ledger
from dunning_rules.io.ledger import Ledger
from dunning_rules.models import Creditor

if TYPE_CHECKING:
    from dunning_rules.io.erp import System


def source_of(files: Files, timezone: str, *, named_by: str) -> Source:
    """Where the cases come from.

    Args:
        files: what is read; the demo's portfolio where no ledger is named.
        timezone: the zone of days without one, in the files of other systems and of banks.
        named_by: how the ledger is named on the command line, for the message where it is not.

    Raises:
        UsageError: there are options that go with a ledger, or with a statement, and none is given.
    """
    if files.accounts is not None and not files.bank:
        raise UsageError("`--accounts` is given without a statement", help="name the statement by `--bank STATEMENT.xml`")
    if files.ledger is None:
        given = {"--map": files.column_map, "--system": files.system, "--bank": files.bank}
        for option, value in given.items():
            if value:
                raise UsageError(f"`{option}` is given without a ledger", help=f"name the ledger by {named_by}")
        return demo_source()
    return _file_source(files.ledger, files, timezone)


def _file_source(path: Path, files: Files, timezone: str) -> Source:
    def read(on_progress: Callable[[int], None], currency: str | None, convertible: Iterable[str]) -> Ledger:
        known = frozenset(convertible)
        if files.system is not None:
            ledger = _exported(path, files.system, files.column_map, timezone, currency, known, on_progress)
        else:
            column_map = None if files.column_map is None else read_column_map(files.column_map)
            ledger = read_ledger(path, column_map=column_map, currency=currency, convertible=known, on_progress=on_progress)
        return _with_statements(ledger, files, timezone, currency, known) if files.bank else ledger

    return Source(read, lambda _: (), counts_rows=True)


def _exported(
    path: Path,
    system: System,
    said: Path | None,
    timezone: str,
    currency: str | None,
    known: frozenset[str],
    on_progress: Callable[[int], None],
) -> Ledger:
    from dunning_rules.io.erp import ErpSettings, Owed, read_erp_settings, read_exported  # noqa: PLC0415 - only for such ledgers

    settings = ErpSettings() if said is None else read_erp_settings(said)
    creditor = settings.creditor or (None if currency is None else Creditor(id="creditor", currency=currency))
    if creditor is None:
        mend = "give the company's currency by `--currency`, or a `[creditor]` in the file of `--map`"
        raise LedgerError("nobody says who is owed", help=mend)
    owed = Owed(creditor, timezone, known if currency is None else known | {currency}, on_progress)
    return read_exported(path, system, owed, settings)


def _with_statements(ledger: Ledger, files: Files, timezone: str, currency: str | None, known: frozenset[str]) -> Ledger:
    from dunning_rules.io.bank import book_statements, read_accounts  # noqa: PLC0415 - as above

    accounts = None if files.accounts is None else read_accounts(files.accounts)
    return book_statements(ledger, files.bank, timezone=timezone, accounts=accounts, currency=currency, convertible=known)
