"""What a counted space says of a case is what the engine says of the case that is built from it."""

from __future__ import annotations

import pytest
import z3

from dunning_rules.language.solver import Truth
from dunning_rules.verify.build import Builder, moment_of
from dunning_rules.verify.counted import CountedSpace
from dunning_rules.verify.replay import replay
from tests.verify.worlds import DAY, policy, world

SIZES = {"invoice": 3, "event": 4, "visit": 2}
EACH = 12


def is_true(model: z3.ModelRef, truth: Truth) -> bool:
    return bool(z3.is_true(model.eval(truth, model_completion=True)))


@pytest.mark.parametrize("seed", range(2))
def test_every_rule_fires_as_the_formulas_say(seed: int) -> None:
    found = world()
    space = CountedSpace(found, SIZES)
    formulas = [
        (each.rule.id, f"{each.rule.scope}/{frame.tag}", fires)
        for each in found.rules
        if each.rule.scope != "recommendation"
        for frame, fires in space.looked_at(each)
    ]
    solver = z3.SimpleSolver()
    solver.set("random_seed", seed)
    solver.set("phase_selection", 5)  # by chance
    solver.add(*space.assumed)
    fired = 0
    for number in range(EACH):
        solver.push()
        solver.add(formulas[(number * 37 + seed * 11) % len(formulas)][2])
        assert solver.check() == z3.sat
        model = solver.model()
        solver.pop()
        case = Builder(space, model).case()
        assert case is not None
        answer = replay(policy(), case, moment_of(DAY))
        wanted = {(rule, record) for rule, record, fires in formulas if is_true(model, fires)}
        real = {(rule, record) for rule, records in answer.fired.items() for record in records if not record.startswith("recommendation/")}
        assert real == wanted
        fired += len(real)
        solver.add(space.differs(model))
    assert fired > EACH


def test_slots_that_are_not_there_count_for_nothing() -> None:
    space = CountedSpace(world(), {"invoice": 1})
    debtor = space.world.vocabulary.scopes["debtor"]
    _, there = space.slots["invoice"][0]
    solver = z3.SimpleSolver()
    truth = space.debtor.reader.condition(debtor.open_invoices >= 1)
    solver.add(*space.assumed, truth, z3.Not(there))
    assert solver.check() == z3.unsat
