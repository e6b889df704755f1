"""Strata: a rule that concludes a fact stands below the rules that read it, so chaining ends and order never matters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dunning_rules.errors import BookError, quote
from dunning_rules.language import Condition, Const, Node, Ref
from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.grammar import All, Any, Compare, In
from dunning_rules.language.plain import read_condition
from dunning_rules.language.record import Record
from dunning_rules.language.types import Value
from dunning_rules.rules.rule import Conclude, Recommend, Rule
from dunning_rules.vocabulary import Vocabulary

RECOMMENDATION = "recommendation"


@dataclass(frozen=True, slots=True)
class Strata:
    """Where everything stands.

    Attributes:
        rules: rule id -> its stratum, from 0.
        fields: canonical name of a field that is read -> the stratum from which on it is known, in an order in which they can be computed.
    """

    rules: Mapping[str, int]
    fields: Mapping[str, int]


class Stratifier:
    """Finds the strata of a set of rules by following what each reads."""

    def __init__(self, vocabulary: Vocabulary, rules: Iterable[Rule], known: Mapping[str, Mapping[str, Value]]) -> None:
        """Prepare.

        Args:
            vocabulary: where fields are defined.
            rules: the rules.
            known: action id -> the values that any recommendation of it has, by field name.
        """
        self._vocabulary = vocabulary
        self._rules = {rule.id: rule for rule in rules}
        self._known = known
        self._concluders: dict[str, list[Rule]] = {}
        for rule in self._rules.values():
            for effect in rule.then:
                if isinstance(effect, Conclude):
                    self._concluders.setdefault(effect.field.key, []).append(rule)
        self._rule_strata: dict[str, int] = {}
        self._field_strata: dict[str, int] = {}
        self._path: list[str] = []

    def strata(self, extra: Iterable[Ref]) -> Strata:
        """The strata of all rules, and of the fields that they and `extra` read.

        Raises:
            BookError: a circle; the message names it.
        """
        for rule in self._rules.values():
            self._of_rule(rule)
        for ref in extra:
            self._of_field(ref)
        return Strata(self._rule_strata, self._field_strata)

    def _of_rule(self, rule: Rule) -> int:
        if rule.id not in self._rule_strata:
            self._enter(f"rule {rule.id}")
            read = [self._of_tree(tree) for tree in rule.reads()]
            if rule.scope == RECOMMENDATION:
                read.append(self._after_recommendations(rule.condition))
            self._path.pop()
            self._rule_strata[rule.id] = max(read, default=0)
        return self._rule_strata[rule.id]

    def _of_field(self, ref: Ref) -> int:
        if ref.key not in self._field_strata:
            self._enter(f"field {ref.key}")
            field = self._vocabulary.field(ref)
            stratum = 0
            if field.definition is not None:
                stratum = self._of_tree(field.definition)
            elif field.merge is not None:
                stratum = max((self._of_rule(rule) + 1 for rule in self._concluders.get(ref.key, ())), default=0)
            self._path.pop()
            self._field_strata[ref.key] = stratum
        return self._field_strata[ref.key]

    def _of_tree(self, tree: Node) -> int:
        read = [self._of_field(node) for node in tree.walk() if isinstance(node, Ref)]
        aggregates = [node for node in tree.walk() if isinstance(node, Aggregate)]
        read += [self._of_field(self._vocabulary.named(f"{node.scope}.{node.link}").ref) for node in aggregates if node.link is not None]
        read += [self._after_recommendations(node.where) for node in aggregates if node.scope == RECOMMENDATION]
        return max(read, default=0)

    def _after_recommendations(self, where: Condition) -> int:
        emitters = [
            rule
            for rule in self._rules.values()
            for effect in rule.then
            if isinstance(effect, Recommend) and may_hold(where, self._known.get(effect.action, {}))
        ]
        return max((self._of_rule(rule) + 1 for rule in emitters), default=0)

    def _enter(self, name: str) -> None:
        if name in self._path:
            circle = [*self._path[self._path.index(name) :], name]
            message = f"a circle: {' reads '.join(quote(each) for each in circle)}"
            raise BookError(message, help="let one of them read only what stands below it")
        self._path.append(name)


def may_hold(condition: Condition, known: Mapping[str, Value]) -> bool:
    """Whether `condition` could hold for a recommendation of which only the values `known` are settled."""
    match condition:
        case All(conditions):
            return all(may_hold(each, known) for each in conditions)
        case Any(conditions):
            return any(may_hold(each, known) for each in conditions)
        case Compare(_, Ref(scope, name), Const()) | In(Ref(scope, name), _) if scope == RECOMMENDATION and name in known:
            return read_condition(condition, RECOMMENDATION)(Record(known))
    return True
