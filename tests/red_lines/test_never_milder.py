"""One more constraint, one more pack, one fact less: none of them ever permits more."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import islice
from operator import and_, or_
from random import Random
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dunning_rules.engine.plan import make_plan
from dunning_rules.guard import Guard
from dunning_rules.guard.jurisdiction import Jurisdiction
from dunning_rules.guard.verdict import VERDICTS
from dunning_rules.language import ALWAYS, Condition, Ref, as_term
from dunning_rules.language.types import COUNT, DAYS
from dunning_rules.packs import builtin_packs, lineage
from dunning_rules.policy import Policy
from dunning_rules.rules.action import Action
from dunning_rules.rules.constraint import CHANGEABLE, CONSTRAINT_NAMES, Constraint, ConstraintName, LawfulForm
from dunning_rules.vocabulary import debtor, recommendation
from tests.cases import NOON, TEXT, TODAY, a_book, a_case, a_rule, advise, an_event, an_invoice
from tests.red_lines.steps import SIDES, guard_plan, make_steps, with_more

PACKS = builtin_packs()
PLAN = guard_plan()
STEPS = tuple(make_steps(99, 3_000, PLAN))


def _law(*packs: str) -> Jurisdiction:
    return Jurisdiction(tuple(sorted({"base"}.union(*(lineage(pack, PACKS) for pack in packs)))), in_conflict=False)


def _side(name: str) -> st.SearchStrategy[Condition]:
    values = st.lists(st.sampled_from(SIDES[name]), min_size=1, max_size=4, unique=True)
    return values.map(lambda chosen: Ref.is_in(getattr(recommendation, name), tuple(chosen)))


def _flag(field: Ref) -> st.SearchStrategy[Condition]:
    return st.booleans().map(lambda value: field == value)


SIDE = st.sampled_from(sorted(SIDES)).flatmap(_side)
OF_ACTIONS = st.one_of(SIDE, _flag(recommendation.demands_payment), _flag(recommendation.is_contact), st.just(ALWAYS))
OF_FACTS = st.one_of(
    SIDE,
    *(_flag(field) for field in (debtor.is_insolvent, debtor.asked_to_stop, debtor.in_hardship, recommendation.about_overdue)),
    st.integers(0, 6).map(lambda number: debtor.calls_today < as_term(number, COUNT)),
    st.integers(0, 9).map(lambda number: recommendation.days_ahead >= as_term(number, DAYS)),
    st.sampled_from((recommendation.about_open, recommendation.about_undisputed)).map(lambda most: recommendation.amount <= most),
    st.just(debtor.interest_basis.is_known()),
    st.just(debtor.talked_on.is_missing()),
    st.just(recommendation.unproved_claims == 0),
)


def _some(conditions: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    def join(parts: Sequence[Condition], how: Any) -> Condition:  # noqa: ANN401 - an operator
        return reduce(how, parts)

    return st.builds(join, st.lists(conditions, min_size=1, max_size=3), st.sampled_from((and_, or_)))


FORMS = st.builds(
    LawfulForm,
    st.just("F"),
    st.just(TEXT),
    st.dictionaries(st.sampled_from(sorted(CHANGEABLE)), st.just(""), max_size=3).flatmap(
        lambda names: st.fixed_dictionaries({name: st.sampled_from(SIDES[name]) for name in names})
    ),
    st.booleans(),
    st.sampled_from((None, recommendation.about_undisputed)),
    st.sampled_from((None, debtor.today + 3)),
).filter(lambda form: not form.changes_nothing)


@st.composite
def constraints(draw: st.DrawFn, name: str = "own.one") -> Constraint:
    """Any constraint of the grammar, with any effect and any lawful form."""
    return Constraint(
        name,
        cast("ConstraintName", draw(st.sampled_from(CONSTRAINT_NAMES))),
        draw(st.sampled_from(("*", *PACKS))),
        draw(_some(OF_ACTIONS)),
        draw(_some(OF_FACTS)),
        draw(st.sampled_from(("annotate", "rewrite", "rewrite", "approve", "veto"))),
        TEXT,
        "random",
        form=draw(FORMS),
    )


@settings(max_examples=100)
@given(own=constraints(), other=constraints("own.two"), pack=st.sampled_from(sorted(PACKS)), start=st.integers(0, len(STEPS) - 15))
def test_one_more_constraint_never_permits_more(own: Constraint, other: Constraint, pack: str, start: int) -> None:
    planned = make_plan(a_book().guarded_by((own, other)), TODAY, 2).constraints
    guards = [Guard(with_more(PLAN, *planned[:number]), PACKS, {}) for number in range(3)]
    for step in STEPS[start : start + 15]:
        severities = [guard.judge(step.proposal, step.records, _law(pack), step.unproved).severity for guard in guards]
        assert severities == sorted(severities)


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_one_more_pack_never_permits_more(pack: str) -> None:
    guard = Guard(PLAN, PACKS, {})
    for step in islice(STEPS, 400):
        alone = guard.judge(step.proposal, step.records, _law(pack), step.unproved).severity
        for other in sorted(PACKS):
            assert guard.judge(step.proposal, step.records, _law(pack, other), step.unproved).severity >= alone


def _book(random: Random, number: int) -> Policy:
    """A policy that recommends `number` actions of any attributes."""
    actions = []
    for each in range(number):
        sides: dict[str, Any] = {name: random.choice(values) for name, values in SIDES.items()}
        inside = sides["channel"] == "internal"
        sides |= {"audience": "own_people"} if inside else {}
        sides["demands_payment"] = not inside and random.random() < 0.5
        sides["tone"] = random.choice(("neutral", "firm", "neutral"))
        sides["place"] = random.choice(("remote", "business_premises", "own_office"))
        sides["stance"] = "neutral"
        actions.append(Action(f"ACT{each}", TEXT, **sides))
    rules = (a_rule(f"r{each.id}", debtor.today.is_known(), advise(each.id, amount=debtor.overdue_amount)) for each in actions)
    return Policy(a_book(*rules, actions=tuple(actions)), engine="plain")


KNOWN: dict[str, dict[str, Any]] = {
    "country": {"of": "debtor", "values": ("DE", "CN", "US", "GB", "FR", "JP"), "unknown": None},
    "kind": {"of": "debtor", "values": ("company", "natural_person", "public_body"), "unknown": "unknown"},
    "interest_basis": {"of": "debtor", "values": ("contract", "statute"), "unknown": None},
    "limitation_on": {"of": "invoice", "values": (TODAY, TODAY.replace(year=2027), TODAY.replace(month=8)), "unknown": None},
    "retention_of_title": {"of": "invoice", "values": (True, False), "unknown": None},
    "lien": {"of": "invoice", "values": (True, False), "unknown": None},
}


def test_a_fact_that_is_not_known_never_permits_more() -> None:
    random = Random(5)  # noqa: S311 - nothing secret
    policy = _book(random, 120)
    held_back = VERDICTS.index("needs_approval")
    for _ in range(25):
        facts = {name: random.choice(each["values"]) for name, each in KNOWN.items()}
        events = [kind for kind in ("insolvency_filed", "cease_request", "hardship_confirmed") if random.random() < 0.1]
        before = _verdicts(policy, facts, events)
        for name, each in KNOWN.items():
            for action, severity in _verdicts(policy, facts | {name: each["unknown"]}, events).items():
                if name == "limitation_on":  # whether it has run out counsel finds out: what is held back stays so, what is noted may not
                    assert severity >= held_back or before[action] < held_back, (action, facts)
                else:
                    assert severity >= before[action], (name, action, facts)


def _verdicts(policy: Policy, facts: dict[str, Any], events: Sequence[str]) -> dict[str, int]:
    of = {part: {name: facts[name] for name, each in KNOWN.items() if each["of"] == part} for part in ("debtor", "invoice")}
    case = a_case(an_invoice(**of["invoice"]), *(an_event(kind) for kind in events), debtor=of["debtor"])
    report = policy.evaluate(case, as_of=NOON)
    return {each.action: VERDICTS.index(each.verdict) for each in report.recommendations}
