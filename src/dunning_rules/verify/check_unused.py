"""UNUSED: a parameter, or a field or an action of a policy, that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator

from dunning_rules.contribution import Plugin
from dunning_rules.errors import quote
from dunning_rules.language import Aggregate, Node, Param, Ref
from dunning_rules.policy import Policy
from dunning_rules.rules.book import ALWAYS_NEEDED, RuleBook
from dunning_rules.rules.rule import Recommend
from dunning_rules.rules.template import fields_of
from dunning_rules.verify.report import CheckFinding
from dunning_rules.vocabulary import VOCABULARY


def unused(policy: Policy) -> Iterator[CheckFinding]:
    """The findings; they do not depend on the day."""
    book = policy.book
    fields, parameters = _read(book)
    owners = {named: plugin.name for plugin in policy.combined.plugins for named in _named(plugin)}
    for parameter in book.parameters:
        if parameter.name not in parameters:
            message = f"nothing reads the parameter {quote(parameter.name)}"
            yield _finding(parameter.name, message, "read it in a rule, or leave it out", owners.get(("parameter", parameter.name), ""))
    for scope in book.vocabulary.scopes.values():
        for field in scope.fields.values():
            own = VOCABULARY.scopes[scope.scope_name].fields.get(field.ref.name) is not field
            if own and field.ref.key not in fields:
                message = f"nothing reads the field {quote(field.ref.key)}"
                yield _finding(field.ref.key, message, "read it in a rule, or leave it out", owners.get(("field", field.ref.key), ""))
    advised = {effect.action for rule in book.rules for effect in rule.then if isinstance(effect, Recommend)}
    for action in book.actions:
        if action.id not in advised:
            message = f"no rule advises the action {quote(action.id)}"
            yield _finding(action.id, message, "advise it in a rule, or leave it out", owners.get(("action", action.id), ""))


def _finding(name: str, message: str, mend: str, plugin: str) -> CheckFinding:
    return CheckFinding("UNUSED", (name,), message, mend, "proved", plugin=plugin)


def _named(plugin: Plugin) -> Iterator[tuple[str, str]]:
    yield from (("parameter", each.name) for each in plugin.parameters)
    yield from (("field", each.ref.key) for each in plugin.fields)
    yield from (("action", each.id) for each in plugin.actions)


def _read(book: RuleBook) -> tuple[set[str], set[str]]:
    """The fields and parameters that something reads that is read itself, from rules, texts, constraints, weights, exclusions and gaps."""
    fields: set[str] = set()
    parameters: set[str] = set()
    waiting: list[Node] = list(_roots(book))
    while waiting:
        for node in waiting.pop().walk():
            if isinstance(node, Param):
                parameters.add(node.name)
            name = _field_read_by(node)
            if name is not None and name not in fields:
                fields.add(name)
                definition = book.vocabulary.named(name).definition
                waiting += [] if definition is None else [definition]
    return fields, parameters


def _field_read_by(node: Node) -> str | None:
    if isinstance(node, Aggregate) and node.link is not None:
        return f"{node.scope}.{node.link}"
    return node.key if isinstance(node, Ref) else None


def _roots(book: RuleBook) -> Iterator[Node]:
    for rule in book.rules:
        yield from rule.reads()
        yield from (book.vocabulary.named(name).ref for name in fields_of(rule.why))
    for constraint in book.constraints:
        yield from constraint.reads()
    for weight in book.weights:
        yield weight.condition
    yield from (each.unless for each in book.exclusions if each.unless is not None)
    yield from (each.condition for each in book.accepted if each.when is not None)
    yield from (book.vocabulary.named(f"debtor.{name}").ref for name in ALWAYS_NEEDED)
