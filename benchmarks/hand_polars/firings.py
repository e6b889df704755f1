"""Which rule fired for which record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from benchmarks.hand_polars.records import D

SCHEMA = {"rule": pl.String(), "scope": pl.String(), D: pl.UInt32(), "subject": pl.UInt32(), "of": pl.String()}
"""The rule; the kind of record; the numbers of the debtor and the record; where that is a recommendation, the rule that made it."""
Rules = Mapping[str, pl.Expr]


class Firings:
    """Collects them."""

    def __init__(self) -> None:
        """Begin with none."""
        self._parts: list[pl.DataFrame] = []

    def fire(self, frame: pl.DataFrame, record: str, rules: Rules) -> pl.DataFrame:
        """Take down for which rows of a frame rules hold, and give that, with a column for each rule.

        Args:
            frame: the records.
            record: the column that numbers them.
            rules: conditions by the ids of rules.
        """
        holds = frame.select(**rules)
        rows = frame.select(pl.lit("debtor" if record == D else record).alias("scope"), D, pl.col(record).alias("subject"))
        for rule in rules:
            self._take(rule, rows.filter(holds[rule]))
        return holds

    def follow(self, rule: str, made_by: Iterable[str], debtors: pl.DataFrame) -> None:
        """A rule about recommendations: it fires for each that one of some rules has made for one of some debtors."""
        wanted = set(made_by)
        for part in [each for each in self._parts if each.height and each["rule"][0] in wanted]:
            self._take(rule, part.join(debtors.select(D), on=D, how="semi").select("scope", D, "subject", of="rule"))

    def debtors(self, made_by: Iterable[str]) -> pl.Series:
        """The numbers of the debtors for whom one of some rules fired."""
        wanted = set(made_by)
        found = [each[D] for each in self._parts if each.height and each["rule"][0] in wanted]
        return pl.concat(found).unique() if found else pl.Series([], dtype=pl.UInt32)

    def all(self) -> pl.DataFrame:
        """All of them."""
        return pl.concat([pl.DataFrame(schema=SCHEMA), *self._parts], how="diagonal")

    def _take(self, rule: str, rows: pl.DataFrame) -> None:
        self._parts.append(rows.with_columns(pl.lit(rule).alias("rule")))
