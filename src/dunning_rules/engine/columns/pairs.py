"""Which children each record of another scope looks at, where it looks at all of its debtor's and compares them with itself."""

from __future__ import annotations

import polars as pl

from dunning_rules.engine.columns.found import DEBTOR_NUMBER
from dunning_rules.language import Condition, Term
from dunning_rules.language.columns import ColumnReader, leaves_of
from dunning_rules.language.grammar import Compare, Outer

_ASKS = "@asks"
_ROW = "@row"


class Pairing:
    """Pairs records with children, made ready; may be shared by threads.

    Only records are paired of which all is known that the comparisons between them ask, and that agree where they have to be equal.

    Attributes:
        conditions: what has to hold of a child.
        keys: what has to be equal, as the children have it, by column.
    """

    def __init__(self, far: tuple[Condition, ...], reader: ColumnReader, name: str) -> None:
        """Take the comparisons.

        Args:
            far: conditions on pairs.
            reader: reads the children.
            name: how names of columns begin.
        """
        compared = _compared(far)
        equal = [(near, outer) for near, outer, is_equal in compared if is_equal]
        self.conditions = [reader.term(near).is_not_null() for near, _, _ in compared]
        self.keys = {f"{name}{number}": reader.term(near) for number, (near, _) in enumerate(equal)}
        self._named = {f"{name}{number}": outer.ref.name for number, (_, outer) in enumerate(equal)}
        self._asked = list(dict.fromkeys(outer.ref.name for _, outer, _ in compared))

    def pairs(self, children: pl.DataFrame, home: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
        """Row numbers: of the records that ask, and of the children that they look at.

        Args:
            children: those that may be paired, with their keys.
            home: the frame of the records that may ask.
        """
        asking = home[[DEBTOR_NUMBER, *self._asked]].with_row_index(_ASKS).drop_nulls()
        ours = pl.DataFrame([asking[_ASKS], asking[DEBTOR_NUMBER], *(asking[column].alias(key) for key, column in self._named.items())])
        theirs = children[[DEBTOR_NUMBER, *self._named]].with_row_index(_ROW)
        # in the order of the children, which is that of what each record finds
        found = theirs.join(ours, on=[DEBTOR_NUMBER, *self._named], maintain_order="left")
        return found[_ASKS], found[_ROW]


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
