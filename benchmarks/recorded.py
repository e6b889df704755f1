"""What our durable engine asks of durable-rules: the compiled rules and, case by case, the facts that it asserts and what fires."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from unittest.mock import patch

from dunning_rules import Case, Policy
from dunning_rules.engine import durable
from dunning_rules.engine.durable_host import Action, DurableHost
from dunning_rules.language.durable import Json
from dunning_rules.rules.book import RuleBook

Firing: TypeAlias = tuple[str, str]
"""The rule, and the id of the fact for which it fired."""


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule as durable-rules knows it: a condition on one fact; the least priority fires first."""

    name: str
    condition: Json
    priority: int


@dataclass(frozen=True, slots=True)
class RecordedCase:
    """One case: the facts of each stratum, without the ticks that chain them, and what fired, the rules of the ticks included."""

    strata: list[list[Json]]
    firings: list[Firing]


@dataclass(frozen=True, slots=True)
class Recording:
    """All that another engine needs to do the same work."""

    rules: list[CompiledRule]
    cases: list[RecordedCase]

    @property
    def matching(self) -> list[CompiledRule]:
        """The rules of the book: not those that only close a stratum."""
        return [rule for rule in self.rules if "tick" not in rule.condition]

    def without_ticks(self, case: RecordedCase) -> list[Firing]:
        """What rules of the book fired."""
        ticks = {rule.name for rule in self.rules if "tick" in rule.condition}
        return [(rule, fact) for rule, fact in case.firings if rule not in ticks]


def record(book: RuleBook, cases: Sequence[Case], as_of: datetime) -> Recording:
    """Let the durable engine run over all cases, and take down what it does."""
    recorded = []
    _RecordingHost.made.clear()
    with patch.object(durable, "DurableHost", _RecordingHost):
        policy = Policy(book, engine="durable")
        for case in cases:
            policy.evaluate(case, as_of=as_of)
            recorded.append(_RecordingHost.made[-1].take())
    return Recording(_RecordingHost.made[-1].compiled, recorded)


class _RecordingHost(DurableHost):
    """The library's own host; it also keeps what passes through it."""

    made: list[_RecordingHost] = []  # noqa: RUF012 - one list for all: the engine, not the benchmark, makes the hosts

    def __init__(self, rules: dict[str, tuple[Json, int, Action]]) -> None:
        self.compiled = [CompiledRule(name, deepcopy(condition), priority) for name, (condition, priority, _) in rules.items()]
        self._seen: list[list[Json]] = []
        self._fired: list[Firing] = []
        super().__init__({name: (condition, priority, self._noting(name, run)) for name, (condition, priority, run) in rules.items()})
        self.made.append(self)

    def take(self) -> RecordedCase:
        """What was seen since the last call."""
        found = RecordedCase(self._seen, self._fired)
        self._seen, self._fired = [], []
        return found

    def assert_facts(self, facts: Iterable[Json]) -> None:
        listed = list(facts)
        self._seen.append(deepcopy([fact for fact in listed if "tick" not in fact]))
        super().assert_facts(listed)

    def _noting(self, name: str, run: Action) -> Action:
        def noted(fact: str) -> None:
            self._fired.append((name, fact))
            run(fact)

        return noted
