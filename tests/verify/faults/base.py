"""What the books with seeded faults are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from dunning_rules.contribution import Plugin
from dunning_rules.language import DAYS, FLAG, MONEY, Condition, Ref, Term, Type, Wording
from dunning_rules.policy import Policy
from dunning_rules.rules import Accepted, Action, Conclude, Exclusion, Parameter, Recommend, Rule, RuleBook
from dunning_rules.rules.accepted import FindingKind
from dunning_rules.rules.catalogue import ACTIONS
from dunning_rules.rules.rule import Effect
from dunning_rules.tips.common import PARAMETERS
from dunning_rules.vocabulary import VOCABULARY, Field, debtor

WORDS = Wording("a reason", "理由")
BUILT_IN = {each.id: each for each in ACTIONS}


@dataclass(frozen=True)
class Seeded:
    """A policy with faults, and what a check has to find in it: all of it, and nothing else."""

    name: str
    make: Callable[[], Policy]
    expected: frozenset[tuple[FindingKind, tuple[str, ...]]]


def fault(kind: FindingKind, *names: str) -> tuple[FindingKind, tuple[str, ...]]:
    return kind, names


def rule(name: str, when: Condition | Term, *then: Effect, **more: object) -> Rule:
    return Rule(name, when, then, WORDS, **more)  # type: ignore[arg-type] # `since` and `until`


def advise(action: str, urgency: int | Term = 20, **more: Term) -> Recommend:
    return Recommend(action, urgency, **more)  # type: ignore[arg-type] # claims are not given here


def conclude(target: Term, value: object = True) -> Conclude:  # noqa: FBT002 - as `Conclude.that`
    return Conclude.that(target, value)  # type: ignore[arg-type] # a field, and a literal


def action(name: str, like: str, **changes: object) -> Action:
    return replace(BUILT_IN[like], id=name, **changes)  # type: ignore[arg-type] # attributes of an action


def days(name: str, value: int) -> Parameter:
    return Parameter(name, DAYS, value, 0, 4000, "house", WORDS)


def money(name: str, value: int) -> Parameter:
    return Parameter(name, MONEY, Decimal(value), Decimal(0), Decimal(10**9), "house", WORDS)


def field_of(scope: str, name: str, kind: Type, **more: object) -> Field:
    """A field that rules conclude."""
    default = more.pop("default", False if kind == FLAG else None)
    merge = more.pop("merge", "greatest")
    return Field(Ref(scope, name, kind, default is None), WORDS, merge=merge, default=default, **more)  # type: ignore[arg-type] # as `Field`


CATCH_ALL = rule("a.everybody", debtor.is_overdue, advise("CONTACT_NOW"))
"""Leaves no overdue debtor alone."""


def book(
    rules: Iterable[Rule],
    *,
    actions: Iterable[Action] = (),
    parameters: Iterable[Parameter] = (),
    exclusions: Iterable[Exclusion] = (),
    fields: Iterable[Field] = (),
    accepted: Iterable[Accepted] = (),
    catch_all: bool = True,
) -> Callable[[], Policy]:
    """A small policy: these rules alone, with the actions that they advise."""
    listed = (*([CATCH_ALL] if catch_all else []), *rules)
    own = tuple(actions)
    advised = {effect.action for each in listed for effect in each.then if isinstance(effect, Recommend)} - {each.id for each in own}

    def make() -> Policy:
        whole = RuleBook(
            rules=listed,
            parameters=(*PARAMETERS, *parameters),
            actions=(*(BUILT_IN[name] for name in sorted(advised)), *own),
            exclusions=tuple(exclusions),
            vocabulary=VOCABULARY.extended(fields),
            accepted=(*accepted, Accepted("UNUSED", WORDS, tuple(each.name for each in PARAMETERS))),
        )
        return Policy(whole, engine="plain")

    return make


def plugin(**parts: object) -> Callable[[], Policy]:
    """The built-in book with one policy."""
    return lambda: Policy(plugins=[Plugin(name="seeded", **parts)], engine="plain")  # type: ignore[arg-type] # parts of a plugin
