"""Which rule feeds which: by a fact that one concludes and the other reads, or by an action that one advises and the other looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dunning_rules.language import Condition, Node, Ref
from dunning_rules.language.aggregates import Aggregate
from dunning_rules.rules.action import static_values
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.rule import Conclude, Recommend, Rule
from dunning_rules.rules.strata import RECOMMENDATION, may_hold


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One rule feeds another.

    Attributes:
        source: id of the rule that concludes or advises.
        target: id of the rule that reads it.
        through: the field that is concluded, or the action that is advised.
    """

    source: str
    target: str
    through: str


def rule_graph(book: RuleBook) -> tuple[Edge, ...]:
    """All edges of a book, sorted; without circles, as strata are."""
    concluders: dict[str, list[str]] = {}
    for rule in book.rules:
        for effect in rule.then:
            if isinstance(effect, Conclude):
                concluders.setdefault(effect.field.key, []).append(rule.id)
    found = set()
    for rule in book.rules:
        read = _Reads(book)
        for tree in rule.reads():
            read.visit(tree)
        if rule.scope == RECOMMENDATION:
            read.wheres.append(rule.condition)
        found |= {Edge(source, rule.id, name) for name in read.fields for source in concluders.get(name, ())}
        found |= {Edge(source.id, rule.id, action) for where in read.wheres for source, action in _advisers(book, where)}
    return tuple(sorted(found))


class _Reads:
    """What a rule reads, through the definitions of computed fields."""

    def __init__(self, book: RuleBook) -> None:
        self._book = book
        self.fields: set[str] = set()
        self.wheres: list[Condition] = []

    def visit(self, tree: Node) -> None:
        for node in tree.walk():
            if isinstance(node, Aggregate) and node.scope == RECOMMENDATION:
                self.wheres.append(node.where)
            if isinstance(node, Ref) and node.key not in self.fields:
                self.fields.add(node.key)
                definition = self._book.vocabulary.field(node).definition
                if definition is not None:
                    self.visit(definition)


def _advisers(book: RuleBook, where: Condition) -> Iterator[tuple[Rule, str]]:
    for rule in book.rules:
        for effect in rule.then:
            if isinstance(effect, Recommend) and may_hold(where, static_values(book.action(effect.action))):
                yield rule, effect.action
