"""The solver's answers depend on what it is asked, and on nothing else."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor

import z3

import dunning_rules as dr
from dunning_rules.verify.solver import Solver
from dunning_rules.vocabulary import debtor
from tests.verify.faults.base import advise, book, rule

STEPS = 1_000_000


def formulas() -> list[z3.BoolRef]:
    """Something that fits in many ways."""
    chance = random.Random(7)  # noqa: S311 - no secret
    numbers = [z3.Int(f"number {each}") for each in range(30)]
    pairs = [chance.sample(numbers, 3) for _ in range(60)]
    return [z3.Or(one + other > chance.randint(-9, 9), other < third - chance.randint(0, 5), one == third) for one, other, third in pairs]


def answer() -> str:
    solver = Solver(STEPS)
    solver.add(*formulas())
    assert solver.check() == z3.sat
    return str(sorted(map(str, solver.model().decls()))) + str(solver.model())


def test_what_was_asked_before_changes_no_answer() -> None:
    first = answer()
    kept = [z3.Int(f"noise {each}") * each > z3.Int(f"number {each % 30}") for each in range(500)]
    assert answer() == first
    del kept[::2]
    assert answer() == first


def test_what_is_taken_back_no_longer_holds() -> None:
    number = z3.Int("number")
    solver = Solver(STEPS)
    solver.add(number > 3)
    solver.push()
    solver.add(number < 3)
    assert solver.check() == z3.unsat
    solver.pop()
    assert solver.check(number == 4) == z3.sat
    assert solver.model().eval(number).as_long() == 4
    assert solver.check(number == 2) == z3.unsat


def test_without_steps_it_gives_up() -> None:
    solver = Solver(1)
    solver.add(*formulas())
    assert solver.check() == z3.unknown


def test_checks_in_threads_wait_for_each_other() -> None:
    late = [rule("late", debtor.is_overdue & (debtor.max_days_past_due < days), advise("CHARGE_INTEREST")) for days in (1, 9)]
    policies = [book([each])() for each in late]
    alone = [dr.check(policy).to_json() for policy in policies]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda policy: dr.check(policy).to_json(), policies * 2)) == alone * 2
