"""A flat list of SAP's open items, with the technical names of its columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dunning_rules.errors import LedgerError, did_you_mean, quote
from dunning_rules.io.book import Book
from dunning_rules.io.csv_table import CsvTable
from dunning_rules.io.erp.reading import Owed
from dunning_rules.io.erp.sap.columns import REQUIRED, SAP_FIELDS, SAP_LEFT_OUT
from dunning_rules.io.erp.sap.item import Cells
from dunning_rules.io.erp.sap.receivables import PAYMENT_TYPES, Receivables
from dunning_rules.io.ledger import Ledger
from dunning_rules.io.tally import Tally
from dunning_rules.io.zones import zone_of
from dunning_rules.rows.cells import CellReader
from dunning_rules.rows.currencies import Currencies
from dunning_rules.rows.file_format import FileFormat
from dunning_rules.rows.row_error import RowError

SAP_FORMAT = FileFormat(delimiter="\t", date_format="%Y%m%d")
"""Tab, decimal point, days as `20260715`."""


def read_sap(
    path: Path | str,
    owed: Owed,
    *,
    company_code: str | None = None,
    file_format: FileFormat = SAP_FORMAT,
    payment_types: Iterable[str] = PAYMENT_TYPES,
    ignore: Iterable[str] = (),
) -> Ledger:
    """Read open (and cleared) items of customers: a list as of tables BSID and BSAD, or of transaction FBL5N.

    Args:
        path: the file, with a header of technical names.
        owed: whose ledger it is.
        company_code: rows of other company codes are left alone; without it, a second company code in the file is a reject.
        file_format: how the file writes its text, numbers and days.
        payment_types: document types whose credit items are money.
        ignore: further columns that are left out.

    Raises:
        LedgerError: the file cannot be read at all, or its header does not fit.
    """
    path = Path(path)
    table = CsvTable(path, encoding=file_format.encoding, delimiter=file_format.delimiter)
    _check_header(table.header, path.name, frozenset(ignore))
    currencies = Currencies(owed.convertible, None)
    currencies.owed_to(owed.creditor.currency)
    book = Book(currencies)
    receivables = Receivables(book, zone_of(owed.timezone), company_code, frozenset(payment_types))
    tally = Tally(owed.on_progress)
    # What money pays comes first, in whichever order the file has it.
    rows = list(_cells(table, CellReader(file_format, dates_as_moments=False)))
    tally.take(path.name, "open_items", (each for each in rows if not receivables.is_money(each[1])), receivables.take)
    tally.take(path.name, "open_items", (each for each in rows if receivables.is_money(each[1])), receivables.take)
    rejects, counts = tally.finish()
    return Ledger(tuple(book.cases(owed.creditor)), rejects, counts)


def _cells(table: CsvTable, reader: CellReader) -> Iterator[tuple[int, Cells | RowError]]:
    for line, row in table.rows():
        yield line, row if isinstance(row, RowError) else Cells(dict(zip(table.header, row, strict=True)), reader)


def _check_header(header: Sequence[str], file: str, ignored: frozenset[str]) -> None:
    used = [use.field for use in SAP_FIELDS]
    missing = next((name for name in REQUIRED if name not in header), None)
    if missing is not None:
        raise LedgerError(f"the column {quote(missing)} is missing", where=file, help="export the technical names of the columns")
    stranger = next((name for name in header if name not in used and name not in SAP_LEFT_OUT and name not in ignored), None)
    if stranger is not None:
        mend = f"{did_you_mean(stranger, used)} or name it in `ignore`"
        raise LedgerError(f"the column {quote(stranger)} is not known", where=file, help=mend)
