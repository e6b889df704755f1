"""Proofs: whether something holds of no case at all."""

from __future__ import annotations

from collections.abc import Callable

import z3

from dunning_rules.language.solver import Truth
from dunning_rules.verify.free import FreeSpace
from dunning_rules.verify.world import World

STEPS = 3_000_000
"""Steps of the solver for one question; counted, not timed, so that the answer is the same everywhere."""
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
    solver = new_solver(steps)
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


def new_solver(steps: int) -> z3.Solver:
    """A solver that gives the same answer each time."""
    solver = z3.SimpleSolver()
    solver.set("random_seed", 0)
    solver.set("phase_selection", 0)  # what may be missing is missing, where that fits
    solver.set("rlimit", steps)
    return solver
