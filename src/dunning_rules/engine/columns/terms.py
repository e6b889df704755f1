"""Terms of the effects of rules on one scope: each is computed once, for the records for which a rule that asks for it may hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

import polars as pl

from dunning_rules.engine.columns.parts import leaf_needs
from dunning_rules.language import Node, Ref, Term
from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.arithmetic import Band
from dunning_rules.language.columns import ColumnReader, column_of
from dunning_rules.language.grammar import Outer

_Tree = TypeVar("_Tree", bound=Node)


@dataclass(frozen=True, slots=True, eq=False)
class _Computed:
    """How a column is computed: the expression, the columns of the frame that it reads, and the bands that it reads."""

    expression: pl.Expr
    columns: tuple[str, ...]
    bands: tuple[str, ...]


class Terms:
    """Terms of one scope by column; they are all named before the first is asked for, and may then be shared by threads."""

    def __init__(self, reader: ColumnReader) -> None:
        """Take what reads the scope."""
        self._reader = reader
        self._names: dict[str, str] = {}
        self._computed: dict[str, _Computed] = {}

    def bare(self, term: Term) -> str:
        """The column of a term."""
        if isinstance(term, Ref | Aggregate):
            return column_of(term, self._reader.here)
        return self.named("", [term], lambda trees: self._reader.term(trees[0]))

    def named(self, kind: str, trees: Sequence[_Tree], build: Callable[[list[_Tree]], pl.Expr]) -> str:
        """The column of what is made of trees; of trees alike it is made once.

        Args:
            kind: what is made.
            trees: of what.
            build: makes it of trees that come to the same.
        """
        key = f"{kind}{[tree.key for tree in trees]}"
        if key not in self._names:
            bands: dict[str, Band] = {}
            changed = [self._without_bands(tree, bands) for tree in trees]
            read: list[Node] = [*changed, *bands.values()]
            columns = dict.fromkeys(column for tree in read for _, column in leaf_needs(tree, self._reader.here))
            name = self._names[key] = f"={len(self._names)}"
            own = tuple(column for column in columns if column not in bands)
            self._computed[name] = _Computed(build(changed).alias(name), own, tuple(bands))
        return self._names[key]

    def values(self, frame: pl.DataFrame, names: Iterable[str], some: pl.Series) -> pl.DataFrame:
        """The values in some columns, for some records."""
        wanted = list(dict.fromkeys(names))
        terms = [self._computed[name] for name in wanted if name in self._computed]
        bands = [self._computed[name] for name in dict.fromkeys(band for each in terms for band in each.bands)]
        needed = dict.fromkeys([
            *(name for name in wanted if name not in self._computed), *(column for each in terms for column in each.columns)
        ])  # fmt: skip
        chosen = pl.DataFrame([frame[name].filter(some) for name in needed])
        return chosen.with_columns(each.expression for each in bands).with_columns(each.expression for each in terms)

    def _without_bands(self, tree: _Tree, bands: dict[str, Band]) -> _Tree:
        """A tree with columns in the place of its bands: urgencies share them, and they take most of the time."""

        def change(node: Node) -> Node:
            if isinstance(node, Ref | Outer | Aggregate):
                return node  # what is below an aggregate is none of this frame
            if not isinstance(node, Band):
                return node.map(change)
            name = f"={node.key}"
            bands[name] = node
            self._computed.setdefault(name, _Computed(self._reader.term(node).alias(name), (), ()))
            return Ref(self._reader.here, name, node.type, may_miss=True)

        return cast("_Tree", change(tree))
