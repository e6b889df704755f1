"""Two cases that differ in one invoice only, which is older or larger in the second."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

import z3

from dunning_rules.language.solver import Truth
from dunning_rules.verify.build import Builder, moment_of
from dunning_rules.verify.counted import CountedSpace
from dunning_rules.verify.later import Change, LaterSpace
from dunning_rules.verify.replay import Replay, replay
from dunning_rules.verify.search import SIZES, STEPS
from dunning_rules.verify.solver import Solver
from dunning_rules.vocabulary import VOCABULARY

if TYPE_CHECKING:
    from dunning_rules.verify.inquiry import Inquiry

CHANGES: tuple[Change, ...] = ("older", "larger")
FIRST: Mapping[str, str] = MappingProxyType({"debtor": "debtor", "invoice": "invoice-1"})
"""By scope, the record that is compared."""


class Pair:
    """The two cases as formulas, with their solver; in the first of them the invoice is overdue.

    Attributes:
        change: what is another thing in the second case.
        now: the first case.
        later: the second.
    """

    def __init__(self, inquiry: Inquiry, change: Change) -> None:
        """Prepare."""
        self.change = change
        self.now = CountedSpace(inquiry.world, SIZES[0])
        self.later = LaterSpace(inquiry.world, SIZES[0], change)
        self._inquiry = inquiry
        self._solver = Solver(STEPS)
        self._taken = [0, 0]
        self._asked = 0
        self._model: z3.ModelRef | None = None
        invoice, there = self.now.slots["invoice"][0]
        self._solver.add(there, invoice.reader.term(VOCABULARY.scopes["invoice"].field("is_overdue")).value)

    def ask(self, truth: Truth) -> Literal["found", "unknown"] | None:
        """Whether there are two such cases of which `truth` holds."""
        for number, space in enumerate((self.now, self.later)):
            self._solver.add(*space.assumed[self._taken[number] :])
            self._taken[number] = len(space.assumed)
        self._asked += 1
        wanted = z3.Bool(f"asked {self._asked}")
        self._solver.add(z3.Implies(wanted, truth))
        answer = None
        for assumed in ((wanted, self.now.handy), (wanted,)):
            self._inquiry.search.questions += 1
            answer = self._solver.check(*assumed)
            if answer == z3.sat:
                self._model = self._solver.model()
                return "found"
        return None if answer == z3.unsat else "unknown"

    def replayed(self) -> tuple[Replay, Replay] | None:
        """What the engine says of them; `None` where the models refuse one of them."""
        if self._model is None:
            return None
        now, later = (Builder(space, self._model).case() for space in (self.now, self.later))
        if now is None or later is None:
            return None
        moment = moment_of(self._inquiry.world.day)
        return replay(self._inquiry.policy, now, moment), replay(self._inquiry.policy, later, moment)

    def differs(self) -> Truth:
        """That other cases are asked for than those that were found last."""
        assert self._model is not None  # noqa: S101 - some were found
        return self.now.differs(self._model)
