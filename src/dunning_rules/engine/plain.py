"""The plain engine: the specification. Stratum by stratum, every rule looks at every record of its scope.

What several rules of a stratum ask first (is the invoice open?) is asked once of each record, not once for each of them.
"""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

from dunning_rules.engine.plan import Plan, PlannedRule, Stratum
from dunning_rules.engine.records import Records
from dunning_rules.engine.run import Outcome, Run
from dunning_rules.language import Condition, Value
from dunning_rules.language.grammar import All, Compare, Const, Ref
from dunning_rules.language.plain import ConditionReader, read_condition
from dunning_rules.language.record import Record

_Question: TypeAlias = tuple[str, str, Value]
"""A scope, a field of it, and the value that the field has to have."""


class PlainEngine:
    """Runs a plan naively."""

    name = "plain"

    def __init__(self, plan: Plan) -> None:
        """Keep the plan; the engine itself has no state and may be shared by threads."""
        self._plan = plan
        self._strata = [_Level(stratum) for stratum in plan.strata]

    def run(self, records: Records) -> Outcome:
        """What the plan finds in the records of one case."""
        run = Run(self._plan, records)
        for level in self._strata:
            run.open()
            asked = level.asked(run.records)
            run.close([(rule, record) for rule, at, holds in level.rules for record in asked[at] if holds(record)])
        return run.finish()


class _Level:
    """The rules of a stratum in canonical order, each with the number of the records that it looks at, and what it still asks of them."""

    def __init__(self, stratum: Stratum) -> None:
        rules = sorted((rule for rules in stratum.values() for rule in rules), key=lambda rule: rule.order)
        common = Counter(question for rule in rules if (question := _first(rule)) is not None)
        self._lists: list[_Question | str] = []
        self.rules: list[tuple[PlannedRule, int, ConditionReader]] = []
        for rule in rules:
            question = _first(rule)
            if question is None or common[question] == 1:
                self.rules.append((rule, self._number(rule.rule.scope), rule.holds))
            else:
                self.rules.append((rule, self._number(question), read_condition(_rest(rule.when), rule.rule.scope)))

    def asked(self, known: dict[str, list[Record]]) -> list[list[Record]]:
        """The records that rules look at, by number."""
        found = []
        for each in self._lists:
            if isinstance(each, str):
                found.append(known[each])
            else:
                scope, name, value = each
                found.append([record for record in known[scope] if record[name] == value])
        return found

    def _number(self, of: _Question | str) -> int:
        if of not in self._lists:
            self._lists.append(of)
        return self._lists.index(of)


def _first(rule: PlannedRule) -> _Question | None:
    """What has to be asked of a record before anything else, if that is whether a field of it has a certain value."""
    first = rule.when.conditions[0] if isinstance(rule.when, All) and rule.when.conditions else rule.when
    match first:
        case Compare("eq", Ref(scope, name), Const(value)) if scope == rule.rule.scope:
            return scope, name, value
    return None


def _rest(when: Condition) -> Condition:
    return All(when.conditions[1:] if isinstance(when, All) else ())
