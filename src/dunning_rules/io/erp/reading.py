"""Takes the records of another system, model by model, into a book."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dunning_rules.errors import LedgerError, did_you_mean, quote
from dunning_rules.io.book import Book
from dunning_rules.io.erp.field_map import Given, Records
from dunning_rules.io.ledger import Ledger
from dunning_rules.io.tally import Tally
from dunning_rules.io.zones import zone_of
from dunning_rules.models import Creditor
from dunning_rules.rows.currencies import Currencies
from dunning_rules.rows.row_error import RowError


@dataclass(frozen=True, slots=True)
class Owed:
    """Whose ledger it is, and how it is read."""

    creditor: Creditor
    timezone: str = "UTC"
    """The zone of the days and moments that the other system gives without an offset."""
    convertible: Iterable[str] | None = None
    """As in `read_ledger`."""
    on_progress: Callable[[int], None] | None = None
    """As in `read_ledger`."""


class Reading:
    """The records of one ledger of another system.

    Args:
        records: what that system gave, by model.
        models: the models that can be read, each with the field that says whose the record is.
        identity: the field that tells the records of a model apart.
        owed: whose ledger it is.

    Raises:
        LedgerError: there is a model that cannot be read, or the zone is unknown.
    """

    def __init__(self, records: Records, models: Mapping[str, str], identity: str, owed: Owed) -> None:
        stranger = next((name for name in records if name not in models), None)
        if stranger is not None:
            raise LedgerError(f"{quote(stranger)} is not a model that is read", help=did_you_mean(stranger, models))
        self.zone = zone_of(owed.timezone)
        self.records: Mapping[str, tuple[Given, ...]] = {name: tuple(records.get(name, ())) for name in models}
        self._identity = identity
        self._whose = models
        self._creditor = owed.creditor
        self._tally = Tally(owed.on_progress)
        currencies = Currencies(owed.convertible, None)
        currencies.owed_to(owed.creditor.currency)
        self.book = Book(currencies)

    @property
    def currency(self) -> str:
        """The creditor's currency."""
        return self._creditor.currency

    def each(self, model: str, table: str, use: Callable[[Given], None], rows: Iterable[Given] | None = None) -> None:
        """Use each record of a model, and note those that cannot be used.

        Args:
            model: its name.
            table: our name for such records.
            use: takes the record; raises `RowError` where it is of no use, and has then kept nothing of it. A record that it leaves
                alone, since it is no receivable, counts as accepted.
            rows: the records, where they are not all of the model.
        """
        for row in self.records[model] if rows is None else rows:
            named = row.get(self._identity, "") if isinstance(row, Mapping) else ""
            self._tally.take_record(f"{model}/{named}", table, row, _if_record(use, self._whose[model]))

    def ledger(self) -> Ledger:
        """What was read."""
        rejects, counts = self._tally.finish()
        return Ledger(tuple(self.book.cases(self._creditor)), rejects, counts)


def _if_record(use: Callable[[Given], None], whose: str) -> Callable[[Given], None]:
    def checked(row: Given) -> None:
        if not isinstance(row, Mapping):
            raise RowError("this is not a record", help="give each record as a mapping of its fields")
        try:
            use(row)
        except RowError as error:
            if error.field == "debtor_id":
                error.field = whose
            raise

    return checked
