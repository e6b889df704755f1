"""A ledger as one flat CSV file of open items: each row is an invoice with what it says of its debtor and of its payment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dunning_rules.errors import LedgerError, did_you_mean, quote
from dunning_rules.io.book import Book
from dunning_rules.io.column_map import ColumnMap
from dunning_rules.io.csv_table import CsvTable
from dunning_rules.io.own_columns import own_column_map
from dunning_rules.io.row_part import RowPart
from dunning_rules.io.tally import Tally
from dunning_rules.models import Creditor, Debtor, Invoice
from dunning_rules.models.event import Payment
from dunning_rules.rows.cells import CellReader
from dunning_rules.rows.currencies import Currencies
from dunning_rules.rows.file_format import ISO_FORMAT
from dunning_rules.rows.row_error import RowError
from dunning_rules.rows.schema import Schema

_OF_THE_INVOICE = ("debtor_id", "amount", "currency")
"""What a payment on the day of settlement has of its invoice."""


def read_flat(path: Path, tally: Tally, column_map: ColumnMap | None, currencies: Currencies) -> tuple[Book, Creditor | None]:
    """Read an open-items file.

    A debtor is what its rows say together: an empty cell says nothing, and of differing names the first is kept. A row that
    contradicts an earlier one in any other field of the debtor is rejected.

    Args:
        path: the file.
        tally: takes the rows.
        column_map: what the columns mean; without it they must have our own names.
        currencies: judges the currency of each row.

    Returns:
        The debtors with their records, and the map's creditor if there is one.

    Raises:
        LedgerError: the file cannot be read at all, or header and map do not fit.
    """
    file_format = column_map.file if column_map else ISO_FORMAT
    table = CsvTable(path, encoding=file_format.encoding, delimiter=file_format.delimiter)
    if column_map is None:
        column_map = own_column_map(table.header, path.name)
    if column_map.creditor is not None:
        currencies.owed_to(column_map.creditor.currency)
    reading = _FlatReading(column_map, table.header, path.name, Book(currencies))
    tally.take(path.name, "open_items", table.rows(), reading.use)
    return reading.book, column_map.creditor


@dataclass(slots=True)
class _Known:
    """What the rows so far say of a debtor, and in which line each field was said."""

    debtor: Debtor
    facts: dict[str, object]
    lines: dict[str, int]


class _FlatReading:
    def __init__(self, column_map: ColumnMap, header: Sequence[str], file: str, book: Book) -> None:
        _check_columns(column_map, header, file)
        self.book = book
        self._cells = CellReader(column_map.file, dates_as_moments=True)
        self._at = {column: index for index, column in enumerate(header)}
        self._invoice = RowPart(Invoice, {**column_map.invoice, "debtor_id": column_map.debtor_id}, self._cells, self._at)
        self._debtor = RowPart(Debtor, {**column_map.debtor, "id": column_map.debtor_id}, self._cells, self._at)
        self._settled_on = column_map.payment.settled_on if column_map.payment else None
        names = {name: self._invoice.column(name) for name in _OF_THE_INVOICE}
        self._payments: Schema[Payment] = Schema(
            Payment, names | {"id": self._invoice.column("id")} | ({"at": self._settled_on} if self._settled_on else {})
        )
        self._known: dict[str, _Known] = {}

    def use(self, line: int, row: list[str]) -> None:
        """Add the invoice, the debtor and the payment of one row, or none of them."""
        known = self._know(line, self._debtor.data(row))
        data = self._invoice.data(row)
        invoice = self._invoice.record(data)
        payment = self._payment(row, invoice, data)
        try:
            self.book.add_open_item(known.debtor, invoice, payment)
        except RowError as error:
            raise self._invoice.named(error) from None
        self._known[known.debtor.id] = known

    def _know(self, line: int, data: dict[str, object]) -> _Known:
        before = self._known.get(str(data.get("id")))
        if before is None:
            return _Known(self._debtor.record(data), data, dict.fromkeys(data, line))
        differing = [name for name, value in data.items() if name != "name" and before.facts.get(name, value) != value]
        if differing:
            now = self._debtor.record(data)
            # Numbers may be written in several ways: what counts is the value.
            changed = next((name for name in differing if getattr(now, name) != getattr(before.debtor, name)), None)
            if changed is not None:
                place = f"{quote(self._debtor.column(changed))} of debtor {quote(now.id)} is another in line {before.lines[changed]}"
                raise self._debtor.named(RowError(place, field=changed, help="make the debtor's columns the same in all of its rows"))
        new = data.keys() - before.facts.keys()
        if not new:
            return before
        facts = {**data, **before.facts}
        return _Known(self._debtor.record(facts), facts, {**dict.fromkeys(new, line), **before.lines})

    def _payment(self, row: list[str], invoice: Invoice, data: Mapping[str, object]) -> Payment | None:
        column = self._settled_on
        if column is None:
            return None
        at = self._cells.read(column, "moment", row[self._at[column]])
        if at is None:
            return None
        if invoice.is_credit_note:
            mend = "map a column of open amounts instead of the day of settlement, or leave the day of this row empty"
            raise RowError(f"invoice {quote(invoice.id)} is a credit note: no payment settles it", field=column, help=mend)
        try:
            return self._payments.read(
                {"kind": "payment", "id": f"{invoice.id}:settled", "invoice_id": invoice.id, "at": at}
                | {name: data[name] for name in _OF_THE_INVOICE}
            )
        except RowError as error:
            if error.field == "at":
                error.field = column
            raise self._invoice.named(error) from None


def _check_columns(column_map: ColumnMap, header: Sequence[str], file: str) -> None:
    used, ignored = column_map.used_columns(), column_map.ignored_columns()
    absent = next((column for column in used if column not in header), None)
    if absent is not None:
        raise LedgerError(f"the column {quote(absent)} of the column map is not in the file", where=file, help=did_you_mean(absent, header))
    unmapped = next((column for column in header if column not in used and column not in ignored), None)
    if unmapped is not None:
        mend = "map it to a field, or list it under `[[ignore]]` with the reason"
        raise LedgerError(f"the column {quote(unmapped)} is neither mapped nor ignored", where=file, help=mend)
