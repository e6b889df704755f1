"""json-logic, by datalogic-py: each condition is a tree of JSON, compiled once; there is no memory for facts, and rules do not chain."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from benchmarks.conditions import Value, by_place, say
from benchmarks.recorded import Firing, RecordedCase, Recording
from dunning_rules.language.durable import Json


class Tree:
    """`{"and": [{"!==": [{"var": "amount"}, null]}, {">": [{"var": "amount"}, 5]}]}`: null would count as nought."""

    def compare(self, slot: str, relation: str, value: Value) -> str:
        word = {"==": "===", "!=": "!=="}.get(relation, relation)
        atom = f"{json.dumps({word: [{'var': slot}, value]})}"
        return atom if relation == "==" else self.join("and", [self.known(slot, known=True), atom])

    def known(self, slot: str, *, known: bool) -> str:
        return json.dumps({"!==" if known else "===": [{"var": slot}, None]})

    def join(self, word: str, parts: list[str]) -> str:
        return f'{{"{word}": [{", ".join(parts)}]}}'


class JsonLogic:
    """One compiled rule for each rule; each fact is put before each rule of its scope."""

    def __init__(self, recording: Recording) -> None:
        engine = import_module("datalogic_py").Engine()
        self._rules: dict[str, list[tuple[str, Any]]] = {
            place: [(name, engine.compile(say(condition, Tree()))) for name, condition in rules]
            for place, rules in by_place(recording.matching).items()
        }

    def start(self) -> None:
        """Nothing has to begin."""

    def stop(self) -> None:
        """Nothing has to end."""

    def prepare(self, case: RecordedCase) -> list[Json]:
        return [fact for stratum in case.strata for fact in stratum]

    def fire(self, facts: list[Json]) -> list[Firing]:
        return [(name, fact["id"]) for fact in facts for name, rule in self._rules[fact["at"]] if rule.evaluate(fact) is True]
