"""durable-rules by itself: the rules and the facts of our engine, and actions that only note that they ran."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from time import sleep
from typing import Any

from pydantic_core import from_json, to_json

from benchmarks.recorded import CompiledRule, Firing, RecordedCase, Recording
from dunning_rules.language.durable import Json

_BOOK = "book"
_SESSION = "0"


class PreparedCase:
    """The facts of a case with their session; each stratum but the first brings its own tick."""

    def __init__(self, case: RecordedCase) -> None:
        first, *others = [[{**fact, "sid": _SESSION} for fact in facts] for facts in case.strata]
        ticks: list[Json] = [{"id": f"tick.{level}", "tick": level, "sid": _SESSION} for level in range(len(case.strata))]
        self.first = first
        self.trigger = ticks[0]
        self.others = [[*facts, tick] for facts, tick in zip(others, ticks[1:], strict=True)]
        self.all = [{"id": fact["id"], "sid": _SESSION} for facts in (first, ticks[:1], *self.others) for fact in facts]


class RawHost:
    """A bare `durable.engine.Host`, used as our engine uses it, with nothing around."""

    def __init__(self, recording: Recording, *, quiet: bool) -> None:
        host = import_module("durable.engine").Host
        self._engine = import_module("durable_rules_engine")
        self._fired: list[Firing] = []
        self._waiting: list[list[Json]] = []
        self._quiet = quiet
        # the threads that fire timers begin in the constructor; they run only while this host is measured
        bare = type("Bare", (host,), {"_run": lambda _self: None})
        self._host: Any = bare({_BOOK: {rule.name: self._definition(rule) for rule in recording.rules}})
        self._shipped_run: Callable[[Any], None] = host._run  # noqa: SLF001 - what the constructor of the package calls
        self._handle = self._host.get_ruleset(_BOOK)._handle  # noqa: SLF001 - the public call raises for each fact without a match

    def start(self) -> None:
        """Begin the timer threads, where they are wanted."""
        if not self._quiet:
            self._shipped_run(self._host)

    def stop(self) -> None:
        """End the timer threads: each timer starts the next one, unless it is caught while it waits."""
        for name in () if self._quiet else ("_d_timer", "_t_timer"):
            timer = None
            while timer is not getattr(self._host, name):
                timer = getattr(self._host, name)
                timer.cancel()
                while timer.ident is None:  # made, but not yet started
                    sleep(0.001)
                timer.join()

    def prepare(self, case: RecordedCase) -> PreparedCase:
        """The facts of a case as they are asserted."""
        return PreparedCase(case)

    def fire(self, case: PreparedCase) -> list[Firing]:
        """What fires in one case."""
        self._fired = []
        self._waiting = case.others
        self._assert(case.first)
        self._host.assert_fact(_BOOK, case.trigger)
        self._engine.retract_facts(self._handle, json.dumps(case.all, ensure_ascii=False))
        return self._fired

    def _definition(self, rule: CompiledRule) -> Json:
        run = self._closing(rule.name, rule.condition["tick"]) if "tick" in rule.condition else self._noting(rule.name)
        return {"all": [{"m": rule.condition}], "pri": rule.priority, "run": run}

    def _noting(self, name: str) -> Callable[[Any], None]:
        return lambda closure: self._fired.append((name, closure.m.id))

    def _closing(self, name: str, level: int) -> Callable[[Any], None]:
        def close(closure: Any) -> None:  # noqa: ANN401 - a class of durable-rules
            self._fired.append((name, closure.m.id))
            if level < len(self._waiting):
                self._assert(self._waiting[level])

        return close

    def _assert(self, facts: list[Json]) -> None:
        if facts:
            self._engine.assert_facts(self._handle, json.dumps(facts, ensure_ascii=False))


class NativeHost:
    """The C module of durable-rules without its Python shell, driven as our engine drives it, with nothing around."""

    def __init__(self, recording: Recording) -> None:
        self._engine = import_module("durable_rules_engine")
        definition = {rule.name: {"all": [{"m": rule.condition}], "pri": rule.priority} for rule in recording.rules}
        self._levels = {rule.name: rule.condition["tick"] for rule in recording.rules if "tick" in rule.condition}
        self._handle = self._engine.create_ruleset(_BOOK, json.dumps(definition, ensure_ascii=False))

    def start(self) -> None:
        """Nothing has to begin."""

    def stop(self) -> None:
        """Nothing has to end."""

    def prepare(self, case: RecordedCase) -> PreparedCase:
        """The facts of a case as they are asserted."""
        return PreparedCase(case)

    def fire(self, case: PreparedCase) -> list[Firing]:
        """What fires in one case."""
        engine, handle = self._engine, self._handle
        fired: list[Firing] = []
        if case.first:
            engine.assert_facts(handle, to_json(case.first).decode())
        _, state = engine.assert_fact(handle, to_json(case.trigger).decode())
        begun = engine.start_action_for_state(handle, state)
        firing = begun[1] if begun else None
        while firing:
            ((rule, matched),) = from_json(firing).items()
            fired.append((rule, matched["m"]["id"]))
            level = self._levels.get(rule)
            if level is not None and level < len(case.others):
                engine.assert_facts(handle, to_json(case.others[level]).decode())
            firing = engine.complete_and_start_action(handle, state)
        engine.retract_facts(handle, to_json(case.all).decode())
        return fired


class DocumentedHost(RawHost):
    """The same through the documented calls alone, one a fact, each of which says by an error that no rule took the fact."""

    def __init__(self, recording: Recording) -> None:
        super().__init__(recording, quiet=True)
        self._unmatched: type[Exception] = import_module("durable.engine").MessageNotHandledException

    def fire(self, case: PreparedCase) -> list[Firing]:
        """What fires in one case."""
        self._fired = []
        self._waiting = case.others
        self._assert([*case.first, case.trigger])
        for fact in case.all:
            self._host.retract_fact(_BOOK, fact)
        return self._fired

    def _assert(self, facts: list[Json]) -> None:
        for fact in facts:
            with suppress(self._unmatched):
                self._host.assert_fact(_BOOK, fact)
