"""Interest that has accrued, in columns: what `engine.accrued` reckons of one invoice.

Interest is simple, so it is a sum over the days on which the balance stays: the balance times the sum of the rates. That sum depends on the
law, the due date and the day alone. It is taken from the periods that `late_payment` gives, once for each combination.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from dunning_rules.engine.accrued import Accruals
from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.money import Money
from dunning_rules.errors import DunningError
from dunning_rules.frames.amounts import Units, half_up, times
from dunning_rules.frames.days import ORDINAL_OF_EPOCH, Zones
from dunning_rules.frames.tables import DECIMALS
from dunning_rules.late_payment.items import Period
from dunning_rules.models.base import minor_digits

_WIDE = pl.Int128
_SCALE = 12
"""Decimals of a sum of rates."""
_LAW = ("interest_basis", "interest_rate", "governing_law", "country", "kind")


class Interest:
    """Reckons interest on invoices of a portfolio; remembers sums of rates."""

    def __init__(self, accruals: Accruals, money: Money, creditor: Any, today: date) -> None:  # noqa: ANN401 - see `Accruals.law_of`
        """Take the laws and rates, what converts amounts, who asks, and the day."""
        self._accruals = accruals
        self._money = money
        self._creditor = creditor
        self._today = today
        self._sums: dict[tuple[object, ...], tuple[int, int] | None] = {}

    def columns(self, debtors: pl.DataFrame, invoices: pl.DataFrame, events: pl.DataFrame, zones: Zones) -> Mapping[str, pl.Series]:
        """`interest`, in minor units of the reporting currency, and `regime`, the name of the law, for each invoice; null where not known.

        Args:
            debtors: the table.
            invoices: those that are known, in their order.
            events: those that are known.
            zones: tell the days of payments.
        """
        raise NotImplementedError
