"""Made cases are run through the engine that answers, before anything is said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from dunning_rules.language import Value
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.resolve import settle
from dunning_rules.result import Report
from dunning_rules.verify.report import CounterExample
from dunning_rules.verify.shrink import smallest

DETAILS = ("on", "start", "deadline", "names_day", "amount")
"""What a recommendation may say beside its urgency."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One recommendation of a rule.

    Attributes:
        rule: the rule.
        action: the action.
        record: the record, as `scope/id`.
        urgency: how urgent it is.
        details: its days, times and amount, as facts, by name.
    """

    rule: str
    action: str
    record: str
    urgency: int
    details: Mapping[str, int | None]


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
        said: rule, record and field -> what the rule itself concludes.
        facts: the facts of the debtor that were asked for.
        policy: who was asked.
        shows: whether an answer bears out what this one is shown for; `None` where the answer alone does not tell.
    """

    case: Case
    as_of: datetime
    fired: Mapping[str, frozenset[str]]
    stays: tuple[Advice, ...]
    gave_way: tuple[Advice, ...]
    concluded: Mapping[tuple[str, str], tuple[Value, frozenset[str]]]
    said: Mapping[tuple[str, str, str], Value | None]
    facts: Mapping[str, Value | None]
    policy: Policy = field(repr=False)
    shows: Callable[[Replay], bool] | None = field(default=None, repr=False)

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

    def smallest(self) -> Replay:
        """The answer for the smallest case that shows the same."""
        shows, facts = self.shows, tuple(self.facts)
        if shows is None:
            return self
        (case,) = smallest((self.case,), lambda cases: shows(replay(self.policy, cases[0], self.as_of, facts, plainly=True)))
        found = replay(self.policy, case, self.as_of, facts)
        return found if shows(found) else self

    def shown(self) -> CounterExample:
        """The case as people see it."""
        return CounterExample(
            self.case,
            self.as_of,
            tuple(f"{rule} {record}" for rule in sorted(self.fired) for record in sorted(self.fired[rule])),
            tuple(sorted({each.action for each in self.stays})),
            tuple(sorted({each.action for each in self.gave_way})),
        )


def replay(policy: Policy, case: Case, as_of: datetime, facts: tuple[str, ...] = (), *, plainly: bool = False) -> Replay:
    """What the engine of `policy` says of `case`.

    Args:
        policy: the policy.
        case: the case.
        as_of: the moment.
        facts: fields of the debtor to be looked up.
        plainly: let the plain engine run, which is faster and finds the same.
    """
    workings = policy.workings(case, as_of=as_of)
    outcome = workings.run(plainly=plainly)
    by_scope = outcome.records.by_scope
    fired: dict[str, frozenset[str]] = {}
    said: dict[tuple[str, str, str], Value | None] = {}
    for planned in (each for stratum in workings.plan.strata for rules in stratum.values() for each in rules):
        scope = planned.rule.scope
        firing = {f"{scope}/{record['id']}": record for record in by_scope[scope] if planned.holds(record)}
        if firing:
            fired[planned.rule.id] = frozenset(firing)
            said |= {
                (planned.rule.id, name, each.key): each.read(record) for name, record in firing.items() for each in planned.conclusions
            }
    settled = settle(outcome.proposals, policy.book.precedence.for_debtor(outcome.records.debtor))
    lost = {proposal.planned.effect.action for proposal, _, _, _ in settled.gave_way}
    advice = [
        Advice(
            each.rule.rule.id,
            each.planned.effect.action,
            f"{each.rule.rule.scope}/{each.subject['id']}",
            each.record["urgency"],
            {name: getattr(each, name) for name in DETAILS},
        )
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
        said,
        {name: outcome.records.debtor[name] for name in facts},
        policy,
    )
    outcome.records.release()
    return result
