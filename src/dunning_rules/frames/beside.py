"""What conditions on recommendations read beside what a step has of itself: fields of its debtor, its id and tip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.plan import PlannedRule
from dunning_rules.language.columns import OF_DEBTOR, filled

STEP = "@step"


class Beside:
    """Adds columns to rows about steps when they are first read."""

    def __init__(self, steps: pl.DataFrame, debtors: pl.DataFrame, rules: Mapping[int, PlannedRule], number: type[pl.DataType]) -> None:
        """Take the steps, the frame of debtors, the rules by their place in the book, and how numbers are kept."""
        self._steps = steps
        self._debtors = debtors
        self._rules = rules
        self._number = number

    def of_debtors(self, columns: Iterable[str]) -> pl.DataFrame:
        """Columns of debtors, a row for each, by the names that they have beside steps."""
        return pl.DataFrame([self._debtors[name.removeprefix(OF_DEBTOR)].alias(name) for name in dict.fromkeys(columns)])

    def added(self, rows: pl.DataFrame, columns: Iterable[str]) -> pl.DataFrame:
        """The rows with `columns`.

        Args:
            rows: with the numbers of their steps and debtors.
            columns: what is read.
        """
        missing = [name for name in dict.fromkeys(columns) if name not in rows.columns]
        of_debtor = [name for name in missing if name.startswith(OF_DEBTOR)]
        of_step = [name for name in missing if name in self._steps.columns]
        others = [name for name in missing if name not in of_debtor and name not in of_step]
        read = [
            *(self._debtors[name.removeprefix(OF_DEBTOR)][rows[DEBTOR_NUMBER]].alias(name) for name in of_debtor),
            *(self._steps[name][rows[STEP]] for name in of_step),
            *(self._made(name, rows) for name in others),
        ]
        return rows.hstack(read) if read else rows

    def _made(self, name: str, rows: pl.DataFrame) -> pl.Series:
        if name == "id":
            rule = self._of_rules([each.rule.id for each in self._rules.values()], pl.String(), rows)
            parts = self._steps.select("action", "subject_id")[rows[STEP]]
            return parts.select(
                pl.concat_str(pl.lit(rule), pl.lit("/"), pl.col("action").cast(pl.String), pl.lit("/"), "subject_id").alias(name)
            ).to_series()
        if name == "tip":
            return self._of_rules([each.rule.tip for each in self._rules.values()], self._number(), rows).alias(name)
        return filled(0 if name == "age_days" else None, self._number(), rows.height).alias(name)

    def _of_rules(self, values: list[str] | list[int | None], dtype: pl.DataType, rows: pl.DataFrame) -> pl.Series:
        place = filled(None, dtype, max(self._rules, default=0) + 1)
        place = place.scatter(pl.Series([*self._rules], dtype=pl.UInt32), pl.Series(values, dtype=dtype))
        return place[self._steps["rule"][rows[STEP]]]
