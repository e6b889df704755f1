"""Aggregates over frames: what children have, for each record that asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from dunning_rules.engine.columns.fold import Fold
from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.engine.columns.look import Chosen, FarLook, Look, NearLook
from dunning_rules.engine.columns.parts import Gathered
from dunning_rules.language.columns import DEBTOR, ColumnReader


class Gatherer:
    """Aggregates that are computed together, made ready; may be shared by threads."""

    def __init__(self, parts: Mapping[str, Gathered], readers: Mapping[str, ColumnReader]) -> None:
        """Take the aggregates.

        Args:
            parts: the aggregates of one home, by column.
            readers: what reads trees, by scope.
        """
        self._asked: dict[str, list[_Asked]] = {}
        for number, chosen in enumerate(_together(parts)):
            self._asked.setdefault(chosen.scope, []).append(_Asked(chosen, readers[chosen.scope], str(number)))

    def columns(self, frames: Mapping[str, pl.DataFrame]) -> Iterator[pl.Series]:
        """The columns of the aggregates, each as long as the frame of their home.

        Args:
            frames: all frames, with the columns that the aggregates read.
        """
        for scope, asked in self._asked.items():
            child = frames[scope]
            # all looks at the same children are taken at once; the number of the debtor makes constants as long as their frame
            seen = child.select(DEBTOR_NUMBER, *(each for one in asked for each in one.look.expressions))
            for one in asked:
                yield from one.columns(child, seen, frames)


class _Asked:
    """Aggregates of the same children."""

    def __init__(self, chosen: Chosen, reader: ColumnReader, name: str) -> None:
        self._home = chosen.home
        self._of_debtor = chosen.key is None and not chosen.far
        self.look: Look = FarLook(chosen, reader, name) if chosen.far else NearLook(chosen, reader, name)
        self._fold = Fold({column: part.aggregate.operation for column, part in chosen.parts.items()}, reader.number)

    def columns(self, child: pl.DataFrame, seen: pl.DataFrame, frames: Mapping[str, pl.DataFrame]) -> Iterator[pl.Series]:
        home = frames[self._home]
        children = self.look.children(child, seen, home)
        if self._of_debtor:
            owners = home[DEBTOR_NUMBER]
            yield from (each[owners] for each in self._fold.columns(children, frames[DEBTOR].height))
        else:
            yield from self._fold.columns(children, home.height)


def _together(parts: Mapping[str, Gathered]) -> Iterable[Chosen]:
    groups: dict[tuple[str, ...], Chosen] = {}
    for name, part in parts.items():
        aggregate = part.aggregate
        key = (aggregate.home, aggregate.scope, str(part.key), part.near.key, *(each.key for each in part.far))
        chosen = groups.setdefault(key, Chosen(aggregate.home, aggregate.scope, part.key, part.near, part.far, {}))
        chosen.parts[name] = part
    return groups.values()
