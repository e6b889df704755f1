"""The search for cases: in small ones first, everything that the engine does not bear out is thrown away."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import z3

from dunning_rules.language.solver import Truth
from dunning_rules.policy import Policy
from dunning_rules.verify.build import Builder, moment_of
from dunning_rules.verify.counted import CountedSpace
from dunning_rules.verify.replay import Replay, replay
from dunning_rules.verify.solver import Solver
from dunning_rules.verify.world import World

SIZES: tuple[Mapping[str, int], ...] = ({"invoice": 2, "event": 3, "visit": 1}, {"invoice": 4, "event": 6, "visit": 2})
"""So many records of each scope, in the order in which they are tried."""
STEPS = 2_000_000
"""Steps of the solver for one question."""
ATTEMPTS = 4
"""So many cases are made of one question where the engine does not bear the first out."""


@dataclass(slots=True, eq=False)
class _Room:
    """A space with its solver."""

    space: CountedSpace
    solver: Solver
    taken: int = 0


class Search:
    """Finds cases of one policy on one day. Cases that were found are kept, and looked at first.

    Attributes:
        found: the cases so far, the smallest first.
        questions: how often the solver was asked.
        attests: whether what the claims of rules need is attested in the cases that are made.
        gave_up: whether the solver did not come to an end in the last search.
    """

    def __init__(self, policy: Policy, world: World, facts: tuple[str, ...] = ()) -> None:
        """Prepare.

        Args:
            policy: the policy.
            world: its plan on the day.
            facts: fields of the debtor that are looked up in each case.
        """
        self._policy = policy
        self._world = world
        self._facts = facts
        self._rooms: list[_Room] = []
        self.found: list[Replay] = []
        self.questions = 0
        self.gave_up = False
        self.attests = False

    def find(self, ask: Callable[[CountedSpace], Truth], confirm: Callable[[Replay], bool], *, anew: bool = False) -> Replay | None:
        """A case of which `ask` and, in the engine's answer, `confirm` hold; `None` where there is none among those that are tried.

        Args:
            ask: gives the formula in a space.
            confirm: whether the engine bears it out.
            anew: whether the cases that were found before are left out.
        """
        self.gave_up = False
        for each in () if anew else self.found:
            if confirm(each):
                return each
        for number in range(len(SIZES)):
            found = self._find_in(self._room(number), ask, confirm)
            if found is not None:
                return found
        return None

    def _room(self, number: int) -> _Room:
        if number == len(self._rooms):
            self._rooms.append(_Room(CountedSpace(self._world, SIZES[number]), Solver(STEPS)))
        return self._rooms[number]

    def _find_in(self, room: _Room, ask: Callable[[CountedSpace], Truth], confirm: Callable[[Replay], bool]) -> Replay | None:
        truth = ask(room.space)
        room.solver.add(*room.space.assumed[room.taken :])
        room.taken = len(room.space.assumed)
        room.solver.push()
        room.solver.add(truth)
        try:
            for _ in range(ATTEMPTS):
                model = self._model(room)
                if model is None:
                    return None
                case = Builder(room.space, model, attests=self.attests).case()
                made = None if case is None else replay(self._policy, case, moment_of(self._world.day), self._facts)
                if made is not None and confirm(made):
                    insort(self.found, made, key=_size)
                    return made
                room.solver.add(room.space.differs(model))
            self.gave_up = True
            return None
        finally:
            room.solver.pop()

    def _model(self, room: _Room) -> z3.ModelRef | None:
        """Values that fit: such as are easy to read, if there are any."""
        for assumed in ((room.space.handy,), ()):
            self.questions += 1
            found = room.solver.check(*assumed)
            if found == z3.sat:
                return room.solver.model()
            self.gave_up = self.gave_up or found == z3.unknown
        return None


def _size(found: Replay) -> int:
    case = found.case
    return len(case.invoices) + len(case.visits) + len(case.events)
