"""Comparisons in every relation that a type has."""

from __future__ import annotations

from dunning_rules.language import Condition, Const, Term
from dunning_rules.testing.choices import Choices

_WITH_ORDER = ("ge", "eq", "ne", "le", "lt", "gt")


def compare_by_chance(choices: Choices, left: Term, right: Term) -> Condition:
    """`left` in any relation to `right` that their type has."""
    match choices.one_of(_relations(left, right)):
        case "eq":
            return left == right
        case "ne":
            return left != right
        case "le":
            return left <= right
        case "ge":
            return left >= right
        case "lt":
            return left < right
    return left > right


def _relations(left: Term, right: Term) -> tuple[str, ...]:
    if left.type.is_numeric:
        return _WITH_ORDER
    if not left.type.ordered or not isinstance(right, Const):
        return "eq", "ne"
    # nothing is below the mildest value or above the gravest: the language refuses to ask for it
    mildest, gravest = left.type.choices[0], left.type.choices[-1]
    refused = {"lt"} if right.value == mildest else {"gt"} if right.value == gravest else set()
    return tuple(each for each in _WITH_ORDER if each not in refused)
