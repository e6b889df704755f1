"""Debtors that cannot be answered: an amount of theirs cannot be converted, or an attribute cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.money import Money
from dunning_rules.engine.plan import Plan
from dunning_rules.errors import CaseError, CurrencyError, DunningError, quote
from dunning_rules.frames.amounts import Units, unit_of
from dunning_rules.frames.attributes import unreadable
from dunning_rules.frames.tables import NUMBER
from dunning_rules.language.columns import DEBTOR
from dunning_rules.language.types import MONEY
from dunning_rules.models import Creditor
from dunning_rules.models.base import MAX_AMOUNT
from dunning_rules.rows.attributes import ATTRIBUTE

_SCOPES = (DEBTOR, "invoice", "visit", "event")
_MOST = 2**56
"""So many minor units of the reporting currency leave room for a century of interest within 64 bits."""


def refused(
    debtors: pl.DataFrame, known: Mapping[str, pl.DataFrame], plan: Plan, money: Money, creditor: Creditor
) -> dict[int, DunningError]:
    """Why debtors cannot be answered, by their number.

    Args:
        debtors: their table.
        known: their records that are known, by scope.
        plan: says what is read.
        money: converts amounts.
        creditor: who is owed.
    """
    found: dict[int, DunningError] = {}
    records = {DEBTOR: debtors, **known}
    for scope in _SCOPES:
        rows = records[scope]
        currency = rows["currency"].fill_null(creditor.currency) if scope == DEBTOR else rows["currency"]
        for number, error in (
            *_of_currencies(scope, rows, currency, plan, money),
            *_of_amounts(scope, rows, currency, money),
            *_of_attributes(scope, rows, plan),
        ):
            found.setdefault(number, error)
    return found


def _of_currencies(scope: str, records: pl.DataFrame, currency: pl.Series, plan: Plan, money: Money) -> Iterator[tuple[int, DunningError]]:
    bad = Units(money, currency).unknown()
    if scope == DEBTOR and bad.any():
        paths = [(field.source or "").removeprefix("debtor.") for field in plan.given.get(DEBTOR, ()) if field.ref.type == MONEY]
        named = [pl.col(path).is_not_null() for path in paths if path in records.columns]
        bad = bad & records.select(pl.any_horizontal(named) if named else pl.lit(value=False)).to_series()
    for row in bad.arg_true():
        number = row if scope == DEBTOR else records[DEBTOR_NUMBER][row]
        try:
            money.unit(currency[row], f"{scope} {quote(records['id'][row])}")
        except CurrencyError as error:
            yield number, error


def _of_amounts(scope: str, records: pl.DataFrame, currency: pl.Series, money: Money) -> Iterator[tuple[int, DunningError]]:
    for code in currency.drop_nulls().unique(maintain_order=True):
        unit = unit_of(money, code)
        if unit is None or unit * MAX_AMOUNT < _MOST:
            continue
        amounts = [pl.col(name) for name, dtype in records.schema.items() if dtype == NUMBER]
        largest = records.select(pl.max_horizontal(each.abs() for each in amounts).fill_null(0)).to_series()
        for row in ((currency == code) & (largest > Decimal(_MOST) / unit)).fill_null(value=False).arg_true():
            number = row if scope == DEBTOR else records[DEBTOR_NUMBER][row]
            message = f"an amount is out of range in {quote(money.reporting)}"
            where = f"{scope} {quote(records['id'][row])}"
            yield number, CaseError(message, where=where, help=f"correct it, or the rate from {code} to {money.reporting}")


def _of_attributes(scope: str, records: pl.DataFrame, plan: Plan) -> Iterator[tuple[int, DunningError]]:
    for field in plan.given.get(scope, ()):
        source = (field.source or "").removeprefix(f"{DEBTOR}." if scope == DEBTOR else "")
        if not source.startswith(ATTRIBUTE):
            continue
        name = source.removeprefix(ATTRIBUTE)
        for row in unreadable(name, replace(field, source=source), records).arg_true():
            number = row if scope == DEBTOR else records[DEBTOR_NUMBER][row]
            message = f"the attribute {quote(name)} is no {field.ref.type}"
            yield number, CaseError(message, where=f"record {quote(records['id'][row])}", help="give it in the form of its field")
