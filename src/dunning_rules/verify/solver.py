"""A solver that gives the same answer each time, whatever else the process asked before."""

from __future__ import annotations

import z3

from dunning_rules.language.solver import Truth


class Solver:
    """A solver with a context of its own: what it finds depends on the formulas that it was given, and on nothing else."""

    def __init__(self, steps: int) -> None:
        """Prepare.

        Args:
            steps: so much work is done for one question; counted, not timed, so that the answer is the same everywhere.
        """
        self._context = z3.Context()
        self._solver = z3.SimpleSolver(ctx=self._context)
        self._solver.set("random_seed", 0)
        self._solver.set("phase_selection", 0)  # what may be missing is missing, where that fits
        self._solver.set("rlimit", steps)

    def add(self, *truths: Truth) -> None:
        """Take in what has to hold."""
        self._solver.add(*(each.translate(self._context) for each in truths))

    def push(self) -> None:
        """Begin what `pop` undoes."""
        self._solver.push()

    def pop(self) -> None:
        """Undo what was added since `push`."""
        self._solver.pop()

    def check(self, *assumed: Truth) -> z3.CheckSatResult:
        """Whether all of it can hold; `z3.unknown` where the steps do not suffice.

        Args:
            assumed: holds for this question only.
        """
        return self._solver.check(*(each.translate(self._context) for each in assumed))

    def model(self) -> z3.ModelRef:
        """Values that fit, after a check that found that there are any."""
        return self._solver.model().translate(z3.main_ctx())
