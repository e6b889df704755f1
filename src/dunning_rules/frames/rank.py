"""The order of doing, in columns: as `ranking.place_of` says of one recommendation."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.frames.about import AT_RISK
from dunning_rules.frames.packed import rows_by
from dunning_rules.ranking import URGENCY_BASE
from dunning_rules.rules.weight import Weight

STAKE = "@stake"
LAST = "@last"
_BY_NUMBERS = {"is_held_back": False, STAKE: True, "urgency": True, AT_RISK: True}
"""The numbers by which steps are sorted first, and whether the greatest comes first."""
_AT_ONCE = 4
"""Columns that are put in order side by side."""
_ROOM = 2**127
_LARGEST_STAKE = 2**63 * 150
"""Of 64 bits of money times the weight of the most urgent step."""


def stake(steps: pl.DataFrame, weights: Sequence[tuple[Weight, pl.Series]]) -> pl.Series:
    """What a step is sorted by first: the money that is expected late, weighed by urgency and by the weights that hold; exact.

    Args:
        steps: with `expected_late_amount`, in minor units and not negative, and `urgency`.
        weights: with the steps for which they hold.
    """
    factors = [(int(weight.factor * (one := _unit(weight.factor))), one, holds) for weight, holds in weights]
    room = _LARGEST_STAKE
    found = pl.col("expected_late_amount").cast(pl.Int128) * (pl.col("urgency").cast(pl.Int128) + URGENCY_BASE)
    for factor, one, holds in factors:
        room *= max(factor, one)
        found = found * pl.when(pl.lit(holds)).then(pl.lit(factor, dtype=pl.Int128)).otherwise(pl.lit(one, dtype=pl.Int128))
    if room < _ROOM:
        return steps.select(found.alias(STAKE)).to_series()
    return _in_bytes(steps, factors)


def _in_bytes(steps: pl.DataFrame, factors: Sequence[tuple[int, int, pl.Series]]) -> pl.Series:
    """Stakes that no number of a column can hold, as bytes, which sort alike; only where weights have many decimals."""
    stakes = [expected * (URGENCY_BASE + urgency) for expected, urgency in steps.select("expected_late_amount", "urgency").iter_rows()]
    for factor, one, holds in factors:
        stakes = [each * (factor if does else one) for each, does in zip(stakes, holds, strict=True)]
    width = _LARGEST_STAKE.bit_length() // 8 + 1 + sum(max(factor, one).bit_length() // 8 + 1 for factor, one, _ in factors)
    return pl.Series(STAKE, [each.to_bytes(width, "big") for each in stakes], dtype=pl.Binary)


def _unit(factor: Decimal) -> int:
    """How many parts one is divided into, so that the factor is a whole number of them."""
    exponent = factor.normalize().as_tuple().exponent
    return int(10 ** max(-exponent, 0)) if isinstance(exponent, int) else 1


def in_order(steps: pl.DataFrame, debtors: pl.Series) -> pl.Series:
    """The rows of recommendations in the order of doing.

    Args:
        steps: with their stake, and `@last`, whether they are not done before others.
        debtors: of each the number of its debtor, in the order of the ids of debtors.
    """
    # the categories of actions and rules stand in the order of their ids
    of_debtor = [(debtors, False), (steps[LAST], False), (steps["action"].to_physical(), False)]
    return rows_by(_by_numbers(steps) + of_debtor, [steps["record"], steps["rule_id"].to_physical()])


def merged(parts: list[pl.DataFrame]) -> pl.DataFrame:
    """Recommendations of several parts in the order of doing, without the numbers of their debtors.

    Debtors are sorted by id, within a part and from part to part. So what is equal in all numbers is in order already.

    Args:
        parts: each in the order of doing. The list is emptied: a column is let go when it has been merged, so that not all are there twice.
    """
    left = [part.drop(DEBTOR_NUMBER) for part in parts]
    parts.clear()
    if len(left) == 1:
        return left[0]
    rows = rows_by(_by_numbers(pl.concat([part.select(*_BY_NUMBERS) for part in left], rechunk=True)))
    columns: list[pl.Series] = []
    names = left[0].columns
    for some in (names[first : first + _AT_ONCE] for first in range(0, len(names), _AT_ONCE)):
        chosen = pl.concat([part.select(some) for part in left], rechunk=True)
        left = [part.drop(some) for part in left]
        columns += chosen.select(pl.all().gather(rows)).get_columns()
    return pl.DataFrame(columns)


def _by_numbers(steps: pl.DataFrame) -> list[tuple[pl.Series, bool]]:
    return [(steps[name], falls) for name, falls in _BY_NUMBERS.items()]
