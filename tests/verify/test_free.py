"""A free space leaves out no case: whatever is proved in it holds of every one."""

from __future__ import annotations

from functools import partial
from random import Random

import pytest
import z3

from dunning_rules.engine.accrued import Accruals
from dunning_rules.engine.money import Money
from dunning_rules.engine.plain import PlainEngine
from dunning_rules.engine.records import Projector
from dunning_rules.language import Aggregate, Condition, Ref
from dunning_rules.language.plain import read_term
from dunning_rules.language.record import Record
from dunning_rules.language.solver import Truth, constant, opposite
from dunning_rules.language.types import COUNT
from dunning_rules.testing.samples import sample_cases
from dunning_rules.verify.build import moment_of
from dunning_rules.verify.free import FreeSpace
from dunning_rules.verify.prove import is_impossible
from tests.verify.worlds import DAY, world

CASES = 20
RULES = 8


def pinned(space: FreeSpace, debtor: Record) -> list[Truth]:
    """The debtor's fields and aggregates have the values that they have in a case."""
    names = space.world.names
    found: list[Truth] = []
    for name, formula in space.debtor.given.items():
        field = space.world.vocabulary.scopes["debtor"].fields[name]
        value = debtor[name]
        found.append(formula.known if value is not None else opposite(formula.known))
        if value is not None:
            found.append(formula.value == constant(value, field.ref.type, names))
    for group in space.groups():
        for aggregate, formula in group.aggregates():
            value = read_term(aggregate, "debtor")(debtor)
            found.append(formula.known if value is not None else opposite(formula.known))
            if value is not None:
                found.append(formula.value == constant(value, aggregate.type, names))
    return found


@pytest.mark.parametrize("seed", range(2))
def test_every_real_case_fits_and_its_rules_fire_as_the_formulas_say(seed: int) -> None:
    found = world()
    rules = [each for each in found.rules if each.rule.scope == "debtor"]
    rules = Random(seed).sample(rules, RULES)  # noqa: S311 - which rules, no secret
    space = FreeSpace(found)
    fires = {each.rule.id: (each, space.fires_for(each, space.debtor)) for each in rules}
    probing = z3.SimpleSolver()
    for _ in range(3):  # so that relations are brought in
        probing.add(*space.assumed)
        assert probing.check() == z3.sat
        space.refine(probing.model())
    solver = z3.SimpleSolver()
    solver.add(*space.assumed)
    projector = Projector(found.plan, Money("EUR", (), DAY), Accruals())
    as_of = moment_of(DAY)
    fired = 0
    for case in sample_cases(seed, CASES, as_of=as_of):
        outcome = PlainEngine(found.plan).run(projector.records(case, as_of))
        debtor = outcome.records.debtor
        solver.push()
        solver.add(*pinned(space, debtor))
        assert solver.check() == z3.sat, case.debtor.id
        for name, (planned, formula) in fires.items():
            real = planned.holds(debtor)
            fired += real
            assert solver.check(opposite(formula) if real else formula) == z3.unsat, (case.debtor.id, name)
        solver.pop()
    assert fired > 0


@pytest.mark.parametrize("seed", range(3))
def test_a_real_record_fits_beside_the_aggregates_that_count_it(seed: int) -> None:
    """The record that is looked at is one of those that are counted."""
    found = world()
    space = FreeSpace(found)
    record = space.record("invoice")
    rules = [each for each in found.rules if each.rule.scope == "invoice"]
    fires = [(each, space.fires_for(each, record)) for each in rules]
    debtor_scope = found.vocabulary.scopes["debtor"]
    for name in ("gross_overdue_amount", "overdue_invoices", "max_days_past_due", "oldest_due_on", "title_amount"):
        space.debtor.reader.term(debtor_scope.field(name))
    solver = z3.SimpleSolver()
    projector = Projector(found.plan, Money("EUR", (), DAY), Accruals())
    as_of = moment_of(DAY)
    names = found.names
    looked_at = 0
    for case in sample_cases(seed, CASES, as_of=as_of):
        outcome = PlainEngine(found.plan).run(projector.records(case, as_of))
        pins = pinned(space, outcome.records.debtor)
        for invoice in outcome.records.by_scope["invoice"][:2]:
            solver.push()
            solver.add(*space.assumed, *pins)
            for name, formula in record.given.items():
                value = invoice[name]
                solver.add(formula.known if value is not None else opposite(formula.known))
                if value is not None:
                    solver.add(formula.value == constant(value, found.vocabulary.scopes["invoice"].field(name).type, names))
            assert solver.check() == z3.sat, (case.debtor.id, invoice["id"])
            solver.pop()
            looked_at += 1
    assert looked_at > CASES
    assert fires


def asked(condition: Condition, space: FreeSpace) -> Truth:
    return space.debtor.reader.condition(space.world.bound(condition))


def test_what_follows_from_definitions_is_proved() -> None:
    found = world()
    debtor = found.vocabulary.scopes["debtor"]
    impossible = (
        debtor.gross_overdue_amount > debtor.gross_open_amount,
        (debtor.overdue_invoices == 0) & debtor.oldest_due_on.is_known(),
        debtor.is_overdue & (debtor.max_days_past_due == 0),
        debtor.settled_in_time > debtor.settled_in_year,
    )
    for each in impossible:
        assert is_impossible(found, partial(asked, each)), each.key


def test_what_may_be_is_not_called_impossible() -> None:
    found = world()
    debtor = found.vocabulary.scopes["debtor"]
    for each in (debtor.is_overdue & (debtor.overdue_invoices >= 5), debtor.open_amount < debtor.overdue_amount):
        assert not is_impossible(found, partial(asked, each)), each.key


def test_a_count_is_read_as_an_aggregate_of_its_own() -> None:
    found = world()
    space = FreeSpace(found)
    invoice = found.vocabulary.scopes["invoice"]
    whole = Aggregate("count", "invoice", None, found.bound(invoice.is_open == True), "debtor", None, COUNT)  # noqa: E712 - builds a condition
    assert space.debtor.reader.term(whole) is space.debtor.reader.term(whole)
    assert isinstance(invoice.id, Ref)
