"""Whether a contender says the same as our plain engine on a sample; nobody is measured who does not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import polars as pl

from benchmarks.hand_polars.evaluate import evaluate
from benchmarks.portfolios.fired import Columns, differences, named, staying
from dunning_rules.frames.check import check_tables
from dunning_rules.frames.convert import cases_of
from dunning_rules.models import Creditor
from dunning_rules.policy import Policy
from dunning_rules.rows.currencies import Currencies

_STEP = ("debtor_id", "action", "record", "rule_id", "verdict", "urgency", "amount")
_SHOWN = 5


def check_columns(tables: Mapping[str, Any], as_of: datetime, creditor: Creditor) -> None:
    """End where the columns engine recommends or concludes something else than the plain one, case by case."""
    checked = check_tables(tables, Currencies(None, None)).tables
    cases = cases_of(checked, range(checked["debtors"].height), creditor)
    report = Policy(engine="plain").evaluate_all(cases, as_of=as_of)
    frames = Policy().evaluate_frames(tables, as_of=as_of, creditor=creditor)
    wanted = [tuple(getattr(each, name) for name in _STEP) for each in report.recommendations]
    if frames.recommendations.select(_STEP).rows() != wanted:
        raise SystemExit("the columns engine recommends something else than the plain one")
    concluded = [(each.debtor_id, each.record, each.name, list(each.rules)) for each in report.conclusions]
    names = frames.conclusions.columns
    if [(row[0], row[1], row[2], row[-1]) for row in frames.conclusions.iter_rows()] != concluded:
        message = f"the columns engine concludes something else than the plain one ({', '.join(names)})"
        raise SystemExit(message)


def check_polars(tables: Mapping[str, pl.DataFrame], as_of: datetime, creditor: Creditor) -> int:
    """End where the rules by hand in Polars fire otherwise than our columns engine.

    Args:
        tables: checked tables, whose debtors are numbered from 0.
        as_of: the moment of asking.
        creditor: who is owed.

    Returns:
        How many firings were compared.
    """
    columns = Columns(tables, as_of, creditor)
    wanted = columns.fired(columns.run(tables))
    firings, records = evaluate(tables, as_of, creditor)
    frames = {"debtor": records.debtors, "invoice": records.invoices, "visit": records.visits, "event": records.events}
    found = named(firings, frames)
    if found.height != firings.height:
        raise SystemExit("the rules by hand in Polars fire twice")
    apart = differences(wanted, staying(found))
    if apart:
        raise SystemExit(f"the rules by hand in Polars differ from the columns engine: {'; '.join(apart[:_SHOWN])}")
    return wanted.height
