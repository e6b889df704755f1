"""Every recommendation and conclusion follows from the facts that it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import cast

from dunning_rules.language import Aggregate, Condition, Const, Kind, Node, Param, Ref, Term, Value, when
from dunning_rules.language.grammar import Any as AnyOf
from dunning_rules.language.plain import read_condition
from dunning_rules.language.record import Record
from dunning_rules.models.base import minor_digits
from dunning_rules.result import Conclusion, FactValue, Recommendation, Report
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.rule import Conclude, Recommend, leaves
from dunning_rules.testing.invariants.broken import named, require

_NEVER = AnyOf(())


def check_facts(report: Report, book: RuleBook) -> None:
    """Each recommendation and conclusion names its rule, its tip and its facts, and the condition holds for these facts alone (6).

    What gave way is checked, too. Facts are read from the report as text, parameters from the book at the day of the report.

    Raises:
        InvariantError: a rule, a tip or a fact is missing or wrong, or the condition does not hold for the facts.
    """
    digits = minor_digits(report.totals.currency) or 0
    rereader = Rereader(book, report.as_of.date(), digits)
    for each in (*report.recommendations, *(gone.recommendation for gone in report.gave_way)):
        _check_recommendation(report, rereader, each)
    for conclusion in report.conclusions:
        _check_conclusion(report, rereader, conclusion)


@dataclass(frozen=True, slots=True)
class Rereader:
    """Asks the conditions of a book again, of nothing but the facts of a report.

    Attributes:
        book: the rules.
        day: for which the parameters are read.
        digits: of the minor unit of the reporting currency.
    """

    book: RuleBook
    day: date
    digits: int

    def missing(self, rule_id: str, facts: Mapping[str, FactValue]) -> list[str]:
        """What the condition of a rule reads and the facts do not name."""
        return [leaf.key for leaf in leaves(self._condition(rule_id)) if leaf.key not in facts]

    def holds(self, rule_id: str, facts: Mapping[str, FactValue]) -> bool:
        """Whether the condition of a rule holds for the facts."""
        condition = cast("Condition", self._with_facts(self._condition(rule_id), facts))
        return read_condition(condition, self.book.rule(rule_id).scope)(Record())

    def encoded(self, fact: FactValue, kind: Kind) -> Value | None:
        """A fact of a report as rules compare it."""
        if fact is None:
            return None
        if kind is Kind.MONEY:
            return int(Decimal(fact).scaleb(self.digits))
        if kind is Kind.RATIO:
            return int(Decimal(fact).scaleb(4))
        return date.fromisoformat(str(fact)).toordinal() if kind is Kind.DATE else fact

    def _condition(self, rule_id: str) -> Node:
        """The condition with the values of parameters in it, as the engines read it and reports name it."""
        return self._with_parameters(self.book.rule(rule_id).condition)

    def _with_parameters(self, tree: Node) -> Node:
        if isinstance(tree, Param):
            parameter = next(each for each in self.book.parameters if each.name == tree.name)
            return Const(parameter.encoded(parameter.value_on(self.day), self.digits), tree.type)
        return tree.map(self._with_parameters)

    def _with_facts(self, tree: Node, facts: Mapping[str, FactValue]) -> Node:
        if isinstance(tree, Ref | Aggregate):
            return self._term(facts[tree.key], tree)
        return tree.map(lambda part: self._with_facts(part, facts))

    def _term(self, fact: FactValue, leaf: Ref | Aggregate) -> Term:
        value = self.encoded(fact, leaf.type.kind)
        return when(_NEVER, Const(0, leaf.type)) if value is None else Const(value, leaf.type)


def _check_recommendation(report: Report, rereader: Rereader, each: Recommendation) -> None:
    name = named(each)
    for rule_id in (each.rule_id, *each.also):
        _check_rule(report, rereader.book, rule_id, name)
        proposed = {effect.action for effect in rereader.book.rule(rule_id).then if isinstance(effect, Recommend)}
        require(each.action in proposed, f"{name}: `{rule_id}` does not recommend that", report, _MEND)
    tip = rereader.book.rule(each.rule_id).tip
    require(each.tip == tip, f"{name} is said to be of tip {each.tip}, its rule is of tip {tip}", report, _MEND)
    require(each.reason.strip(), f"{name} has no reason", report, "give the rule a `why`")
    _check_condition(report, rereader, each.rule_id, each.facts, name)


def _check_conclusion(report: Report, rereader: Rereader, each: Conclusion) -> None:
    name = f"`{each.name}` for `{each.record}`"
    require(each.rules, f"{name} is concluded by no rule", report, _MEND)
    for rule_id in each.rules:
        _check_rule(report, rereader.book, rule_id, name)
    rule = rereader.book.rule(each.rules[0])
    values = [effect.value for effect in rule.then if isinstance(effect, Conclude) and effect.field.key == each.name]
    require(values, f"{name}: `{rule.id}` does not conclude that", report, _MEND)
    constants = [value for value in values if isinstance(value, Const)]
    same = [value for value in constants if value.value == rereader.encoded(each.value, value.type.kind)]
    require(same or len(constants) < len(values), f"{name}: `{rule.id}` does not conclude `{each.value}`", report, _MEND)
    _check_condition(report, rereader, rule.id, each.facts, name)


def _check_rule(report: Report, book: RuleBook, rule_id: str, name: str) -> None:
    known = [rule for rule in book.rules if rule.id == rule_id]
    require(known, f"{name} names a rule that the book does not have: `{rule_id}`", report, _MEND)
    require(known[0].in_force(report.as_of.date()), f"{name} names a rule that is not in force: `{rule_id}`", report, _MEND)


def _check_condition(report: Report, rereader: Rereader, rule_id: str, facts: Mapping[str, FactValue], name: str) -> None:
    missing = rereader.missing(rule_id, facts)
    require(not missing, f"{name} names no value of {', '.join(missing)}, which its condition reads", report, _MEND)
    shown = ", ".join(f"{fact}={value}" for fact, value in facts.items())
    require(rereader.holds(rule_id, facts), f"{name}: the condition does not hold for its facts: {shown}", report, _MEND)


_MEND = "report what the engine found, unchanged: the rule that fired, and the values that it read"
