"""The plain engine: the specification. Stratum by stratum, every rule looks at every record of its scope.

What a rule asks of the debtor is asked once, not again beside each record; and which records have a certain value in a field (is the
invoice open?) is found once for all rules of a stratum that ask for it.
"""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

from dunning_rules.engine.plan import Plan, PlannedRule, Stratum
from dunning_rules.engine.records import DEBTOR, Records
from dunning_rules.engine.run import Outcome, Run
from dunning_rules.language import Condition, Value
from dunning_rules.language.aggregates import Aggregate
from dunning_rules.language.grammar import All, Compare, Const, Ref
from dunning_rules.language.plain import ConditionReader, read_condition
from dunning_rules.language.record import Record
from dunning_rules.rules.rule import leaves
from dunning_rules.rules.strata import RECOMMENDATION

_Question: TypeAlias = tuple[str, str, Value | None]
"""A scope, a field of it, and the value that the field has to have; without a value, all records of the scope are meant."""
_Level: TypeAlias = "list[tuple[PlannedRule, int, ConditionReader | None, ConditionReader | None]]"
"""The rules of a stratum in canonical order, each with the number of the records that it looks at, what it asks of the debtor beside them,
and what it still asks of each of them; `None` where it asks nothing."""


class PlainEngine:
    """Runs a plan naively."""

    name = "plain"

    def __init__(self, plan: Plan) -> None:
        """Keep the plan; the engine itself has no state and may be shared by threads."""
        self._plan = plan
        rules = [rule for stratum in plan.strata for rules in stratum.values() for rule in rules]
        self._common = Counter(question for rule in rules for question in {*map(_question, _asked_of_records(rule))} - {None})
        self._lists: list[_Question] = []
        self._strata = [self._level(stratum) for stratum in plan.strata]

    def run(self, records: Records) -> Outcome:
        """What the plan finds in the records of one case."""
        run = Run(self._plan, records)
        debtor, lists = records.debtor, _Lists(run.records, self._lists)
        for level in self._strata:
            run.open()
            run.close([
                (rule, record)
                for rule, number, of_debtor, of_record in level
                if of_debtor is None or of_debtor(debtor)
                for record in lists[number]
                if of_record is None or of_record(record)
            ])  # fmt: skip
        return run.finish()

    def _level(self, stratum: Stratum) -> _Level:
        level = []
        for rule in sorted((rule for rules in stratum.values() for rule in rules), key=lambda rule: rule.order):
            scope, conditions = rule.rule.scope, _asked_of_records(rule)
            shared = [each for each in map(_question, conditions) if each is not None and self._common[each] > 1]
            first = max(shared, key=self._common.__getitem__, default=None)
            of_debtor = [each for each in _conjuncts(rule) if each not in conditions]
            left = [each for each in conditions if first is None or _question(each) != first]
            left.sort(key=lambda each: _question(each) is None)  # what is soonest read comes first
            level.append((rule, self._number(first or (scope, "", None)), _reader(of_debtor, DEBTOR), _reader(left, scope)))
        return level

    def _number(self, which: _Question) -> int:
        if which not in self._lists:
            self._lists.append(which)
        return self._lists.index(which)


class _Lists(dict[int, list[Record]]):
    """The records that rules look at, by number; found when a rule first does. They are the same for all strata that ask for them."""

    __slots__ = ("_known", "_lists")

    def __init__(self, known: dict[str, list[Record]], lists: list[_Question]) -> None:
        super().__init__()
        self._known = known
        self._lists = lists

    def __missing__(self, number: int) -> list[Record]:
        scope, name, value = self._lists[number]
        found = self._known[scope]
        if value is not None:
            found = [record for record in found if record[name] == value]
        self[number] = found
        return found


def _conjuncts(rule: PlannedRule) -> tuple[Condition, ...]:
    return rule.when.conditions if isinstance(rule.when, All) else (rule.when,)


def _asked_of_records(rule: PlannedRule) -> list[Condition]:
    """The conjuncts that ask something of the records themselves: all of a rule on debtors, of others what reads more than the debtor."""
    scope = rule.rule.scope
    return [each for each in _conjuncts(rule) if scope == DEBTOR or scope in map(_home, leaves(each))]


def _home(leaf: Ref | Aggregate) -> str:
    return leaf.scope if isinstance(leaf, Ref) else leaf.home


def _question(condition: Condition) -> _Question | None:
    """What is asked, if that is whether a field of the record has a certain value; not of recommendations, which become more."""
    match condition:
        case Compare("eq", Ref(scope, name), Const(value)) if scope != RECOMMENDATION:
            return scope, name, value
    return None


def _reader(conditions: list[Condition], scope: str) -> ConditionReader | None:
    return read_condition(All(tuple(conditions)), scope) if conditions else None
