"""One run of a plan over the records of a case. Engines say which rules hold; what follows from it is the same for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from dunning_rules.engine.plan import Plan, PlannedRecommendation, PlannedRule
from dunning_rules.engine.records import Records
from dunning_rules.language import Kind, Value
from dunning_rules.language.record import Record, children
from dunning_rules.rules.strata import RECOMMENDATION

Firing: TypeAlias = tuple[PlannedRule, Record]

MAX_URGENCY = 100


@dataclass(slots=True, eq=False)
class Proposal:
    """An action that a rule proposes, before conflicts are settled.

    Attributes:
        rule: the rule that fired.
        planned: its effect.
        subject: the record for which it fired.
        record: the recommendation as a record, which later rules read and conclude on.
        on: the day on which to do it, as a day number.
        start: not before this minute of the debtor's day.
        deadline: the last day for it, as a day number.
        names_day: the day that it sets the debtor, as a day number.
        amount: the money named, in minor units.
    """

    rule: PlannedRule
    planned: PlannedRecommendation
    subject: Record
    record: Record
    on: int | None
    start: int | None
    deadline: int | None
    names_day: int | None
    amount: int | None


@dataclass(slots=True, eq=False)
class Concluded:
    """A fact that rules concluded for a record, and which of them did."""

    key: str
    kind: Kind
    scope: str
    subject: Record
    value: Value
    rules: list[PlannedRule]

    def merged(self, planned: PlannedRule, value: Value, merge: Callable[[Value, Value], Value]) -> Value:
        """What stays where a further rule concludes `value`."""
        stays = merge(self.value, value)
        if stays != self.value:
            self.rules.clear()
        if stays == value:
            self.rules.append(planned)
        self.value = stays
        return stays


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an engine found in a case, in canonical order."""

    records: Records
    proposals: list[Proposal]
    conclusions: list[Concluded]


class Run:
    """The state of one run: opens and closes the strata from the bottom."""

    def __init__(self, plan: Plan, records: Records) -> None:
        """Begin; no stratum is open yet."""
        self.plan = plan
        self.records = records.by_scope
        self._recommended: list[Record] = []
        self._records = records
        self._proposals: list[Proposal] = []
        self._conclusions: dict[tuple[str, int], Concluded] = {}
        self._recommendation_fields = plan.computed.get(RECOMMENDATION, {})
        self.records[RECOMMENDATION] = self._recommended
        records.debtor[children(RECOMMENDATION)] = self._recommended

    def open(self) -> None:
        """Begin the next stratum: what the one below recommended can be seen now."""
        known = len(self._recommended)
        if known < len(self._proposals):
            self._recommended.extend([proposal.record for proposal in self._proposals[known:]])

    def close(self, firings: Iterable[Firing]) -> None:
        """Let the effects of the rules that fired in the open stratum follow.

        Args:
            firings: each once, in canonical order (see `canonical`).
        """
        conclusions = self._conclusions
        for planned, subject in firings:
            for conclusion in planned.conclusions:
                if (value := conclusion.read(subject)) is None:
                    continue
                key = conclusion.key, subject.order
                # a rule of a lower stratum may have concluded it, too: what stays is decided among all of them
                found = conclusions.get(key)
                if found is None:
                    conclusions[key] = Concluded(conclusion.key, conclusion.kind, planned.rule.scope, subject, value, [planned])
                else:
                    value = found.merged(planned, value, conclusion.merge)
                # nothing of this stratum reads it: who does stands above all that conclude it
                subject[conclusion.name] = value
            for effect in planned.recommendations:
                self._propose(planned, effect, subject)

    def finish(self) -> Outcome:
        """What was found."""
        self.open()
        return Outcome(self._records, self._proposals, list(self._conclusions.values()))

    def _propose(self, planned: PlannedRule, effect: PlannedRecommendation, subject: Record) -> None:
        urgency = effect.urgency(subject)
        record = Record(effect.begins, fields=self._recommendation_fields, parent=self._records.debtor, order=len(self._proposals))
        record["id"] = effect.id_begins + subject["id"]
        record["urgency"] = 0 if urgency < 0 else MAX_URGENCY if urgency > MAX_URGENCY else urgency  # noqa: FURB136 - faster than `min`
        on = None if effect.on is None else effect.on(subject)
        start = None if effect.start is None else effect.start(subject)
        deadline = None if effect.deadline is None else effect.deadline(subject)
        names_day = None if effect.names_day is None else effect.names_day(subject)
        amount = None if effect.amount is None else effect.amount(subject)
        self._proposals.append(Proposal(planned, effect, subject, record, on, start, deadline, names_day, amount))


def canonical(firing: Firing) -> tuple[int, int]:
    """The place of a firing: by rule, then by record."""
    planned, subject = firing
    return planned.order, subject.order
