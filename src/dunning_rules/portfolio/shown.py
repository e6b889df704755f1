"""The beginning of what a run over partitions found, worded: the debtors that are shown are asked again, with all texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import polars as pl

from dunning_rules.frames.check import check_tables
from dunning_rules.models import Creditor
from dunning_rules.policy import Policy
from dunning_rules.portfolio.nested import unnest
from dunning_rules.portfolio.partitions import Partition, partitions_of
from dunning_rules.portfolio.stream import SIZE, Streamed
from dunning_rules.result import Report
from dunning_rules.rows.currencies import Currencies


def worded(
    found: Streamed, source: Path, policy: Policy, *, as_of: datetime, creditor: Creditor, currencies: Currencies, limit: int
) -> tuple[Report, dict[str, str]]:
    """The first recommendations of all partitions with their reasons, and the names of their debtors.

    Sums, counts and rejects are those of all partitions.

    Args:
        found: what `evaluate_partitions` gave.
        source: the partitions.
        policy: the rules.
        as_of: the moment of asking.
        creditor: who is owed.
        currencies: judges the currency of each row.
        limit: so many recommendations.
    """
    head = found.head(limit)
    debtors = head["debtor_id"].unique().to_list() if head.height else []
    rows = [rows for partition in partitions_of(source, SIZE) if (rows := _of(debtors, partition)).height]
    table = pl.concat(rows, how="diagonal").unique("id", keep="first", maintain_order=True) if rows else pl.DataFrame({"id": []})
    portfolio = check_tables(unnest(table.cast({"id": pl.String})), currencies)
    report = policy.evaluate_portfolio(portfolio, as_of=as_of, creditor=creditor).worded(limit)
    names = {str(debtor): str(name) for debtor, name in portfolio.tables["debtors"].select("id", "name").iter_rows()}
    return replace(report, rejects=found.rejects(), totals=found.totals, rows=found.rows, cases=found.cases), names


def _of(debtors: list[str], partition: Partition) -> pl.DataFrame:
    """The rows of some debtors; a partition that has none of them is not read."""
    asked = partition.read(["id"])["id"].cast(pl.String).is_in(debtors)
    return partition.read().filter(asked) if asked.any() else pl.DataFrame()
