"""Proposals as records that rules look at: the scope `recommendation`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.plan import Plan
from dunning_rules.language import Ref
from dunning_rules.language.columns import dtype_of

_OWN = ("urgency", "action")


def recommended(
    proposals: pl.DataFrame, plan: Plan, given: Sequence[Ref], frames: Mapping[str, pl.DataFrame], number: type[pl.DataType]
) -> pl.DataFrame:
    """The records, with the fields that something reads.

    Args:
        proposals: what has been proposed.
        plan: whose rules proposed it.
        given: the fields that are read.
        frames: the frames of the records for which the rules fired.
        number: how numbers are kept.
    """
    columns = [_column(ref, proposals, plan, frames, number) for ref in given]
    return proposals.select(DEBTOR_NUMBER, *columns)


def _column(ref: Ref, proposals: pl.DataFrame, plan: Plan, frames: Mapping[str, pl.DataFrame], number: type[pl.DataType]) -> pl.Expr:
    match ref.name:
        case "urgency":
            return pl.col("urgency")
        case "action":
            return pl.col("action").cast(pl.String)
        case "age_days":
            return pl.lit(0, dtype=number()).alias("age_days")
        case "id":
            return _ids(proposals, plan, frames).alias("id")
        case "tip":
            tips = {rule.order: rule.rule.tip for level in plan.strata for rules in level.values() for rule in rules}
            return _by(pl.col("rule"), tips, number()).alias("tip")
    static = {
        each.effect.action: each.static[ref.name]
        for level in plan.strata
        for rules in level.values()
        for rule in rules
        for each in rule.recommendations
    }
    actions = proposals["action"]
    values = pl.Series([static[action] for action in sorted(static)], dtype=dtype_of(ref.type, number))
    return pl.lit(values.gather(actions.to_physical())).alias(ref.name)


def _by(key: pl.Expr, values: Mapping[int, object], dtype: pl.DataType) -> pl.Expr:
    found = pl.Series([*values.values()], dtype=dtype)
    return key.replace_strict(pl.Series([*values]), found, default=None, return_dtype=dtype)


def _ids(proposals: pl.DataFrame, plan: Plan, frames: Mapping[str, pl.DataFrame]) -> pl.Expr:
    rules = {rule.order: rule.rule.id for level in plan.strata for found in level.values() for rule in found}
    subject = pl.lit(None, dtype=pl.String)
    for scope, known in [(scope, frame["id"]) for scope, frame in frames.items() if "id" in frame.columns]:
        ids = known.gather(proposals.select(pl.when(pl.col("scope") == scope).then(pl.col("subject"))).to_series())
        subject = pl.coalesce(subject, pl.lit(ids))
    return pl.concat_str(_by(pl.col("rule"), rules, pl.String()), pl.lit("/"), pl.col("action").cast(pl.String), pl.lit("/"), subject)
