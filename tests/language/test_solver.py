"""What the solver reader makes of a tree means what the plain reader says."""

# ruff: noqa: SIM300 - terms are written like constants, and stand on the left

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest
import z3

from dunning_rules.engine.accrued import Accruals
from dunning_rules.engine.money import Money
from dunning_rules.engine.plan import bind, make_plan
from dunning_rules.engine.records import Projector
from dunning_rules.language import (
    ALWAYS,
    COUNT,
    DATE,
    FLAG,
    MONEY,
    NAME,
    RATIO,
    Condition,
    Node,
    Outer,
    Param,
    Ref,
    Term,
    as_condition,
    as_term,
    band,
    choice,
    coalesce,
    greatest,
    holds,
    least,
    ratio,
    share_of,
    when,
)
from dunning_rules.language.plain import read_condition, read_term
from dunning_rules.language.record import Record
from dunning_rules.language.solver import Formula, Leaf, Names, SolverReader, Truth, both, constant, either, opposite, sort_of
from dunning_rules.testing import pools
from dunning_rules.testing.samples import sample_books, sample_cases
from dunning_rules.tips import standard_book

A = Ref("debtor", "a", COUNT, may_miss=True)
B = Ref("debtor", "b", COUNT, may_miss=True)
AMOUNT = Ref("debtor", "amount", MONEY, may_miss=True)
OTHER = Ref("debtor", "other", MONEY, may_miss=True)
SHARE = Ref("debtor", "share", RATIO, may_miss=True)
DAY = Ref("debtor", "day", DATE, may_miss=True)
CALLED = Ref("debtor", "called", FLAG, may_miss=True)
NAMED = Ref("debtor", "named", NAME, may_miss=True)
ALIAS = Ref("debtor", "alias", NAME, may_miss=True)
GRADE = Ref("debtor", "grade", choice("mild", "bad", "dead", ordered=True), may_miss=True)

NUMBERS = (None, -7, -1, 0, 1, 2, 3, 5, 40)


class Free:
    """Every leaf is a variable, of which nothing is known."""

    def __init__(self) -> None:
        self.leaves: dict[str, tuple[Leaf, Formula]] = {}
        self.assumed: list[Truth] = []
        self.number = 0

    def elsewhere(self, leaf: Leaf) -> tuple[SolverReader, Leaf] | None:
        del leaf
        return None

    def definition(self, leaf: Leaf) -> Term | None:
        del leaf
        return None

    def formula(self, leaf: Leaf) -> Formula:
        value = z3.Const(leaf.key, sort_of(leaf.type))
        self.leaves[leaf.key] = (leaf, Formula(value, z3.Bool(f"{leaf.key}?")))
        return self.leaves[leaf.key][1]

    def fresh(self, hint: str) -> Truth:
        self.number += 1
        return z3.Int(f"{hint}:{self.number}")

    def assume(self, truth: Truth) -> None:
        self.assumed.append(truth)


def given(free: Free, names: Names, record: Record, here: str) -> list[Truth]:
    """The variables have the values that the record has."""
    found: list[Truth] = []
    for leaf, formula in free.leaves.values():
        value = read_term(leaf, here)(record)
        found.append(formula.known if value is not None else opposite(formula.known))
        if value is not None:
            found.append(formula.value == constant(value, leaf.type, names))
    return found


def check_condition(condition: Condition, records: list[Record], here: str = "debtor") -> int:
    """Compare the readers for each record; gives how often the condition held."""
    free, names = Free(), Names()
    formula = SolverReader(free, names).condition(condition)
    plain = read_condition(condition, here)
    held = 0
    solver = z3.SimpleSolver()
    solver.add(*free.assumed)
    for record in records:
        expected = plain(record)
        solver.push()
        solver.add(*given(free, names, record, here), opposite(formula) if expected else formula)
        assert solver.check() == z3.unsat, (condition.key, dict(record), expected)
        solver.pop()
        held += expected
    return held


PAIRS = [Record({"a": a, "b": b}) for a in NUMBERS for b in NUMBERS]
MONEYS = [Record({"amount": a, "other": b, "share": c}) for a in NUMBERS for b in NUMBERS for c in (None, 0, 2500, 9999)]
RATIOS = ratio(AMOUNT, OTHER)
OF_PAIRS = (
    A > 3,
    A >= B,
    A != 3,
    A == B,
    A != B,
    A <= 2,
    A < 0,
    A + B > 3,
    A - B == 0,
    A + 2 > 3,
    A * B > 4,
    A * B == B,
    A.is_missing() | (A > 2),
    ~(A > 2) & ~A.is_missing(),
    least(A, B) == 1,
    least(A, B) < B,
    greatest(A, B) >= 3,
    greatest(A, B) != A,
    greatest(A, 0) == B,
    coalesce(A, B, 2) == 2,
    coalesce(A, B) > A,
    (coalesce(A, 0) + 4) * 2 > B,
    band(A, ((0, 1), (3, 2)), below=5) >= 2,
    band(A + B, ((0, 1), (3, 0))) == 1,
    when(A > 1, B) >= 1,
    when(A > 1, B).is_missing(),
    as_condition(holds(A > B)),
    as_condition(~holds(A > B)),
    least(when(A > 1, B), A) > 2,
    ALWAYS,
    ALWAYS & (A > 1),
    ~ALWAYS,
)
OF_MONEY = (
    RATIOS >= Decimal("0.5"),
    RATIOS > Decimal("0.5"),
    RATIOS == Decimal("0.4"),
    RATIOS != Decimal(1),
    RATIOS <= Decimal("-0.2"),
    RATIOS < SHARE,
    RATIOS.is_known(),
    coalesce(RATIOS, SHARE) >= Decimal("0.2"),
    least(RATIOS, Decimal(1)) >= Decimal(1),
    greatest(RATIOS, SHARE) < Decimal("0.3"),
    when(AMOUNT > 0, RATIOS) >= Decimal("0.1"),
    band(RATIOS, ((Decimal("0.1"), 3), (Decimal("0.6"), 1))) == 3,
    band(RATIOS, ((Decimal("0.1"), 3), (Decimal("0.6"), 1)), gives=COUNT) + band(SHARE, ((Decimal("0.1"), 1),), gives=COUNT) >= 3,
    share_of(SHARE, AMOUNT) > 0,
    share_of(SHARE, AMOUNT) == OTHER,
    ratio(AMOUNT, as_term(0, MONEY)).is_missing(),
)


@pytest.mark.parametrize("condition", OF_PAIRS, ids=lambda each: each.key[:60])
def test_conditions_on_two_numbers_agree(condition: Condition) -> None:
    check_condition(condition, PAIRS)


@pytest.mark.parametrize("condition", OF_MONEY, ids=lambda each: each.key[:60])
def test_conditions_on_quotients_agree(condition: Condition) -> None:
    check_condition(condition, MONEYS)


OF_WORDS = (
    GRADE >= "bad",
    GRADE == "dead",
    GRADE != "mild",
    ~GRADE.is_in(("mild", "dead")),
    NAMED.is_in(("x", "y")),
    ~NAMED.is_in(("x", "y")),
    NAMED == ALIAS,
    NAMED != ALIAS,
    NAMED == "y",
    as_condition(CALLED),
    ~CALLED,
    CALLED == holds(NAMED.is_known()),
    coalesce(NAMED, ALIAS) == "x",
    DAY > date(2026, 1, 2),
    DAY + 3 == date(2026, 1, 5),
)


@pytest.mark.parametrize("condition", OF_WORDS, ids=lambda each: each.key[:60])
def test_conditions_on_words_flags_and_days_agree(condition: Condition) -> None:
    records = [
        Record({"grade": grade, "named": named, "alias": alias, "called": called, "day": day})
        for grade in (None, "mild", "bad", "dead")
        for named in (None, "x", "y", "other")
        for alias in (None, "x", "other")
        for called, day in ((None, None), (True, date(2026, 1, 2).toordinal()), (False, date(2026, 1, 3).toordinal()))
    ]
    assert check_condition(condition, records) > 0


def test_what_cannot_be_is_refuted_without_values() -> None:
    free = Free()
    formula = SolverReader(free, Names()).condition((A > 3) & (A < 4) & (ratio(A, B) >= Decimal("0.5")))
    solver = z3.Solver()
    solver.add(formula, *free.assumed)
    assert solver.check() == z3.unsat


def test_a_comparison_with_a_quotient_stays_linear() -> None:
    free = Free()
    SolverReader(free, Names()).condition(RATIOS >= Decimal("0.5"))
    assert free.assumed == []


def test_names_have_numbers_and_numbers_names() -> None:
    names = Names()
    assert [names.code(each) for each in ("a", "b", "a")] == [0, 1, 0]
    assert [names.name(each) for each in (1, 7, -1)] == ["b", "other7", "other-1"]


def test_nothing_is_either_of_none() -> None:
    assert z3.is_false(either())


def test_a_node_of_no_kind_is_refused() -> None:
    class Odd(Condition):
        key = "odd"

    class OddTerm(Term):
        key = "odd"

    reader = SolverReader(Free(), Names())
    with pytest.raises(NotImplementedError, match="odd"):
        reader.condition(Odd())
    with pytest.raises(NotImplementedError, match="odd"):
        reader.term(OddTerm())


def check_term(term: Term, records: list[Record], here: str) -> None:
    """Compare the readers for each record: whether there is a value, and which."""
    free, names = Free(), Names()
    formula = SolverReader(free, names).term(term)
    plain = read_term(term, here)
    solver = z3.SimpleSolver()
    solver.add(*free.assumed)
    for record in records:
        value = plain(record)
        wrong = formula.known if value is None else opposite(both(formula.known, formula.value == constant(value, term.type, names)))
        solver.push()
        solver.add(*given(free, names, record, here), wrong)
        assert solver.check() == z3.unsat, (term.key, dict(record), value)
        solver.pop()


def kinds_of(trees: Iterable[Node]) -> set[str]:
    return {type(node).__name__ for tree in trees for node in tree.walk()}


@pytest.mark.parametrize("seed", range(3))
def test_trees_of_random_books_agree_on_random_records(seed: int) -> None:
    """All kinds of nodes, in the mixtures that rules have; aggregates and computed fields stand as what the plain reader makes of them."""
    trees: list[Node] = []
    held = asked = 0
    for book in sample_books(seed, 10):
        plan = make_plan(book, pools.AS_OF.date(), 2)
        projector = Projector(plan, Money("EUR", (), pools.AS_OF.date()), Accruals())
        all_records = [projector.records(case, pools.AS_OF) for case in sample_cases(seed, 6)]
        for rule in book.rules:
            if rule.scope == "recommendation":
                continue
            records = [each for found in all_records for each in found.by_scope[rule.scope]][:8]
            condition = bind(rule.condition, plan.values)
            trees += [condition, *(bind(term, plan.values) for effect in rule.then for term in effect.terms())]
            for each in (condition, ~condition):
                held += check_condition(each, records, rule.scope)
                asked += len(records)
            for effect in rule.then:
                for term in effect.terms():
                    check_term(bind(term, plan.values), records, rule.scope)
    assert kinds_of(trees) >= {"Compare", "In", "Known", "All", "Any", "Const", "Ref", "Aggregate", "Sum", "Product", "Extreme", "Band"}
    assert 0 < held < asked


def test_the_definitions_of_the_vocabulary_agree() -> None:
    """Each computed field, read from its own definition, on records of random cases."""
    plan = make_plan(standard_book(), pools.AS_OF.date(), 2)
    projector = Projector(plan, Money("EUR", (), pools.AS_OF.date()), Accruals())
    all_records = [projector.records(case, pools.AS_OF) for case in sample_cases(4, 8)]
    definitions = [(scope, each) for scope, found in plan.definitions.items() for each in found.values() if scope != "recommendation"]
    for scope, definition in definitions:
        check_term(definition, [each for found in all_records for each in found.by_scope[scope]][:8], scope)
    assert kinds_of(each for _, each in definitions) >= {"Coalesce", "When", "Holds", "Quotient", "Extreme", "Band", "Outer", "Aggregate"}


def test_leaves_are_asked_once_and_definitions_followed() -> None:
    class Defined(Free):
        def definition(self, leaf: Leaf) -> Term | None:
            return A + 1 if leaf.key == B.key else None

    free = Defined()
    formula = SolverReader(free, Names()).condition((B > 3) & (B + A > A) & (A <= 2))
    solver = z3.Solver()
    solver.add(formula)
    assert solver.check() == z3.unsat
    assert list(free.leaves) == [A.key]


def test_parameters_and_outer_fields_are_leaves() -> None:
    tree = (A > Param("mark", COUNT)) & (A == Outer(B, COUNT))
    free = Free()
    SolverReader(free, Names()).condition(tree)
    assert {type(leaf) for leaf, _ in free.leaves.values()} == {Ref, Param, Outer}
