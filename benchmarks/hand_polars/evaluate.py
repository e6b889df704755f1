"""All rules: from checked tables to firings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from benchmarks.hand_polars.balances import with_balances
from benchmarks.hand_polars.behaviour import with_behaviour
from benchmarks.hand_polars.claims import invoices_of, promises_of
from benchmarks.hand_polars.firings import Firings
from benchmarks.hand_polars.records import D, Records, read
from benchmarks.hand_polars.tips_debtors import advise
from benchmarks.hand_polars.tips_records import about_excuses, about_invoices, about_promises, about_visits
from benchmarks.hand_polars.tips_standing import excuses, with_excuses, with_risk, with_standing
from dunning_rules.models import Creditor

_CALLS = (
    "tip-01.growing", "tip-01.never-contacted", "tip-01.silence", "tip-03b.remind", "tip-06b.hardship", "tip-11b.dependence",
    "tip-11b.rebates", "tip-13b.sold", "tip-14.no-excuse-left", "tip-19b.prompt", "tip-19c.met", "tip-19c.promise", "tip-19c.to-be-met",
    "tip-20b.promise-short", "tip-20b.visit-short", "tip-20c.promise-short", "tip-20c.visit-short",
)  # fmt: skip
"""The rules that recommend a call."""
_CONTACTS = (
    *_CALLS, "tip-02.evasions", "tip-02.evasions-large-creditor", "tip-03a.appointment", "tip-03a.promised-day", "tip-03c.excuse-refuted",
    "tip-03c.funds-seen", "tip-03c.money-came-in", "tip-04.others-present", "tip-05.acknowledgement", "tip-05.part-payment",
    "tip-05.security", "tip-05.transfer", "tip-08.more-than-expected", "tip-08.nothing-expected", "tip-10a.notice", "tip-10b.contract",
    "tip-10b.statute", "tip-10b.unknown", "tip-14.account-empty", "tip-14.customers-have-not-paid", "tip-14.not-yet-due",
    "tip-14.payer-absent", "tip-14.unsold-stock", "tip-16.unsigned", "tip-16.unsigned-disputed", "tip-18a.downstream",
    "tip-18a.slow-stock", "tip-18b.reclaim", "tip-19a.reputation", "tip-19c.payer-found", "tip-20a.promise-kept",
    "tip-20a.settled-in-time",
)  # fmt: skip
"""The rules that recommend any contact."""


def evaluate(tables: Mapping[str, pl.DataFrame], as_of: datetime, creditor: Creditor) -> tuple[pl.DataFrame, Records]:
    """Which rules fire for which records, and the records that are numbered there.

    Args:
        tables: checked, as `Policy.evaluate_portfolio` takes them.
        as_of: the moment of asking.
        creditor: who is owed.
    """
    firings, records = Firings(), read(tables, as_of, creditor)
    promises = promises_of(records)
    invoices = invoices_of(records, promises)
    debtors = with_behaviour(records, with_balances(records, invoices), promises)
    found = excuses(records, debtors, firings)
    debtors = with_excuses(debtors, found)
    debtors = with_risk(debtors, invoices, firings)
    debtors = with_standing(debtors, firings)
    advise(records, debtors, firings)
    about_invoices(records, debtors, invoices, firings)
    about_visits(records, debtors, firings)
    about_promises(records, debtors, invoices, promises, firings)
    about_excuses(found, firings)
    _afterwards(debtors, firings)
    return firings.all(), records


def _afterwards(debtors: pl.DataFrame, firings: Firings) -> None:
    """Tips 13 and 15: when to call, and what to know before any contact."""
    owing = debtors.filter(pl.col("open") > 0)
    firings.follow("tip-13a.window", _CALLS, owing)
    contacted = debtors.filter(pl.col(D).is_in(firings.debtors(_CONTACTS).implode()))
    reconciled = pl.col("days_since_reconciliation")
    firings.fire(
        contacted,
        D,
        {
            "tip-15.does-not-add-up": pl.col("does_not_add_up"),
            "tip-15.not-reconciled": (pl.col("open") > 0) & (reconciled.is_null() | (reconciled > 30)),
        },
    )
