"""One piece of advice, and how urgent it is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.hand.debtor import Balance
from benchmarks.hand.invoices import Account

_SIZES = tuple(map(Decimal, ("0.005", "0.01", "0.05", "0.1", "0.25", "0.5", "1")))
_SIZE_POINTS = (0, 4, 8, 12, 16, 20, 25, 30)
_AGES = (1, 8, 15, 31, 61, 91, 181, 366)
_AGE_POINTS = (0, 5, 8, 11, 15, 20, 25, 28, 30)


@dataclass(frozen=True, slots=True)
class Advice:
    """An action that a rule advises for one record."""

    rule: str
    action: str
    urgency: int
    scope: str
    subject: str
    invoice: str | None


class Urgency:
    """Points for size and age, for the debtor or for one invoice."""

    def __init__(self, balance: Balance) -> None:
        """Keep what they are measured against."""
        self._large = balance.large
        self._debtor = self._points(balance.overdue, balance.max_days_past_due)

    def debtor(self, base: int) -> int:
        """The urgency of an action about all of the debt."""
        return min(self._debtor + base, 100)

    def invoice(self, account: Account, base: int) -> int:
        """The urgency of an action about one invoice."""
        return min(self._points(account.open, account.days_past_due) + base, 100)

    def _points(self, amount: Decimal, days: int) -> int:
        size = _SIZE_POINTS[bisect_right(_SIZES, amount / self._large)] if self._large else 0
        return size + _AGE_POINTS[bisect_right(_AGES, days)]
