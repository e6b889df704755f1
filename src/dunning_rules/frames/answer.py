"""The report of a portfolio."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta, timezone

import polars as pl

from dunning_rules.frames.check import Portfolio
from dunning_rules.frames.convert import cases_of
from dunning_rules.frames.evaluate import Evaluator, joined
from dunning_rules.frames.report import FrameReport
from dunning_rules.metadata import Metadata
from dunning_rules.models import Case, Creditor
from dunning_rules.rejects import Counts
from dunning_rules.result import Report
from dunning_rules.totals import sum_of


def answer_portfolio(
    evaluator: Evaluator,
    portfolio: Portfolio,
    creditor: Creditor,
    as_of: datetime,
    *,
    metadata: Metadata,
    word: Callable[[Iterable[Case]], Report],
    on_progress: Callable[[int], None] | None = None,
) -> FrameReport:
    """The report.

    Args:
        evaluator: evaluates the parts.
        portfolio: checked tables.
        creditor: who is owed.
        as_of: the moment of asking.
        metadata: how it comes about.
        word: answers cases with all texts.
        on_progress: called with the number of debtors done.
    """
    parts = evaluator.all_parts(portfolio, on_progress=on_progress)
    refused = [reject for part in parts for reject in part.rejects]
    asked = sum(part.debtors for part in parts)
    conclusions, findings = pl.concat([part.conclusions for part in parts]), pl.concat([part.findings for part in parts])
    totals = sum_of([part.sums for part in parts], creditor.currency)
    stays, gave_way = joined(parts)

    def some(ids: Sequence[str] | None) -> Report:
        debtors = portfolio.tables["debtors"].with_row_index("@number")
        numbers = debtors["@number"] if ids is None else debtors.filter(pl.col("id").is_in(list(ids)))["@number"]
        return word(cases_of(portfolio.tables, numbers.to_list(), creditor))

    return FrameReport(
        as_of=as_of.astimezone(timezone(as_of.utcoffset() or timedelta())),
        recommendations=stays,
        gave_way=gave_way,
        conclusions=conclusions,
        findings=findings,
        rejects=(*portfolio.rejects, *refused),
        totals=totals,
        rows=portfolio.counts,
        cases=Counts(asked, asked - len(refused), len(refused)),
        metadata=metadata,
        _word=some,
    )
