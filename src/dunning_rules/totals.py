"""Sums of sums."""

from __future__ import annotations

from collections.abc import Sequence

from dunning_rules.language.types import total
from dunning_rules.result import Totals


def sum_of(totals: Sequence[Totals], currency: str) -> Totals:
    """The sums over several parts, all in one currency; `currency` where there is no part."""
    if len(totals) == 1:
        return totals[0]
    return Totals(
        currency=totals[0].currency if totals else currency,
        debtors=sum(each.debtors for each in totals),
        overdue_debtors=sum(each.overdue_debtors for each in totals),
        open_invoices=sum(each.open_invoices for each in totals),
        overdue_invoices=sum(each.overdue_invoices for each in totals),
        open_amount=total([each.open_amount for each in totals]),
        overdue_amount=total([each.overdue_amount for each in totals]),
    )
