"""Aggregates over frames: what children have, for each record that asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.columns.parts import Gathered, outer_needs
from dunning_rules.language import Condition, Term
from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.columns import DEBTOR, OF_ASKING, ColumnReader, column_of, leaves_of
from dunning_rules.language.grammar import ALWAYS, All, Compare, Outer

_KEY = "@asks"
_ROW = "@row"


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Aggregates that look at the same children for the same records."""

    home: str
    scope: str
    key: str | None
    near: Condition
    far: tuple[Condition, ...]
    parts: dict[str, Gathered]


def gather(parts: Mapping[str, Gathered], frames: Mapping[str, pl.DataFrame], number: type[pl.DataType]) -> list[pl.Series]:
    """The columns of aggregates of one home, each as long as its frame.

    Args:
        parts: the aggregates, by column.
        frames: all frames, with the columns that the aggregates read.
        number: how numbers are kept.
    """
    found: list[pl.Series] = []
    for chosen in _together(parts):
        reader = ColumnReader(chosen.scope, number)
        rows = _of_pairs(chosen, frames, reader) if chosen.key is None and chosen.far else _of_key(chosen, frames, reader)
        grouped = rows.group_by(_KEY).agg(_folded(name, part.aggregate) for name, part in chosen.parts.items())
        found += _spread(grouped, chosen, frames, number)
    return found


def _together(parts: Mapping[str, Gathered]) -> Iterable[_Chosen]:
    groups: dict[tuple[str, ...], _Chosen] = {}
    for name, part in parts.items():
        aggregate = part.aggregate
        key = (aggregate.home, aggregate.scope, str(part.key), part.near.key, *(each.key for each in part.far))
        chosen = groups.setdefault(key, _Chosen(aggregate.home, aggregate.scope, part.key, part.near, part.far, {}))
        chosen.parts[name] = part
    return groups.values()


def _of_key(chosen: _Chosen, frames: Mapping[str, pl.DataFrame], reader: ColumnReader) -> pl.DataFrame:
    """The children that count, each with the record that asks and the values that are taken."""
    key = chosen.key or DEBTOR_NUMBER
    child = frames[chosen.scope]
    needed = dict.fromkeys([key, *_columns(chosen)])
    kept = child.select(list(needed))
    if chosen.near.key != ALWAYS.key:
        kept = kept.filter(reader.condition(chosen.near))
    if key != DEBTOR_NUMBER:
        kept = kept.filter(pl.col(key).is_not_null())
    if chosen.far:
        kept = _with_asking(kept, kept[key], chosen, frames).filter(reader.condition(All(chosen.far)))
    return kept.select(pl.col(key).alias(_KEY), *_values(chosen, reader))


def _of_pairs(chosen: _Chosen, frames: Mapping[str, pl.DataFrame], reader: ColumnReader) -> pl.DataFrame:
    """As `_of_key`, where every record of the home looks at all children of its debtor.

    Only records are paired of which all is known that the comparisons between them ask, and that agree where they have to be equal.
    """
    columns = dict.fromkeys([DEBTOR_NUMBER, *_columns(chosen)])
    kept = frames[chosen.scope].select(list(columns))
    if chosen.near.key != ALWAYS.key:
        kept = kept.filter(reader.condition(chosen.near))
    compared = _compared(chosen.far)
    for near, _, _ in compared:
        kept = kept.filter(reader.term(near).is_not_null())
    asking = frames[chosen.home].select(DEBTOR_NUMBER, *dict.fromkeys(outer.ref.name for _, outer, _ in compared)).with_row_index(_KEY)
    for _, outer, _ in compared:
        asking = asking.filter(pl.col(outer.ref.name).is_not_null())
    equal = [(near, outer) for near, outer, is_equal in compared if is_equal]
    keys = [f"@{number}" for number in range(len(equal))]
    kept = kept.with_columns(reader.term(near).alias(key) for key, (near, _) in zip(keys, equal, strict=True)).with_row_index(_ROW)
    asking = asking.with_columns(pl.col(outer.ref.name).alias(key) for key, (_, outer) in zip(keys, equal, strict=True))
    on = [DEBTOR_NUMBER, *keys]
    pairs = asking.select(_KEY, *on).join(kept.select(_ROW, *on), on=on, maintain_order="left_right")
    looked = pl.DataFrame([pairs[_KEY], *(kept[name].gather(pairs[_ROW]) for name in columns)])
    looked = _with_asking(looked, pairs[_KEY], chosen, frames).filter(reader.condition(All(chosen.far)))
    return looked.select(pl.col(_KEY), *_values(chosen, reader))


def _compared(far: tuple[Condition, ...]) -> list[tuple[Term, Outer, bool]]:
    """Comparisons of a term of the child with a field of the record that asks: both have to be known; whether they have to be equal."""
    found = []
    for each in far:
        match each:
            case Compare(op, Outer() as outer, near) | Compare(op, near, Outer() as outer) if not any(
                isinstance(leaf, Outer) for leaf in leaves_of(near)
            ):
                found.append((near, outer, op == "eq"))
    return found


def _columns(chosen: _Chosen) -> list[str]:
    trees = [chosen.near, *chosen.far, *(part.aggregate.value for part in chosen.parts.values() if part.aggregate.value is not None)]
    return [column_of(leaf, chosen.scope) for tree in trees for leaf in leaves_of(tree) if not isinstance(leaf, Outer)]


def _with_asking(rows: pl.DataFrame, asks: pl.Series, chosen: _Chosen, frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    home = frames[chosen.home]
    return rows.with_columns(home[name].gather(asks).alias(f"{OF_ASKING}{name}") for _, name in outer_needs(chosen.far, chosen.home))


def _values(chosen: _Chosen, reader: ColumnReader) -> list[pl.Expr]:
    return [reader.term(part.aggregate.value).alias(name) for name, part in chosen.parts.items() if part.aggregate.value is not None]


def _folded(name: str, aggregate: Aggregate) -> pl.Expr:
    match aggregate.operation:
        case "exists":
            return pl.lit(value=True).alias(name)
        case "count":
            return pl.len().alias(name)
        case "sum":
            return pl.col(name).sum()
        case "min":
            return pl.col(name).min()
        case "max":
            return pl.col(name).max()
    return pl.col(name).drop_nulls().last()


def _spread(grouped: pl.DataFrame, chosen: _Chosen, frames: Mapping[str, pl.DataFrame], number: type[pl.DataType]) -> list[pl.Series]:
    """What was found, in the rows of the home's frame; nothing was found where nobody counts."""
    by_debtor = chosen.key is None and not chosen.far
    home = frames[chosen.home]
    height = frames[DEBTOR].height if by_debtor else home.height
    place = pl.repeat(None, height, dtype=pl.UInt32, eager=True)
    place = place.scatter(grouped[_KEY], pl.arange(grouped.height, dtype=pl.UInt32, eager=True))
    if by_debtor:
        place = place.gather(home[DEBTOR_NUMBER])
    found = []
    for name, part in chosen.parts.items():
        column = grouped[name].gather(place)
        if part.aggregate.operation == "count":
            column = column.cast(number)
        nothing = {"exists": False, "count": 0, "sum": 0}.get(part.aggregate.operation)
        found.append((column if nothing is None else column.fill_null(nothing)).alias(name))
    return found
