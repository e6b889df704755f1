"""A report explains itself: its facts hold again, and its JSON is the same report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from hypothesis import given

from dunning_rules.language import Aggregate, Condition, Const, Node, Param, Ref, Term, when
from dunning_rules.language.grammar import Any as AnyOf
from dunning_rules.language.plain import read_condition
from dunning_rules.language.record import Record
from dunning_rules.models.base import minor_digits
from dunning_rules.result import FactValue, Report
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.rule import Conclude
from tests.properties.common import Asked, asked, many_asked, policy, steady
from tests.properties.records import encoded

NEVER = AnyOf(())


@dataclass(frozen=True, slots=True)
class Rereader:
    """Asks the conditions of a book again, of nothing but the facts of a report."""

    book: RuleBook
    day: date
    digits: int

    def holds(self, rule_id: str, facts: Mapping[str, FactValue]) -> bool:
        """Whether the condition of the rule holds for the facts."""
        rule = self.book.rule(rule_id)
        condition = cast("Condition", self._with_facts(self._with_parameters(rule.condition), facts))
        return read_condition(condition, rule.scope)(Record())

    def _with_parameters(self, tree: Node) -> Node:
        if isinstance(tree, Param):
            parameter = next(each for each in self.book.parameters if each.name == tree.name)
            return Const(parameter.encoded(parameter.value_on(self.day), self.digits), tree.type)
        return tree.map(self._with_parameters)

    def _with_facts(self, tree: Node, facts: Mapping[str, FactValue]) -> Node:
        if isinstance(tree, Ref | Aggregate):
            return self._value(facts[tree.key], tree)
        return tree.map(lambda part: self._with_facts(part, facts))

    def _value(self, fact: FactValue, leaf: Ref | Aggregate) -> Term:
        if fact is None:
            return when(NEVER, Const(0, leaf.type))
        return Const(encoded(fact, leaf.type.kind, self.digits), leaf.type)


def reread(asked: Asked, report: Report) -> tuple[Rereader, int]:
    digits = minor_digits(report.totals.currency)
    assert digits is not None
    return Rereader(policy().book, asked.as_of.date(), digits), digits


def check_recommendations(asked: Asked) -> int:
    """How many follow from their facts."""
    report = asked.report()
    rereader, _ = reread(asked, report)
    for each in (*report.recommendations, *(each.recommendation for each in report.gave_way)):
        assert rereader.holds(each.rule_id, each.facts), each
    return len(report.recommendations)


@steady(100)
@given(asked=asked())
def test_what_is_recommended_follows_from_its_facts(asked: Asked) -> None:
    check_recommendations(asked)


def test_what_is_recommended_to_many_follows_from_its_facts() -> None:
    assert sum(check_recommendations(each) for each in many_asked()[::4]) > 500


def check_conclusions(asked: Asked) -> int:
    """How many follow from their facts."""
    report = asked.report()
    rereader, digits = reread(asked, report)
    for each in report.conclusions:
        assert rereader.holds(each.rules[0], each.facts), each
        effects = [effect for effect in rereader.book.rule(each.rules[0]).then if isinstance(effect, Conclude)]
        values = {effect.field.key: effect.value for effect in effects}
        value = values[each.name]
        assert isinstance(value, Const)
        assert value.value == encoded(each.value, value.type.kind, digits)
    return len(report.conclusions)


@steady(100)
@given(asked=asked())
def test_what_is_concluded_follows_from_its_facts(asked: Asked) -> None:
    check_conclusions(asked)


def test_what_is_concluded_of_many_follows_from_its_facts() -> None:
    assert sum(check_conclusions(each) for each in many_asked()[::4]) > 500


def test_a_fact_that_were_another_would_be_seen() -> None:
    rereader = Rereader(policy().book, date(2026, 7, 15), 2)
    facts: dict[str, FactValue] = {"debtor.is_overdue": True, "debtor.conceals_assets": True}
    assert rereader.holds("tip-18.bad-faith-concealment", facts)
    assert not rereader.holds("tip-18.bad-faith-concealment", facts | {"debtor.is_overdue": False})
    assert not rereader.holds("tip-18.bad-faith-concealment", facts | {"debtor.conceals_assets": None})


@steady(100)
@given(asked=asked())
def test_a_report_read_from_its_json_is_the_same(asked: Asked) -> None:
    report = asked.report()
    text = report.to_json()
    again = Report.from_json(text)
    assert again == report
    assert again.to_json() == text
    assert asked.report().to_json() == text
