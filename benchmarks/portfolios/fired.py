"""What our columns engine fires, and what others say that fires, in the same words: others are compared before they are measured."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from dunning_rules.engine.accrued import Accruals
from dunning_rules.engine.columns.found import DEBTOR_NUMBER, Facts, Found
from dunning_rules.engine.columns.run import ColumnsEngine
from dunning_rules.engine.money import Money
from dunning_rules.engine.plan import Plan
from dunning_rules.frames.convert import cases_of
from dunning_rules.frames.given import Projection
from dunning_rules.frames.interest import Interest
from dunning_rules.language import Const
from dunning_rules.language.columns import DEBTOR
from dunning_rules.models import Creditor
from dunning_rules.policy import Policy
from dunning_rules.rules.rule import Conclude
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.tips import standard_book

WINDOW = "tip-13a.window"
"""The rule about recommendations."""


class Columns:
    """The columns engine without what is around it."""

    def __init__(self, tables: Mapping[str, pl.DataFrame], as_of: datetime, creditor: Creditor) -> None:
        """Make it ready for checked tables.

        Args:
            tables: checked tables.
            as_of: the moment of asking.
            creditor: who is owed.
        """
        self._plan: Plan = Policy().workings(cases_of(tables, [0], creditor)[0], as_of=as_of).plan
        money = Money(creditor.currency, (), as_of.date())
        self._projection = Projection(self._plan, money, creditor, as_of, Interest(Accruals(), money, creditor, as_of.date()))
        self._engine = ColumnsEngine(self._plan)

    def facts(self, tables: Mapping[str, pl.DataFrame]) -> Facts:
        """The facts of a part of a portfolio."""
        return self._projection.facts(tables)

    def run(self, tables: Mapping[str, pl.DataFrame]) -> Found:
        """What the rules find in a part of a portfolio."""
        return self._engine.run(self.facts(tables))

    def fired(self, found: Found) -> pl.DataFrame:
        """Which rule fired for which record, see `named`."""
        ids = {rule.order: rule.rule.id for level in self._plan.strata for rules in level.values() for rule in rules}

        def name(column: str) -> pl.Expr:
            return pl.col(column).replace_strict(list(ids), list(ids.values()), return_dtype=pl.String)

        none = pl.lit(None, dtype=pl.String)
        scope = pl.col("scope").cast(pl.String)
        windows = found.proposals.filter(pl.col("window_start").is_not_null())
        rows = pl.concat([
            found.proposals.select(name("rule").alias("rule"), scope, "subject", none.alias("of")),
            found.conclusions.explode("rules").select(name("rules").alias("rule"), scope, "subject", none.alias("of")),
            windows.select(pl.lit(WINDOW).alias("rule"), scope, "subject", name("rule").alias("of")),
        ])  # fmt: skip
        return named(rows, found.frames)


def named(rows: pl.DataFrame, frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Firings with the ids of debtors and records: `rule`, `debtor`, `record`; and `of`, the rule that made a recommendation.

    Args:
        rows: `rule`, `scope`, `subject` (the number of the record in the frame of its scope), `of`.
        frames: by scope, with `id` and, but for debtors, the number of the debtor.
    """
    parts = []
    for scope, frame in frames.items():
        of_scope = rows.filter(pl.col("scope") == scope)
        ids = frame["id"].gather(of_scope["subject"])
        owners = ids if scope == DEBTOR else frames[DEBTOR]["id"].gather(frame[DEBTOR_NUMBER].gather(of_scope["subject"]))
        parts.append(of_scope.select("rule", owners.alias("debtor"), ids.alias("record"), "of"))
    return pl.concat(parts).unique()


def staying(rows: pl.DataFrame) -> pl.DataFrame:
    """Firings without conclusions that gave way: of several values of a field the columns engine tells who concluded the one that stays.

    Args:
        rows: see `named`; firings of the built-in book, whose choices and flags rise.
    """
    concluded = [
        (rule.id, each.field.key, _rank(each))
        for rule in standard_book().rules
        for each in rule.then
        if isinstance(each, Conclude) and each.field.scope != RECOMMENDATION
    ]
    table = pl.DataFrame(concluded, schema={"rule": pl.String, "field": pl.String, "rank": pl.Int64}, orient="row")
    ranked = rows.join(table, on="rule", how="left")
    highest = pl.col("rank").max().over("field", "debtor", "record")
    return ranked.filter(pl.col("field").is_null() | (pl.col("rank") == highest)).select(rows.columns)


def _rank(conclusion: Conclude) -> int:
    choices, value = conclusion.field.type.choices, conclusion.value
    return choices.index(str(value.value)) if choices and isinstance(value, Const) else 1


def differences(one: pl.DataFrame, other: pl.DataFrame) -> list[str]:
    """Rules that two do not fire alike, each with the records, shortened; nothing where they agree."""
    keys = ["rule", "debtor", "record", "of"]
    only = [left.join(right, on=keys, how="anti", nulls_equal=True) for left, right in ((one, other), (other, one))]
    apart = pl.concat([rows.with_columns(pl.lit(side).alias("side")) for rows, side in zip(only, ("first", "second"), strict=True)])
    counted = (
        apart.group_by("rule", "side").agg(pl.len(), pl.col("debtor").sort().first(), pl.col("record").sort().first()).sort("rule", "side")
    )
    return [f"{rule}: {count} in the {side} alone, e.g. {debtor}/{record}" for rule, side, count, debtor, record in counted.iter_rows()]
