"""The hooks that a policy may implement, as many of them as it likes. All return values, none changes anything.

A hook that takes `book` gets the built-in rule book, to look up what it changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import pluggy

from dunning_rules.language.types import Literal
from dunning_rules.late_payment import Rates
from dunning_rules.packs import Pack
from dunning_rules.result import Report
from dunning_rules.rules.accepted import Accepted
from dunning_rules.rules.action import Action, Exclusion
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.constraint import Constraint
from dunning_rules.rules.override import Override
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Rule
from dunning_rules.rules.texts import Texts
from dunning_rules.rules.weight import Weight
from dunning_rules.vocabulary import Field

PROJECT = "dunning_rules"
"""The name of the project for pluggy, and the group of entry points."""
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function as the implementation of the hook of its name."""


class Hooks:
    """The specifications, by which pluggy checks every implementation."""

    @hookspec
    def dunning_fields(self) -> Iterable[Field]:  # type: ignore[empty-body]
        """Further fields that rules may name: given by records, computed, or concluded. Make them with `extend`."""

    @hookspec
    def dunning_parameters(self) -> Iterable[Parameter]:  # type: ignore[empty-body]
        """Further parameters, each with range, source and label."""

    @hookspec
    def dunning_parameter_values(self) -> Mapping[str, Literal]:  # type: ignore[empty-body]
        """Values of parameters that there are, by name. `Policy(parameters=…)` goes before them."""

    @hookspec
    def dunning_rules(self, book: RuleBook) -> Iterable[Rule]:  # type: ignore[empty-body]
        """Further rules.

        Args:
            book: the rule book to which the policy is added.
        """

    @hookspec
    def dunning_actions(self) -> Iterable[Action]:  # type: ignore[empty-body]
        """Further actions, with the attributes by which the compliance guard judges them."""

    @hookspec
    def dunning_exclusions(self) -> Iterable[Exclusion]:  # type: ignore[empty-body]
        """Pairs of actions that never stand together for one debtor, and which of the two stays."""

    @hookspec
    def dunning_constraints(self) -> Iterable[Constraint]:  # type: ignore[empty-body]
        """Further constraints of the compliance guard. They can forbid more, never permit more."""

    @hookspec
    def dunning_packs(self) -> Iterable[Pack]:  # type: ignore[empty-body]
        """Further packs of the compliance guard: constraints and contact hours with sources. They stand beside the built-in ones."""

    @hookspec
    def dunning_interest_rates(self) -> Iterable[Rates]:  # type: ignore[empty-body]
        """Laws of interest and reference rates over those that are shipped (tip 10), e.g. of `read_rates`."""

    @hookspec
    def dunning_overrides(self, book: RuleBook) -> Iterable[Override]:  # type: ignore[empty-body]
        """What is changed of rules that are there: disabled, narrowed or re-parameterised, with the reason. Constraints cannot be changed.

        Args:
            book: the rule book to which the policy is added.
        """

    @hookspec
    def dunning_texts(self) -> Iterable[Texts]:  # type: ignore[empty-body]
        """Other reasons and orders in English or Chinese, or in a further language."""

    @hookspec
    def dunning_weights(self) -> Iterable[Weight]:  # type: ignore[empty-body]
        """What moves recommendations up or down the worklist."""

    @hookspec
    def dunning_accepted(self) -> Iterable[Accepted]:  # type: ignore[empty-body]
        """Findings of `dunning-rules check` that are meant to be, with the reason."""

    @hookspec
    def dunning_observe(self, report: Report) -> None:
        """Look at a report that is done: count, log, hand on. A fault is told in the report and changes nothing else.

        Args:
            report: what is returned to the caller.
        """


@dataclass(frozen=True, slots=True)
class Hook:
    """How the values of one hook are taken.

    Attributes:
        part: the attribute of `Plugin` that holds them.
        kind: what each value is; `None` = a mapping from names to values, or nothing at all.
    """

    part: str
    kind: type | None


HOOKS: Mapping[str, Hook] = MappingProxyType(
    {
        "dunning_fields": Hook("fields", Field),
        "dunning_parameters": Hook("parameters", Parameter),
        "dunning_parameter_values": Hook("values", None),
        "dunning_rules": Hook("rules", Rule),
        "dunning_actions": Hook("actions", Action),
        "dunning_exclusions": Hook("exclusions", Exclusion),
        "dunning_constraints": Hook("constraints", Constraint),
        "dunning_packs": Hook("packs", Pack),
        "dunning_interest_rates": Hook("interest_rates", Rates),
        "dunning_overrides": Hook("overrides", Override),
        "dunning_texts": Hook("texts", Texts),
        "dunning_weights": Hook("weights", Weight),
        "dunning_accepted": Hook("accepted", Accepted),
        "dunning_observe": Hook("observers", None),
    }
)
"""Every hook, with what becomes of its values."""
TAKE_BOOK = frozenset({"dunning_rules", "dunning_overrides"})
"""Those that are told of the book."""
