"""Conflicts in columns: the same advice twice becomes one, and of two actions that exclude each other one gives way."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.frames.repeated import repeated
from dunning_rules.language.columns import filled
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
    others = several.select(_GROUP, "rule").filter(pl.col("rule") != leading["rule"][several[_GROUP]]).unique().sort(_GROUP, "rule")
    lists = others.group_by(_GROUP, maintain_order=True).agg(pl.col("rule").alias("also"))
    stays = (~several_of).scatter(leading[_PLACE], True)  # noqa: FBT003 - the value of the cells
    # the first list is empty: that of steps which nothing else proposes
    place = filled(0, pl.UInt32(), targets.height)
    place = place.scatter(leading[_PLACE][lists[_GROUP]], pl.arange(1, lists.height + 1, dtype=pl.UInt32, eager=True))
    also = pl.concat([pl.Series("also", [[]], dtype=_ORDERS), lists["also"].cast(_ORDERS)], rechunk=True)
    return targets.filter(stays).hstack([also[place.filter(stays)]])


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
    rows_of = dict(_rows_by_action(steps))
    nobody = filled(value=False, dtype=pl.Boolean(), height=debtors.height)
    present = {name: nobody.clone().scatter(numbers, True) for name, (_, numbers) in rows_of.items()}  # noqa: FBT003 - the value of the cells
    place = {name: number for number, name in enumerate(rows_of)}
    found = filled(None, pl.UInt32(), steps.height)
    for answers, ranking in precedence.rankings.items():
        flags = [pl.col(flag).fill_null(value=False) == answer for flag, answer in zip(precedence.flags, answers, strict=True)]
        here = debtors.select(pl.all_horizontal(flags)).to_series() if flags else ~nobody
        for name, winner, where in _lost({name: there & here for name, there in present.items()}, ranking):
            rows, numbers = rows_of[name]
            found = found.scatter(rows.filter(where[numbers]), place[winner])
    return pl.Series("gave_way_to", [*rows_of], dtype=pl.String)[found]


def _rows_by_action(steps: pl.DataFrame) -> Iterator[tuple[str, tuple[pl.Series, pl.Series]]]:
    """For each action the rows of its steps, and the numbers of their debtors."""
    rows = steps.select("action", DEBTOR_NUMBER).with_row_index(_PLACE).group_by("action", maintain_order=True).agg(_PLACE, DEBTOR_NUMBER)
    yield from zip(rows["action"], zip(rows[_PLACE], rows[DEBTOR_NUMBER], strict=True), strict=True)


def _lost(present: dict[str, pl.Series], ranking: Ranking) -> Iterator[tuple[str, str, pl.Series]]:
    """Actions that give way, the action that stays instead, and the debtors for whom that is so."""
    stays = dict(present)
    for name in ranking.order:
        for other in ranking.yields_to[name] if name in present else ():
            # what gave way to an action before does so no more
            if other in present and (where := stays[name] & stays[other]).any():
                yield name, other, where
                stays[name] = stays[name] & ~where
