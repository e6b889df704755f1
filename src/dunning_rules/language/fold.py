"""What is left of a condition when some of its fields have settled values: it means the same for every record that has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.grammar import ALWAYS, All, Any, Condition, Const, Outer, Ref, Term
from dunning_rules.language.node import Node
from dunning_rules.language.plain import read_condition
from dunning_rules.language.record import Record
from dunning_rules.language.types import Value

NEVER = Any(())
"""Holds for no record."""


def fold(condition: Condition, scope: str, settled: Mapping[str, Value]) -> Condition:
    """The condition with the settled values in it; `ALWAYS` or `NEVER` where they decide it.

    Args:
        condition: a condition on records of `scope`.
        scope: their scope.
        settled: values of fields of the scope, by name.
    """
    return _folded(cast("Condition", settle(condition, scope, settled)), scope)


def settle(tree: Node, scope: str, settled: Mapping[str, Value]) -> Node:
    """The tree with settled values in the place of fields of `scope`; what aggregates read of their own records stays."""
    if isinstance(tree, Ref):
        known = tree.scope == scope and tree.name in settled
        return Const(settled[tree.name], tree.type) if known else tree
    if isinstance(tree, Aggregate | Outer):
        return tree
    return tree.map(lambda part: settle(part, scope, settled))


def inline(tree: Node, scope: str, definitions: Mapping[str, Term]) -> Node:
    """The tree with the definitions of computed fields of `scope` in their place."""
    if isinstance(tree, Ref):
        known = tree.scope == scope and tree.name in definitions
        return inline(definitions[tree.name], scope, definitions) if known else tree
    if isinstance(tree, Aggregate | Outer):
        return tree
    return tree.map(lambda part: inline(part, scope, definitions))


def _folded(condition: Condition, scope: str) -> Condition:
    match condition:
        case All(conditions):
            left = [each for each in (_folded(part, scope) for part in conditions) if each.key != ALWAYS.key]
            if any(each.key == NEVER.key for each in left):
                return NEVER
            return left[0] if len(left) == 1 else All(tuple(left))
        case Any(conditions):
            left = [each for each in (_folded(part, scope) for part in conditions) if each.key != NEVER.key]
            if any(each.key == ALWAYS.key for each in left):
                return ALWAYS
            return left[0] if len(left) == 1 else Any(tuple(left))
    if any(isinstance(node, Ref | Aggregate | Outer) for node in condition.walk()):
        return condition
    return ALWAYS if read_condition(condition, scope)(Record()) else NEVER
