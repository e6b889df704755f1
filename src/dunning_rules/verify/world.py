"""What all proofs about one policy have in common: its plan on one day, what fields stand for, and what was proved before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar, cast, get_args

from dunning_rules.engine.plan import Plan, PlannedRecommendation, PlannedRule, bind, make_plan
from dunning_rules.language import FLAG, Aggregate, Condition, Node, Ref, Term
from dunning_rules.language.fold import NEVER, fold
from dunning_rules.language.solver import Names
from dunning_rules.models.base import minor_digits
from dunning_rules.models.creditor import AttestationKind
from dunning_rules.policy import Policy
from dunning_rules.rules.strata import RECOMMENDATION
from dunning_rules.vocabulary import Field, Vocabulary
from dunning_rules.vocabulary.relations import RELATIONS

DEBTOR = "debtor"
CURRENCY = "EUR"
"""Of the cases that are made, where the policy reports in the currency of each."""
ATTESTED: frozenset[str] = frozenset(get_args(AttestationKind))
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True, eq=False)
class Emitter:
    """One recommendation that a rule makes."""

    planned: PlannedRule
    effect: PlannedRecommendation


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """What holds of every record of a scope.

    Attributes:
        number: its place among those of the scope.
        condition: what holds.
        reads: the fields of the scope that it reads.
    """

    number: int
    condition: Condition
    reads: frozenset[str]


class World:
    """One plan, read by the solver.

    Attributes:
        plan: the rules of the day, with the values of the parameters.
        vocabulary: the fields.
        day: the day.
        currency: the currency of the cases that are made.
        rules: all rules of the plan, in canonical order.
        names: the numbers of names.
        emitters: all recommendations that rules make.
        attested: what has to be attested, so that the claims of rules may be made.
    """

    def __init__(self, plan: Plan, vocabulary: Vocabulary, day: date, currency: str = CURRENCY) -> None:
        """Prepare."""
        self.plan = plan
        self.vocabulary = vocabulary
        self.day = day
        self.currency = currency
        self.names = Names()
        found = (rule for stratum in plan.strata for rules in stratum.values() for rule in rules)
        self.rules: tuple[PlannedRule, ...] = tuple(sorted(found, key=lambda each: each.order))
        self.emitters = tuple(Emitter(rule, effect) for rule in self.rules for effect in rule.recommendations)
        claims = [claim for each in self.emitters for claim in each.effect.effect.claims]
        self.attested = tuple(sorted({claim.needs for claim in claims if claim.needs is not None and claim.needs in ATTESTED}))
        self._concluders: dict[str, list[PlannedRule]] = {}
        for rule in self.rules:
            for key in dict.fromkeys(conclusion.key for conclusion in rule.conclusions):
                self._concluders.setdefault(key, []).append(rule)
        self._definitions: dict[str, Term | None] = {}
        self._relations: dict[str, tuple[Relation, ...]] = {}
        self._remembered: dict[tuple[str, ...], object] = {}

    def field(self, ref: Ref) -> Field:
        """The definition of a field."""
        return self.vocabulary.field(ref)

    def definition(self, ref: Ref) -> Term | None:
        """The term that a computed field stands for, with the values of parameters; `None` for other fields."""
        if ref.key not in self._definitions:
            definition = self.field(ref).definition
            self._definitions[ref.key] = None if definition is None else bind(definition, self.plan.values)
        return self._definitions[ref.key]

    def bound(self, condition: Condition) -> Condition:
        """A condition with the values of parameters in their place."""
        return bind(condition, self.plan.values)

    def concluders(self, ref: Ref) -> list[PlannedRule]:
        """The rules that conclude a field."""
        return self.concluders_of(ref.key)

    def concluders_of(self, key: str) -> list[PlannedRule]:
        """The rules that conclude the field `scope.name`."""
        return self._concluders.get(key, [])

    def relations(self, scope: str) -> tuple[Relation, ...]:
        """What holds of every record of a scope."""
        if scope not in self._relations:
            self._relations[scope] = tuple(
                Relation(number, each, frozenset(node.name for node in each.walk() if isinstance(node, Ref) and node.scope == scope))
                for number, each in enumerate(RELATIONS.get(scope, ()))
            )
        return self._relations[scope]

    def emitting(self, where: Condition) -> list[tuple[Emitter, Condition]]:
        """The recommendations of which `where` may hold, each with what is left of it when what is certain of them is put in."""
        return self.remember(("emitting", self.names.key(where)), lambda: self._emitting(where))

    def _emitting(self, where: Condition) -> list[tuple[Emitter, Condition]]:
        found = ((each, fold(where, RECOMMENDATION, each.effect.begins)) for each in self.emitters)
        return [(each, left) for each, left in found if left.key != NEVER.key]

    def follows_advice(self, tree: Node) -> bool:
        """Whether a tree reads what is recommended, by itself or by the fields that it reads."""
        for node in tree.walk():
            if isinstance(node, Aggregate) and node.scope == RECOMMENDATION:
                return True
            definition = self.definition(node) if isinstance(node, Ref) else None
            if definition is not None and self.follows_advice(definition):
                return True
        return False

    def remember(self, key: tuple[str, ...], find: Callable[[], _Found]) -> _Found:
        """What `find` finds, found once."""
        if key not in self._remembered:
            self._remembered[key] = find()
        return cast("_Found", self._remembered[key])


def world_of(policy: Policy, day: date, currency: str | None = None) -> World:
    """A policy on one day, read by the solver.

    Args:
        policy: the policy.
        day: the day.
        currency: the currency of the cases that are made; the reporting currency where absent.
    """
    code = currency or policy.currency or CURRENCY
    return World(make_plan(policy.book, day, minor_digits(code) or 0), policy.book.vocabulary, day, code)


def fires_for_some(planned: PlannedRule) -> Aggregate:
    """Whether a rule on child records fires for one of the debtor's."""
    return Aggregate("exists", planned.rule.scope, None, planned.when, DEBTOR, None, FLAG)
