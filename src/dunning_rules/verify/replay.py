"""Made cases are run through the engine that answers, before anything is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from dunning_rules.language import Value
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.resolve import settle
from dunning_rules.result import Report
from dunning_rules.verify.report import CounterExample


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation of a rule.

    Attributes:
        rule: the rule.
        action: the action.
        record: the record, as `scope/id`.
        urgency: how urgent it is.
    """

    rule: str
    action: str
    record: str
    urgency: int


@dataclass(frozen=True, eq=False)
class Replay:
    """What the engine says of a case.

    Attributes:
        case: the case.
        as_of: the moment.
        fired: rule -> the records for which it fires, as `scope/id`.
        stays: the advice that stays, before the guard looks at it.
        gave_way: the advice that gives way to other actions.
        concluded: field and record -> what was concluded, and the rules whose value it is.
        facts: the facts of the debtor that were asked for.
        policy: who was asked.
    """

    case: Case
    as_of: datetime
    fired: Mapping[str, frozenset[str]]
    stays: tuple[Advice, ...]
    gave_way: tuple[Advice, ...]
    concluded: Mapping[tuple[str, str], tuple[Value, frozenset[str]]]
    facts: Mapping[str, Value | None]
    policy: Policy = field(repr=False)

    @cached_property
    def report(self) -> Report:
        """What is reported of the case, the guard's verdicts included."""
        return self.policy.evaluate(self.case, as_of=self.as_of)

    def fires(self, *rules: str) -> bool:
        """Whether all of `rules` fire, for whatever records."""
        return all(self.fired.get(rule) for rule in rules)

    def fire_together(self, *rules: str) -> frozenset[str]:
        """The records for which all of `rules` fire."""
        first, *others = (self.fired.get(rule, frozenset()) for rule in rules)
        return first.intersection(*others)

    def shown(self) -> CounterExample:
        """The case as people see it."""
        return CounterExample(
            self.case,
            self.as_of,
            tuple(f"{rule} {record}" for rule in sorted(self.fired) for record in sorted(self.fired[rule])),
            tuple(sorted({each.action for each in self.stays})),
            tuple(sorted({each.action for each in self.gave_way})),
        )


def replay(policy: Policy, case: Case, as_of: datetime, facts: tuple[str, ...] = ()) -> Replay:
    """What the engine of `policy` says of `case`.

    Args:
        policy: the policy.
        case: the case.
        as_of: the moment.
        facts: fields of the debtor to be looked up.
    """
    workings = policy.workings(case, as_of=as_of)
    outcome = workings.run()
    by_scope = outcome.records.by_scope
    fired: dict[str, frozenset[str]] = {}
    for planned in (each for stratum in workings.plan.strata for rules in stratum.values() for each in rules):
        scope = planned.rule.scope
        found = frozenset(f"{scope}/{record['id']}" for record in by_scope[scope] if planned.holds(record))
        if found:
            fired[planned.rule.id] = found
    settled = settle(outcome.proposals, policy.book.precedence.for_debtor(outcome.records.debtor))
    lost = {proposal.planned.effect.action for proposal, _, _, _ in settled.gave_way}
    advice = [
        Advice(each.rule.rule.id, each.planned.effect.action, f"{each.rule.rule.scope}/{each.subject['id']}", each.record["urgency"])
        for each in outcome.proposals
    ]
    result = Replay(
        case,
        as_of,
        fired,
        tuple(each for each in advice if each.action not in lost),
        tuple(each for each in advice if each.action in lost),
        {
            (each.key, f"{each.scope}/{each.subject['id']}"): (each.value, frozenset(planned.rule.id for planned in each.rules))
            for each in outcome.conclusions
        },
        {name: outcome.records.debtor[name] for name in facts},
        policy,
    )
    outcome.records.release()
    return result
