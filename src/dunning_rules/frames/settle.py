"""Conflicts in columns: the same advice twice becomes one, and of two actions that exclude each other one gives way."""

from __future__ import annotations

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.rules.precedence import Precedence, Ranking

_ORDERS = pl.List(pl.UInt16)
_GROUP = "@group"
_PLACE = "@at"
_INVOICE = 255
"""Stands for what is about an invoice, whatever record it is from."""


def merged(targets: pl.DataFrame) -> pl.DataFrame:
    """The proposals of which each action has one for each target: the most urgent, with `also`, the places of further rules in the book.

    Args:
        targets: proposals with what they are about, see `with_targets`.
    """
    about_invoice = pl.col("invoice_id").is_not_null()
    keyed = targets.with_row_index(_PLACE).with_columns(
        pl.when(about_invoice).then(pl.lit(_INVOICE, dtype=pl.UInt8)).otherwise(pl.col("scope").to_physical().cast(pl.UInt8)).alias("@kind"),
        pl.when(about_invoice).then(pl.col("invoice")).otherwise(pl.col("subject")).alias("@row"),
        pl.when(about_invoice & pl.col("invoice").is_null()).then(pl.col("invoice_id")).alias("@name"),
    )
    name = ["@name"] if keyed["@name"].null_count() < keyed.height else []
    numbers = keyed.select(
        pl.col(DEBTOR_NUMBER).cast(pl.UInt64) * 2**32 + pl.col("@row").fill_null(0),
        (pl.col("action").to_physical().cast(pl.UInt32) * 2**8 + pl.col("@kind")).alias("action"),
        *name,
    )
    repeated = numbers.is_duplicated()
    helpers = ("@kind", "@row", "@name", _PLACE)
    single = keyed.filter(~repeated).with_columns(also=pl.lit([], dtype=_ORDERS))
    if single.height == keyed.height:
        return single.drop(helpers)
    keys = [*numbers.columns]
    several = keyed.filter(repeated).with_columns(numbers.filter(repeated).select(pl.struct(keys).alias(_GROUP)))
    # the most urgent of a group first
    several = several.sort(_GROUP, "urgency", "rule", "subject_id", "effect", descending=[False, True, False, False, False])
    several = several.with_columns(pl.col(_GROUP).rle_id())
    leading = several.filter(pl.col(_GROUP).is_first_distinct())
    also = several.select(_GROUP, "rule").filter(pl.col("rule") != leading["rule"].gather(several[_GROUP])).unique().sort(_GROUP, "rule")
    lists = also.group_by(_GROUP, maintain_order=True).agg(pl.col("rule").alias("also"))
    leading = leading.join(lists, on=_GROUP, how="left", maintain_order="left").with_columns(pl.col("also").fill_null(pl.lit([], dtype=_ORDERS)))
    return pl.concat([single, leading.select(single.columns)]).sort(_PLACE).drop(helpers)


def give_way(steps: pl.DataFrame, debtors: pl.DataFrame, precedence: Precedence) -> pl.Series:
    """For each step the action to which it gives way; null where it stays.

    Args:
        steps: merged proposals.
        debtors: the frame of debtors, with the flags that turn pairs round.
        precedence: of the book.
    """
    action = steps["action"].cast(pl.String)
    present: dict[str, pl.Series] = {}
    for name in steps["action"].unique().cast(pl.String):
        there = pl.repeat(value=False, n=debtors.height, dtype=pl.Boolean, eager=True)
        present[name] = there.scatter(steps[DEBTOR_NUMBER].filter(action == name), True)  # noqa: FBT003 - the value of the cells
    found = pl.repeat(None, steps.height, dtype=pl.String, eager=True)
    for answers, ranking in precedence.rankings.items():
        flags = [
            pl.col(flag).fill_null(value=False) == answer for flag, answer in zip(precedence.flags, answers, strict=True)
        ]
        here = debtors.select(pl.all_horizontal(flags)).to_series() if flags else None
        for name, winner in _lost(present, ranking).items():
            rows = (action == name).arg_true()
            to = winner.gather(steps[DEBTOR_NUMBER].gather(rows))
            if here is not None:
                to = to.set(~here.gather(steps[DEBTOR_NUMBER].gather(rows)), None)
            known = to.is_not_null()
            found = found.scatter(rows.filter(known), to.filter(known))
    return found.alias("gave_way_to")


def _lost(present: dict[str, pl.Series], ranking: Ranking) -> dict[str, pl.Series]:
    """Actions that give way somewhere: for each debtor the one that stays instead."""
    lost: dict[str, pl.Series] = {}
    winners: dict[str, pl.Series] = {}
    for name in ranking.order:
        others = [other for other in ranking.yields_to[name] if other in present]
        if name not in present or not others:
            continue
        frame = pl.DataFrame({other: present[other] & ~lost[other] if other in lost else present[other] for other in others})
        winner = frame.with_columns(pl.lit(present[name]).alias("@here")).select(
            pl.when(pl.col("@here")).then(pl.coalesce(*(pl.when(pl.col(other)).then(pl.lit(other)) for other in others)))
        ).to_series()
        if winner.null_count() < len(winner):
            lost[name], winners[name] = winner.is_not_null(), winner
    return winners
