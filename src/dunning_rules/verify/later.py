"""The same case again, but for one invoice: older, or larger by a whole amount."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

import z3

from dunning_rules.language.solver import Formula, Truth
from dunning_rules.verify.counted import CountedSpace
from dunning_rules.verify.frame import Frame
from dunning_rules.verify.world import World

Change: TypeAlias = Literal["older", "larger"]
_MOST_DAYS = 400


class LaterSpace(CountedSpace):
    """A space whose variables are those of a counted space of the same size, but for one invoice, the first of them.

    Attributes:
        change: what is another thing.
        by: by how much: days, or hundreds of minor units.
    """

    def __init__(self, world: World, sizes: Mapping[str, int], change: Change) -> None:
        """Prepare."""
        self.change = change
        self.by = z3.Int(f"{change} by")
        super().__init__(world, sizes)
        most = _MOST_DAYS if change == "older" else 10_000
        self.assume(z3.And(self.by >= 1, self.by <= most))

    def fresh(self, hint: str) -> Truth:
        """A new whole number, which is none of the other space's."""
        return super().fresh(f"{self.change} {hint}")

    def prepare(self, frame: Frame) -> None:
        """Set the fields of the invoice that is another one."""
        if frame.tag != "invoice-1":
            return
        if self.change == "older":
            due = z3.Int(f"{frame.tag}.due_on")
            frame.replace("due_on", Formula(due - self.by, z3.BoolVal(True)))  # noqa: FBT003 - it is always known
            return
        amount, left = z3.Int(f"{frame.tag}.amount"), z3.Int(f"{frame.tag}.ledger_open_amount")
        frame.replace("amount", Formula(amount + 100 * self.by, z3.BoolVal(True)))  # noqa: FBT003 - it is always known
        frame.replace("ledger_open_amount", Formula(left + 100 * self.by, z3.Bool(f"{frame.tag}.ledger_open_amount?")))
