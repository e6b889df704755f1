"""The answer for a portfolio: frames in place of the lists of `result.Report`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import polars as pl

from dunning_rules.metadata import Metadata
from dunning_rules.rejects import Counts, Reject
from dunning_rules.result import Recommendation, Report, Totals

Word = Callable[[Sequence[str] | None], Report]
"""Answers for some debtors, or all, with all texts."""


@dataclass(frozen=True, slots=True, eq=False)
class FrameReport:
    """The answer for many debtors, in frames of Polars.

    It says what a `Report` says, without the reasons, which are worded for those rows that are asked for: see `worded`.

    Attributes:
        as_of: the moment for which it was asked.
        recommendations: in the order of doing, a row each. Its columns are named as the fields of `Recommendation`; those of the window
            begin with `window_`, `lawful_forms` are the ids of the forms that the guard made of it, and `original_amount` is what was
            asked for before. Amounts are decimals in units of `currency`.
        gave_way: what gave way, likewise, with the action that stays in `gave_way_to`.
        conclusions: `debtor_id`, `record`, `name`, `value` (as text) and `rules`, in the order of reports.
        findings: what the guard found, with `debtor_id`, `record`, `rule_id` and `action` of the step, and the fields of `Finding`.
        rejects: rows and debtors that could not be used.
        totals: sums.
        rows: rows of the tables read, accepted and rejected.
        cases: debtors asked about, answered and rejected.
        metadata: how it came about.
    """

    as_of: datetime
    recommendations: pl.DataFrame
    gave_way: pl.DataFrame
    conclusions: pl.DataFrame
    findings: pl.DataFrame
    rejects: tuple[Reject, ...]
    totals: Totals
    rows: Counts
    cases: Counts
    metadata: Metadata
    _word: Word = field(repr=False)

    def worded(self, limit: int | None = None) -> Report:
        """The same as a `Report`, with the first `limit` recommendations and their reasons.

        Sums, counts and rejects are those of the whole portfolio. Only the debtors of what is shown are worded: what gave way and what was
        concluded is told of them alone.

        Args:
            limit: so many recommendations; `None` = all.
        """
        shown = self.recommendations if limit is None else self.recommendations.head(limit)
        keys = [_key(row) for row in shown.select("debtor_id", "action", "record", "rule_id").iter_rows()]
        report = self._word(None if limit is None else list(dict.fromkeys(key[0] for key in keys)))
        found = {(each.debtor_id, each.action, each.record, each.rule_id): each for each in report.recommendations}
        listed: tuple[Recommendation, ...] = tuple(found[key] for key in keys)
        return replace(
            report,
            recommendations=listed,
            rejects=self.rejects,
            totals=self.totals,
            rows=self.rows,
            cases=self.cases,
            metadata=self.metadata,
        )


def _key(row: tuple[object, ...]) -> tuple[str, str, str, str]:
    debtor, action, record, rule = (str(each) for each in row)
    return debtor, action, record, rule
