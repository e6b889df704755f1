"""All texts of a policy, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from dunning_rules.contribution import Plugin
from dunning_rules.errors import quote
from dunning_rules.language import Wording


def texts_of(plugin: Plugin) -> Iterator[tuple[str, Wording]]:
    """What people read of it: reasons, orders, labels."""
    yield from ((f"the reason of rule {quote(each.id)}", each.why) for each in plugin.rules)
    yield from ((f"the order of action {quote(each.id)}", each.task) for each in plugin.actions)
    yield from ((f"the reason of exclusion {quote(f'{each.stays} over {each.yields}')}", each.why) for each in plugin.exclusions)
    yield from ((f"the reason of constraint {quote(each.id)}", each.why) for each in plugin.all_constraints)
    yield from ((f"the reason of weight {quote(each.id)}", each.why) for each in plugin.weights)
    yield from ((f"the reason of the override of {quote(each.rule_id)}", each.reason) for each in plugin.overrides)
    yield from ((f"the label of parameter {quote(each.name)}", each.label) for each in plugin.parameters)
    yield from ((f"the label of field {quote(each.ref.key)}", each.label) for each in plugin.fields)
