"""Conflicts in columns: the same advice twice becomes one, and of two actions that exclude each other one gives way."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.frames.repeated import repeated
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
        pl.when(about_invoice)
        .then(pl.lit(_INVOICE, dtype=pl.UInt8))
        .otherwise(pl.col("scope").to_physical().cast(pl.UInt8))
        .alias("@kind"),
        pl.when(about_invoice).then(pl.col("invoice")).otherwise(pl.col("subject")).alias("@row"),
        pl.when(about_invoice & pl.col("invoice").is_null()).then(pl.col("invoice_id")).alias("@name"),
    )
    group = _groups(keyed)
    several_of = repeated(group)
    if not several_of.any():
        return targets.with_columns(also=pl.lit([], dtype=_ORDERS))
    several = keyed.filter(several_of).select(_PLACE, "urgency", "rule", "subject_id", "effect", group.filter(several_of).alias(_GROUP))
    # the most urgent of a group first
    several = several.sort(_GROUP, "urgency", "rule", "subject_id", "effect", descending=[False, True, False, False, False])
    several = several.with_columns(pl.col(_GROUP).rle_id())
    leading = several.filter(pl.col(_GROUP).is_first_distinct())
    others = several.select(_GROUP, "rule").filter(pl.col("rule") != leading["rule"].gather(several[_GROUP])).unique().sort(_GROUP, "rule")
    lists = others.group_by(_GROUP, maintain_order=True).agg(pl.col("rule").alias("also"))
    stays = (~several_of).scatter(leading[_PLACE], True)  # noqa: FBT003 - the value of the cells
    # the first list is empty: that of steps which nothing else proposes
    place = pl.repeat(0, targets.height, dtype=pl.UInt32, eager=True)
    place = place.scatter(leading[_PLACE].gather(lists[_GROUP]), pl.arange(1, lists.height + 1, dtype=pl.UInt32, eager=True))
    also = pl.concat([pl.Series("also", [[]], dtype=_ORDERS), lists["also"].cast(_ORDERS)], rechunk=True).gather(place)
    return targets.with_columns(also.alias("also")).filter(stays)


def _groups(keyed: pl.DataFrame) -> pl.Series:
    """A number for each action and what it is about: records are known by their rows, invoices that are not known by their names."""
    unknown = keyed["@name"].is_not_null()
    row = keyed["@row"].fill_null(0)
    if unknown.any():
        named = keyed.filter(unknown).select(pl.struct(DEBTOR_NUMBER, "@name").rank("dense").cast(pl.UInt32)).to_series()
        row = row.scatter(unknown.arg_true(), named)
    action = keyed.select((pl.col("action").to_physical().cast(pl.UInt64) * 2**9 + pl.col("@kind")).alias(_GROUP)).to_series()
    return action * 2**32 + row + unknown.cast(pl.UInt64) * 2**40


def give_way(steps: pl.DataFrame, debtors: pl.DataFrame, precedence: Precedence) -> pl.Series:
    """For each step the action to which it gives way; null where it stays.

    Args:
        steps: merged proposals.
        debtors: the frame of debtors, with the flags that turn pairs round.
        precedence: of the book.
    """
    rows_of = {str(name): rows for (name,), rows in _rows_by_action(steps)}
    present: dict[str, pl.Series] = {}
    for name, rows in rows_of.items():
        there = pl.repeat(value=False, n=debtors.height, dtype=pl.Boolean, eager=True)
        present[name] = there.scatter(rows[DEBTOR_NUMBER], True)  # noqa: FBT003 - the value of the cells
    names = pl.Series("gave_way_to", [*rows_of], dtype=pl.String)
    found = pl.repeat(None, steps.height, dtype=pl.UInt32, eager=True)
    for answers, ranking in precedence.rankings.items():
        flags = [pl.col(flag).fill_null(value=False) == answer for flag, answer in zip(precedence.flags, answers, strict=True)]
        here = debtors.select(pl.all_horizontal(flags)).to_series() if flags else None
        for name, winner in _lost(present, ranking).items():
            rows = rows_of[name]
            to = winner.gather(rows[DEBTOR_NUMBER])
            if here is not None:
                to = to.set(~here.gather(rows[DEBTOR_NUMBER]), None)
            known = to.is_not_null()
            found = found.scatter(rows["@at"].filter(known), to.filter(known))
    return names.gather(found)


def _rows_by_action(steps: pl.DataFrame) -> Iterable[tuple[tuple[object, ...], pl.DataFrame]]:
    return steps.select("action", DEBTOR_NUMBER).with_row_index("@at").group_by("action", maintain_order=True)


def _lost(present: dict[str, pl.Series], ranking: Ranking) -> dict[str, pl.Series]:
    """Actions that give way somewhere: for each debtor the one that stays instead, by its place among those that are there."""
    number = {name: place for place, name in enumerate(present)}
    lost: dict[str, pl.Series] = {}
    winners: dict[str, pl.Series] = {}
    for name in ranking.order:
        others = [other for other in ranking.yields_to[name] if other in present]
        if name not in present or not others:
            continue
        frame = pl.DataFrame({other: present[other] & ~lost[other] if other in lost else present[other] for other in others})
        winner = (
            frame.with_columns(pl.lit(present[name]).alias("@here"))
            .select(
                pl.when(pl.col("@here")).then(
                    pl.coalesce(*(pl.when(pl.col(other)).then(pl.lit(number[other], dtype=pl.UInt32)) for other in others))
                )
            )
            .to_series()
        )
        if winner.null_count() < len(winner):
            lost[name], winners[name] = winner.is_not_null(), winner
    return winners
