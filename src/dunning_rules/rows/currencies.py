"""Which currencies a ledger may have: those that can be converted to the one that is reported."""

from __future__ import annotations

from collections.abc import Iterable

from dunning_rules.errors import quote
from dunning_rules.models import Case
from dunning_rules.rows.row_error import RowError


class Currencies:
    """Judges the currency of each row.

    Where nobody says what can be converted, nothing is judged here, and it is left to the policy.
    """

    def __init__(self, convertible: Iterable[str] | None, reporting: str | None) -> None:
        """Take the currencies that have a rate, and the reporting currency where it is not the creditor's."""
        self._convertible = None if convertible is None else frozenset(convertible)
        self._reporting = reporting
        self._fixed = reporting is not None

    def owed_to(self, currency: str) -> None:
        """The creditor's currency has become known."""
        if not self._fixed:
            self._reporting = currency

    def check(self, record: object) -> None:
        """Refuse a record whose currency cannot be converted."""
        currency = getattr(record, "currency", None)
        if currency is None or self._convertible is None or self._reporting is None or currency == self._reporting:
            return
        if currency not in self._convertible:
            raise RowError(
                f"no rate from {quote(currency)} to {quote(self._reporting)} is known",
                field="currency",
                value=currency,
                help=f"give an `ExchangeRate` from {currency} to {self._reporting}, dated `as_of` or before",
            )

    def check_case(self, case: Case) -> None:
        """Refuse a case of which a record cannot be converted."""
        self.owed_to(case.creditor.currency)
        tables = {"invoices": case.invoices, "visits": case.visits, "events": case.events}
        self._within("creditor", case.creditor)
        self._within("debtor", case.debtor)
        for table, records in tables.items():
            for place, record in enumerate(records):
                self._within(f"{table}[{place}]", record)

    def _within(self, place: str, record: object) -> None:
        try:
            self.check(record)
        except RowError as error:
            raise error.within(place) from None
