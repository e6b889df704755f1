"""The durable engine: the same plan, matched and chained by durable-rules.

Each stratum has rules on its records and one of a worse priority on a tick. When no more rule of the stratum fires, the tick closes it:
what was concluded enriches the records, and those of the next stratum are asserted, with the next tick. So one stratum fires because the
one below did.
"""

from __future__ import annotations

from collections import deque

from dunning_rules.engine.durable_host import Action, DurableHost
from dunning_rules.engine.plan import Plan, PlannedRule, Stratum
from dunning_rules.engine.records import Records
from dunning_rules.engine.run import Firing, Outcome, Run, canonical
from dunning_rules.language.durable import Json, Slots, read_durable
from dunning_rules.language.record import Record


class DurableEngine:
    """Runs a plan on durable-rules; may be shared by threads: each run has a host of its own, taken from a pool."""

    name = "durable"

    def __init__(self, plan: Plan) -> None:
        """Compile the first host.

        Raises:
            EngineError: durable-rules cannot be imported.
        """
        self._plan = plan
        self._idle: deque[_Session] = deque([_Session(plan)])

    def run(self, records: Records) -> Outcome:
        """What the plan finds in the records of one case."""
        try:
            session = self._idle.pop()
        except IndexError:
            session = _Session(self._plan)
        outcome = session.run(records)
        self._idle.append(session)
        return outcome


class _Session:
    """One host with what its actions collect; not to be shared. One that failed is not used again."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._slots: list[dict[str, Slots]] = []
        self._run: Run | None = None
        self._firings: list[Firing] = []
        self._records: dict[str, Record] = {}
        rules: dict[str, tuple[Json, int, Action]] = {}
        for level, stratum in enumerate(plan.strata):
            self._slots.append({scope: Slots(scope) for scope in stratum})
            self._compile(level, stratum, rules)
        self._host = DurableHost(rules)

    def run(self, records: Records) -> Outcome:
        self._run = Run(self._plan, records)
        self._host.assert_facts(self._facts(0))
        self._host.fire({"id": "tick.0", "tick": 0})
        outcome = self._run.finish()
        self._run = None
        return outcome

    def _compile(self, level: int, stratum: Stratum, rules: dict[str, tuple[Json, int, Action]]) -> None:
        for scope, planned in stratum.items():
            slots = self._slots[level][scope]
            for rule in planned:
                condition = {"$and": [{"at": f"{level}.{scope}"}, read_durable(rule.when, slots)]}
                rules[f"rule {rule.rule.id}"] = (condition, 2 * level + 1, self._collector(rule))
        rules[f"tick {level}"] = ({"tick": level}, 2 * level + 2, self._closer(level))

    def _facts(self, level: int) -> list[Json]:
        run = self._current()
        run.open()
        facts: list[Json] = []
        for scope, slots in self._slots[level].items():
            for number, record in enumerate(run.records[scope]):
                name = f"{level}.{scope}.{number}"
                self._records[name] = record
                facts.append({"id": name, "at": f"{level}.{scope}", **slots.fact(record)})
        return facts

    def _collector(self, rule: PlannedRule) -> Action:
        return lambda fact_id: self._firings.append((rule, self._records[fact_id]))

    def _closer(self, level: int) -> Action:
        def close(_fact_id: str) -> None:
            once = {canonical(firing): firing for firing in self._firings}  # an `or` of which both sides hold fires twice
            self._current().close([firing for _, firing in sorted(once.items(), key=_by_place)])
            self._firings.clear()
            self._records.clear()
            following = level + 1
            if following < len(self._plan.strata):
                self._host.assert_facts([*self._facts(following), {"id": f"tick.{following}", "tick": following}])

        return close

    def _current(self) -> Run:
        assert self._run is not None  # noqa: S101 - actions only run inside `run`; this tells the type checker
        return self._run


def _by_place(placed: tuple[tuple[int, int], Firing]) -> tuple[int, int]:
    return placed[0]
