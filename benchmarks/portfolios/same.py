"""Whether a contender says the same as our plain engine on a sample; nobody is measured who does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import polars as pl

from benchmarks.hand.whole import WholeAnswer, evaluate_whole
from benchmarks.hand_polars.evaluate import evaluate
from benchmarks.portfolios.fired import Columns, differences, named, staying
from dunning_rules.frames.check import check_tables
from dunning_rules.frames.convert import cases_of
from dunning_rules.models import Case, Creditor
from dunning_rules.policy import Policy
from dunning_rules.resolve import invoice_of, settle
from dunning_rules.rows.currencies import Currencies
from dunning_rules.tips import standard_book

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


def check_hand(cases: Sequence[Case], as_of: datetime) -> int:
    """End where the rules by hand in Python advise something else than our plain engine, before the guard looks at it.

    Args:
        cases: what is asked about.
        as_of: the moment of asking.

    Returns:
        How many pieces of advice were compared.
    """
    policy, compared = Policy(standard_book(), engine="plain"), 0
    for case in cases:
        wanted, found = _advice(policy, case, as_of), evaluate_whole(case, as_of)
        if sorted(found, key=str) != sorted(wanted, key=str):
            raise SystemExit(f"the rules by hand in Python differ on the case of {case.debtor.id}: {set(found) ^ set(wanted)}")
        compared += len(wanted)
    return compared


def _advice(policy: Policy, case: Case, as_of: datetime) -> WholeAnswer:
    """What stays of the advice of our engine."""
    outcome = policy.workings(case, as_of=as_of).run()
    stays = settle(outcome.proposals, policy.book.precedence.for_debtor(outcome.records.debtor)).stays
    found: WholeAnswer = []
    for each, _ in stays:
        record = each.record
        hours = (record["window_start"], record["window_end"]) if record["working_day"] and record["not_at_meals"] else None
        found.append((each.rule.rule.id, case.debtor.id, invoice_of(each), record["urgency"], hours))
    outcome.records.release()
    return found
