"""Which currencies a ledger may have: those that can be converted to the one that is reported."""

from __future__ import annotations

from collections.abc import Iterable

from dunning_rules.errors import quote
from dunning_rules.io.row_error import RowError
from dunning_rules.models import Case, ExchangeRate


class Currencies:
    """Judges the currency of each row.

    Without `rates` nothing is judged here: whoever asks a policy with rates of its own leaves it to the policy.
    """

    def __init__(self, rates: Iterable[ExchangeRate] | None, reporting: str | None) -> None:
        """Take the rates that will be used, and the reporting currency where it is not the creditor's."""
        self._rates = None if rates is None else tuple(rates)
        self._reporting = reporting
        self._fixed = reporting is not None

    def owed_to(self, currency: str) -> None:
        """The creditor's currency has become known."""
        if not self._fixed:
            self._reporting = currency

    def check(self, record: object) -> None:
        """Refuse a record whose currency cannot be converted."""
        currency = getattr(record, "currency", None)
        if currency is None or self._rates is None or self._reporting is None or currency == self._reporting:
            return
        if not any(rate.source == currency and rate.target == self._reporting for rate in self._rates):
            raise RowError(
                f"no rate from {quote(currency)} to {quote(self._reporting)} is known",
                field="currency",
                value=currency,
                help=f"give a rate, such as {currency}=0.92, dated on or before the day that you ask for",
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
