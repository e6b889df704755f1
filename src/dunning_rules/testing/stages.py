"""What a rule may read without closing a circle: everything that is produced in an earlier stage than its own.

A random book decides first in which stage each concluded field and each action is produced. A rule of a stage reads only what the stages
before it produce, so every book that is made is valid.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TypeAlias

from dunning_rules.language import Aggregate, Condition, Ref
from dunning_rules.language.types import Value
from dunning_rules.rules.action import Action, static_values
from dunning_rules.rules.strata import RECOMMENDATION, may_hold
from dunning_rules.testing.wide_vocabulary import WIDE

Found: TypeAlias = tuple[Ref, ...]
NOT_PRODUCED = -1


@dataclass(frozen=True, slots=True)
class _Needs:
    """What a field follows from: concluded fields, and recommendations that satisfy one of `wheres`."""

    concluded: frozenset[str]
    wheres: tuple[Condition, ...]


@dataclass(slots=True)
class Stages:
    """In which stage each thing of a book is produced.

    Attributes:
        fields: concluded field -> its stage; those that no rule concludes are absent.
        actions: the actions of the book -> their stages.
        known: action id -> the values that any recommendation of it has.
        cache: the fields that may be read, found so far.
    """

    fields: Mapping[str, int]
    actions: Mapping[str, int]
    known: Mapping[str, Mapping[str, Value]]
    cache: dict[tuple[str, int], tuple[Found, Found]] = field(default_factory=dict)

    def readable(self, scope: str, stage: int) -> Found:
        """The fields of `scope` that rules of `stage` may read."""
        return self._found(scope, stage)[0]

    def chained(self, scope: str, stage: int) -> Found:
        """Those of them that follow from what rules of earlier stages conclude or recommend."""
        return self._found(scope, stage)[1]

    def earlier_actions(self, stage: int) -> tuple[str, ...]:
        """The actions that are recommended before `stage`."""
        return tuple(name for name, produced in self.actions.items() if produced < stage)

    def last_of_recommendations(self, where: Condition) -> int:
        """The last stage that may recommend something for which `where` holds."""
        stages = (stage for name, stage in self.actions.items() if may_hold(where, self.known[name]))
        return max(stages, default=NOT_PRODUCED)

    def _found(self, scope: str, stage: int) -> tuple[Found, Found]:
        if (scope, stage) not in self.cache:
            produced = [(ref, self._produced(ref)) for ref in fields_of_scope(scope)]
            readable = tuple(ref for ref, when in produced if when < stage)
            chained = tuple(ref for ref, when in produced if NOT_PRODUCED < when < stage)
            self.cache[scope, stage] = readable, chained
        return self.cache[scope, stage]

    def _produced(self, ref: Ref) -> int:
        needs = _needs(ref.scope, ref.name)
        stages = [self.fields.get(name, NOT_PRODUCED) for name in needs.concluded]
        stages += [self.last_of_recommendations(where) for where in needs.wheres]
        return max(stages, default=NOT_PRODUCED)


def known_values(actions: tuple[Action, ...]) -> dict[str, Mapping[str, Value]]:
    """Action id -> the values that any recommendation of it has."""
    return {action.id: static_values(action) for action in actions}


@cache
def fields_of_scope(scope: str) -> Found:
    """All fields of a scope."""
    return tuple(each.ref for each in WIDE.scopes[scope].fields.values() if not each.is_asked_by_guard)


@cache
def concluded_fields() -> Found:
    """All fields that rules may conclude."""
    return tuple(each.ref for scope in WIDE.scopes.values() for each in scope.fields.values() if each.merge is not None)


@cache
def _needs(scope: str, name: str) -> _Needs:
    found = WIDE.scopes[scope].fields[name]
    if found.merge is not None:
        return _Needs(frozenset({found.ref.key}), ())
    concluded: set[str] = set()
    wheres: list[Condition] = []
    for node in found.definition.walk() if found.definition is not None else ():
        if isinstance(node, Aggregate) and node.scope == RECOMMENDATION:
            wheres.append(node.where)
        if isinstance(node, Ref):
            inner = _needs(node.scope, node.name)
            concluded |= inner.concluded
            wheres += inner.wheres
    return _Needs(frozenset(concluded), tuple(wheres))
