"""What the parts of a plan read: trees, and the columns in them."""

from __future__ import annotations

from dunning_rules.engine.columns.parts import Name, leaf_needs
from dunning_rules.engine.plan import Plan, PlannedRule, Stratum
from dunning_rules.language import Node
from dunning_rules.rules.strata import RECOMMENDATION


def guard_trees(plan: Plan) -> list[Node]:
    """What constraints and weights read of recommendations and their debtors."""
    definitions = plan.definitions.get(RECOMMENDATION, {})
    found: list[Node | None] = [*definitions.values(), *(each.when for each in plan.weights)]
    for each in plan.constraints:
        found += [each.applies, each.permitted, each.form_amount, each.form_on]
    return [tree for tree in found if tree is not None]


def all_trees(plan: Plan) -> list[Node]:
    """All trees of a plan."""
    defined = [term for terms in plan.definitions.values() for term in terms.values()]
    ruled = [tree for stratum in plan.strata for rules in stratum.values() for rule in rules for tree in read_by(rule)]
    return [*defined, *ruled, *guard_trees(plan)]


def read_by(rule: PlannedRule) -> list[Node]:
    """All that a rule reads, for its condition and for what follows from it."""
    found: list[Node | None] = [rule.when, *(each.value for each in rule.conclusions)]
    for each in rule.recommendations:
        found += [*each.terms.values(), *each.shown]
    return [tree for tree in found if tree is not None]


def read_in(stratum: Stratum) -> list[Name]:
    """The columns that the rules of a stratum read."""
    return [name for scope, rules in stratum.items() for rule in rules for tree in read_by(rule) for name in leaf_needs(tree, scope)]
