"""Overrides: what a policy changes of a rule that is not its own, with the reason.

The compliance guard has constraints and no rules, so no override loosens it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal as OneOf
from typing import TypeAlias

from dunning_rules.errors import BookError, DunningError, did_you_mean, quote
from dunning_rules.language import Condition, Node, Param, Term, Wording, as_condition
from dunning_rules.language.types import Literal
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Rule

OverrideKind: TypeAlias = OneOf["disabled", "narrowed", "re-parameterised", "narrowed and re-parameterised"]


@dataclass(frozen=True, slots=True, eq=False)
class Override:
    """A rule is disabled, fires in fewer cases, or reads other values of its parameters than the other rules do.

    Attributes:
        rule_id: the rule.
        reason: why, for people; it stands in every report.
        disable: the rule does not fire at all.
        narrow: what has to hold beside the rule's own condition, of the same records.
        parameters: values of parameters for this rule alone, by name.
    """

    rule_id: str
    reason: Wording
    disable: bool = False
    narrow: Condition | Term | None = None
    parameters: Mapping[str, Literal] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check that it changes something.

        Raises:
            BookError: it changes nothing, or disables and changes at once, or gives no reason.
        """
        object.__setattr__(self, "parameters", MappingProxyType(dict(self.parameters)))
        where = f"override of rule {quote(self.rule_id)}"
        if not isinstance(self.reason, Wording) or not self.reason.en.strip():
            raise BookError("an override needs a reason", where=where, help='write `Wording(en="…", zh="…")`')
        changes = self.narrow is not None or bool(self.parameters)
        if self.disable is changes:
            message = "it changes nothing" if not changes else "what is disabled cannot be changed as well"
            raise BookError(message, where=where, help="give `disable=True`, or `narrow`, `parameters` or both")

    @property
    def kind(self) -> OverrideKind:
        """What becomes of the rule, in a word."""
        if self.disable:
            return "disabled"
        if self.narrow is None:
            return "re-parameterised"
        return "narrowed and re-parameterised" if self.parameters else "narrowed"

    def keys(self) -> list[str]:
        """What decides a result, for a fingerprint."""
        narrow = "" if self.narrow is None else as_condition(self.narrow).key
        return [self.rule_id, self.kind, narrow, *(f"{name}={value}" for name, value in sorted(self.parameters.items()))]

    def applied(self, book: RuleBook) -> RuleBook:
        """`book` with the rule as it is to be.

        Raises:
            BookError: there is no such rule, or it cannot be changed so.
            LanguageError: `narrow` is no condition, or reads what it cannot.
            ParameterError: a value is out of range.
        """
        where = f"override of rule {quote(self.rule_id)}"
        if any(each.id == self.rule_id for each in book.constraints):
            message = f"{quote(self.rule_id)} is a constraint of the compliance guard"
            raise BookError(message, where=where, help="constraints cannot be overridden; add one of your own, which may forbid more")
        rule = book.rule(self.rule_id)
        others = tuple(each for each in book.rules if each is not rule)
        if self.disable:
            return replace(book, rules=others)
        try:
            own = self._own_parameters(rule, book)
            return replace(book, rules=(*others, self._changed(rule, own)), parameters=(*book.parameters, *own.values()))
        except DunningError as error:
            raise type(error)(error.message, where=where, help=error.help) from None

    def _own_parameters(self, rule: Rule, book: RuleBook) -> dict[str, Parameter]:
        read = {node.name for tree in rule.reads() for node in tree.walk() if isinstance(node, Param)}
        known = {each.name: each for each in book.parameters}
        for name in self.parameters:
            if name not in read:
                message = f"the rule reads no parameter {quote(name)}"
                raise BookError(message, help=did_you_mean(name, read))
        return {name: replace(known[name], name=f"{rule.id}:{name}").set_to(value) for name, value in self.parameters.items()}

    def _changed(self, rule: Rule, own: Mapping[str, Parameter]) -> Rule:
        def change(node: Node) -> Node:
            return own[node.name].term if isinstance(node, Param) and node.name in own else node.map(change)

        found = rule.mapped(change) if own else rule
        if self.narrow is None:
            return found
        narrowed = replace(found, when=found.condition & as_condition(self.narrow))
        if narrowed.scope != rule.scope:
            message = f"the rule looks at each {rule.scope}, and would look at each {narrowed.scope}"
            raise BookError(message, help=f"read the {narrowed.scope} through an aggregate, e.g. `exists({narrowed.scope}, …)`")
        return narrowed
