"""What conditions on recommendations read beside what a step has of itself: fields of its debtor, its id and tip."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.plan import PlannedRule
from dunning_rules.frames.demands import IN_PACK
from dunning_rules.frames.places import Places
from dunning_rules.language.columns import OF_DEBTOR


class Beside:
    """Adds columns to steps when they are first read."""

    def __init__(self, debtors: pl.DataFrame, places: Places, rules: Mapping[int, PlannedRule], number: type[pl.DataType]) -> None:
        """Take the frame of debtors, their places, the rules by their place in the book, and how numbers are kept."""
        self._debtors = debtors
        self._places = places
        self._rules = rules
        self._number = number

    def added(self, steps: pl.DataFrame, columns: Iterable[str]) -> pl.DataFrame:
        """The steps with `columns`."""
        missing = [name for name in dict.fromkeys(columns) if name not in steps.columns]
        if not missing:
            return steps
        number = pl.lit(steps[DEBTOR_NUMBER])
        of_debtor = [name for name in missing if name.startswith(OF_DEBTOR)]
        read = self._debtors.select(pl.col(name.removeprefix(OF_DEBTOR)).gather(number).alias(name) for name in of_debtor)
        return steps.with_columns(*read.get_columns(), *(self._column(name, steps) for name in missing if name not in of_debtor))

    def _column(self, name: str, steps: pl.DataFrame) -> pl.Series | pl.Expr:
        if name.startswith(IN_PACK):
            holds = [name.removeprefix(IN_PACK) in each.jurisdiction.packs for each in self._places.places]
            return pl.lit(pl.Series(holds, dtype=pl.Boolean)).gather(pl.col("@place")).alias(name)
        if name == "id":
            rule = pl.lit(self._of_rules([each.rule.id for each in self._rules.values()], pl.String(), steps))
            return pl.concat_str(rule, pl.lit("/"), pl.col("action").cast(pl.String), pl.lit("/"), "subject_id").alias(name)
        if name == "tip":
            return self._of_rules([each.rule.tip for each in self._rules.values()], self._number(), steps).alias(name)
        return pl.lit(0 if name == "age_days" else None, dtype=self._number()).alias(name)

    def _of_rules(self, values: list[str] | list[int | None], dtype: pl.DataType, steps: pl.DataFrame) -> pl.Series:
        place = pl.repeat(None, max(self._rules, default=0) + 1, dtype=dtype, eager=True)
        return place.scatter(pl.Series([*self._rules], dtype=pl.UInt32), pl.Series(values, dtype=dtype)).gather(
            steps["rule"].cast(pl.UInt32)
        )
