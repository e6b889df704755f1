"""Proofs: whether something holds of no case at all."""

from __future__ import annotations

from collections.abc import Callable

import z3

from dunning_rules.language.solver import Truth
from dunning_rules.verify.free import FreeSpace
from dunning_rules.verify.solver import Solver
from dunning_rules.verify.world import World

STEPS = 3_000_000
"""Steps of the solver for one question."""
ROUNDS = 24
"""So often relations are brought in."""


def is_impossible(world: World, ask: Callable[[FreeSpace], Truth], *, steps: int = STEPS) -> bool:
    """Whether what `ask` asks of a free space holds of no case. What is not proved may hold, or may not.

    Args:
        world: the policy.
        ask: gives the formula.
        steps: steps of the solver.
    """
    space = FreeSpace(world)
    truth = ask(space)
    if z3.is_false(truth):
        return True
    solver = Solver(steps)
    solver.add(truth)
    taken = 0
    for _ in range(ROUNDS):
        solver.add(*space.assumed[taken:])
        taken = len(space.assumed)
        found = solver.check()
        if found != z3.sat:
            return bool(found == z3.unsat)
        if not space.refine(solver.model()):
            return False
    return False
