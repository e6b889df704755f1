"""The rule book: rules, parameters, actions and exclusions, checked when it is built."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import chain
from typing import TypeVar

from dunning_rules.errors import BookError, LanguageError, ParameterError, did_you_mean, quote
from dunning_rules.language import Aggregate, Node, Param, Ref
from dunning_rules.language.types import Literal
from dunning_rules.rules.accepted import Accepted
from dunning_rules.rules.action import Action, Exclusion, static_values
from dunning_rules.rules.constraint import Constraint
from dunning_rules.rules.digest import (
    demand_of,
    digest_of,
    of_action,
    of_constraint,
    of_exclusion,
    of_field,
    of_parameter,
    of_rule,
    of_weight,
)
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.precedence import Precedence
from dunning_rules.rules.rule import Conclude, Effect, Recommend, Rule
from dunning_rules.rules.strata import Strata, Stratifier
from dunning_rules.rules.template import fields_of
from dunning_rules.rules.weight import Weight
from dunning_rules.vocabulary import VOCABULARY, Vocabulary

_Found = TypeVar("_Found")
ALWAYS_NEEDED = (
    "open_invoices",
    "overdue_invoices",
    "open_amount",
    "overdue_amount",
    "is_overdue",
    "max_days_past_due",
    "expected_late_amount",
)
"""Fields of the debtor that every report shows, whatever the rules read."""
GUARD_NEEDS = (
    "local_today",
    "open_amount",
    "overdue_amount",
    "disputed_overdue",
    "disputed_not_due",
    "undisputed_overdue",
    "title_amount",
    "is_overdue",
    "invoices_of_unknown_limitation",
    "next_limitation_on",
    "interest_basis",
)
"""Fields of the debtor that the guard asks to know what a recommendation is about."""
GUARD_NEEDS_OF_INVOICES = (
    "open_amount",
    "is_overdue",
    "undisputed_amount",
    "retention_of_title",
    "lien",
    "limitation_on",
    "accrued_interest",
)
"""Likewise, of an invoice."""


@dataclass(frozen=True, eq=False)
class RuleBook:
    """Rules with what they name. Immutable; built once, it is consistent or it is an error.

    Attributes:
        rules: in canonical order, by id.
        parameters: by name.
        actions: by id.
        exclusions: pairs of actions that never stand together.
        vocabulary: the fields that rules may name.
        constraints: what the compliance guard asks of recommendations.
        weights: what moves recommendations up or down the worklist.
        accepted: findings of a check that are meant to be; they decide no result.
    """

    rules: tuple[Rule, ...]
    parameters: tuple[Parameter, ...]
    actions: tuple[Action, ...]
    exclusions: tuple[Exclusion, ...] = ()
    vocabulary: Vocabulary = VOCABULARY
    constraints: tuple[Constraint, ...] = ()
    weights: tuple[Weight, ...] = ()
    accepted: tuple[Accepted, ...] = ()

    def __post_init__(self) -> None:
        """Bring everything into canonical order and check it.

        Raises:
            BookError: duplicate ids, an unknown action or parameter, an exclusion of itself or in both directions, or a circle of strata.
            LanguageError: an unknown field.
        """
        for name in ("rules", "actions", "constraints", "weights"):
            object.__setattr__(self, name, tuple(sorted(getattr(self, name), key=lambda each: each.id)))
        object.__setattr__(self, "parameters", tuple(sorted(self.parameters, key=lambda each: each.name)))
        object.__setattr__(self, "exclusions", tuple(sorted(self.exclusions, key=lambda each: (each.stays, each.yields))))
        _distinct("rule", (rule.id for rule in self.rules))
        _distinct("parameter", (parameter.name for parameter in self.parameters))
        _distinct("action", (action.id for action in self.actions))
        _distinct("exclusion", (f"{each.stays} over {each.yields}" for each in self.exclusions))
        _distinct("constraint", (each.id for each in self.constraints))
        _distinct("weight", (each.id for each in self.weights))
        self._check_exclusions()
        for rule in self.rules:
            self._check_rule(rule)
        for constraint in self.constraints:
            self._check_trees(f"constraint {quote(constraint.id)}", constraint.reads())
        for weight in self.weights:
            self._check_trees(f"weight {quote(weight.id)}", (weight.condition,), early=True)
        for accepted in self.accepted:
            if accepted.when is not None:
                self._check_trees("an accepted gap", (accepted.condition,), early=True)
        self.precedence  # noqa: B018 - a tie is an error now, not at run time
        for name in self.strata.fields:
            definition = self.vocabulary.named(name).definition
            for node in definition.walk() if definition is not None else ():
                self._check_node(node)

    @cached_property
    def precedence(self) -> Precedence:
        """Which action gives way to which."""
        return Precedence(self.actions, self.exclusions)

    @cached_property
    def strata(self) -> Strata:
        """Where each rule and each field stands."""
        known = {action.id: static_values(action) for action in self.actions}
        texts = (self.vocabulary.named(name).ref for rule in self.rules for name in fields_of(rule.why))
        needed = (self.vocabulary.named(f"debtor.{name}").ref for name in ALWAYS_NEEDED)
        concluded = (effect.field for rule in self.rules for effect in rule.then if isinstance(effect, Conclude))
        turning = (exclusion.unless for exclusion in self.exclusions if exclusion.unless is not None)
        trees = chain((tree for each in self.constraints for tree in each.reads()), (each.condition for each in self.weights))
        asked = (self.vocabulary.named(node.key).ref for tree in trees for node in tree.walk() if isinstance(node, Ref))
        asked_of = {"debtor": GUARD_NEEDS, "invoice": GUARD_NEEDS_OF_INVOICES} if self.constraints else {}
        guarded = (self.vocabulary.named(f"{scope}.{name}").ref for scope, names in asked_of.items() for name in names)
        return Stratifier(self.vocabulary, self.rules, known).strata(chain(needed, concluded, texts, turning, asked, guarded))

    @cached_property
    def digest(self) -> str:
        """A fingerprint of everything that decides a result: 64 hexadecimal digits of SHA-256."""
        fields = (self.vocabulary.named(name) for name in self.strata.fields)
        return digest_of(
            {
                "rules": [of_rule(each) for each in self.rules],
                "parameters": [of_parameter(each) for each in self.parameters],
                "actions": [of_action(each) for each in self.actions],
                "exclusions": [of_exclusion(each) for each in self.exclusions],
                "constraints": [of_constraint(each) for each in self.constraints],
                "weights": [of_weight(each) for each in self.weights],
                "fields": sorted(of_field(each) for each in fields),
            }
        )

    @cached_property
    def _actions(self) -> dict[str, Action]:
        return {action.id: action for action in self.actions}

    def action(self, name: str) -> Action:
        """The action with the id `name`.

        Raises:
            BookError: there is none.
        """
        return _found("action", name, self._actions)

    def rule(self, name: str) -> Rule:
        """The rule with the id `name`.

        Raises:
            BookError: there is none.
        """
        return _found("rule", name, {rule.id: rule for rule in self.rules})

    def with_parameters(self, values: Mapping[str, Literal]) -> RuleBook:
        """This book with other values of parameters; itself where there are none.

        Raises:
            ParameterError: a parameter is unknown, or its value out of range.
        """
        if not values:
            return self
        known = {parameter.name: parameter for parameter in self.parameters}
        for name in values:
            if name not in known:
                message = f"there is no parameter {quote(name)}"
                raise ParameterError(message, help=did_you_mean(name, known))
        changed = (parameter.set_to(values[parameter.name]) if parameter.name in values else parameter for parameter in self.parameters)
        return replace(self, parameters=tuple(changed))

    def guarded_by(self, constraints: tuple[Constraint, ...]) -> RuleBook:
        """This book with all of `constraints` in it; itself where it has them. Of one that it has, nothing but the reason stays its own.

        Raises:
            BookError: another constraint bears the id of one of them.
        """
        own = {each.id: each for each in self.constraints}
        missing = [each for each in constraints if each.id not in own or demand_of(own[each.id]) != demand_of(each)]
        for each in constraints:
            if each not in missing and not _is_reworded(own[each.id], each):
                own[each.id] = replace(each, why=own[each.id].why)
        kept = tuple(own[each.id] for each in self.constraints)
        return self if kept == self.constraints and not missing else replace(self, constraints=(*kept, *missing))

    def _check_exclusions(self) -> None:
        for exclusion in self.exclusions:
            self.action(exclusion.stays)
            self.action(exclusion.yields)
            if exclusion.unless is not None:
                self.vocabulary.field(exclusion.unless)

    def _check_rule(self, rule: Rule) -> None:
        try:
            for name in fields_of(rule.why):
                self.vocabulary.named(name)
            for node in chain.from_iterable(tree.walk() for tree in rule.reads()):
                self._check_node(node)
                self._check_time(node)
            for effect in rule.then:
                self._check_effect(effect)
        except (BookError, LanguageError) as error:
            raise type(error)(error.message, where=f"rule {quote(rule.id)}", help=error.help) from None

    def _check_trees(self, where: str, trees: Iterable[Node], *, early: bool = False) -> None:
        """Check trees that stand in no rule; `early` ones are asked before the guard."""
        try:
            for node in chain.from_iterable(tree.walk() for tree in trees):
                self._check_node(node)
                if early:
                    self._check_time(node)
        except (BookError, LanguageError) as error:
            raise type(error)(error.message, where=where, help=error.help) from None

    def _check_effect(self, effect: Effect) -> None:
        if isinstance(effect, Recommend):
            self.action(effect.action)
        elif self.vocabulary.field(effect.field).merge is None:
            message = f"{quote(effect.field.key)} is not a field that rules conclude"
            raise BookError(message, help="define it with `Scope.concluded`")

    def _check_time(self, node: Node) -> None:
        if isinstance(node, Ref) and self.vocabulary.field(node).is_asked_by_guard:
            message = f"{quote(node.key)} is known only when the guard asks, after all rules"
            raise BookError(message, help="read it in a constraint, or take a field of the debtor or the invoice")

    def _check_node(self, node: Node) -> None:
        if isinstance(node, Ref):
            self.vocabulary.field(node)
        if isinstance(node, Aggregate) and node.link is not None:
            self.vocabulary.named(f"{node.scope}.{node.link}")
        if isinstance(node, Param):
            known = {parameter.name: parameter.type for parameter in self.parameters}
            if known.get(node.name) != node.type:
                message = f"there is no parameter {quote(node.name)} of type {node.type}"
                raise BookError(message, help=did_you_mean(node.name, known))


def _is_reworded(own: Constraint, wanted: Constraint) -> bool:
    """Whether `own` is `wanted` in all but the reason that it tells."""
    names = (each.name for each in fields(wanted) if each.name != "why")
    return type(own) is Constraint and all(getattr(own, name) is getattr(wanted, name) for name in names)


def _found(what: str, name: str, known: Mapping[str, _Found]) -> _Found:
    if name not in known:
        message = f"there is no {what} {quote(name)}"
        raise BookError(message, help=did_you_mean(name, known))
    return known[name]


def _distinct(what: str, names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            message = f"{what} {quote(name)} occurs twice"
            raise BookError(message, help="give each its own id")
        seen.add(name)
