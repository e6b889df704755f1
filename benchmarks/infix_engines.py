"""rule-engine and zen-engine: both evaluate one expression over one mapping, and write it nearly as Python does.

Neither has a memory for facts or chains rules: each fact of each stratum is put before each rule of its scope.
"""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

from benchmarks.conditions import Value, by_place, say
from benchmarks.recorded import Firing, RecordedCase, Recording
from dunning_rules.language.durable import Json


class Infix:
    """`amount != null and amount > 5`: in both languages a comparison with null is an error."""

    def compare(self, slot: str, relation: str, value: Value) -> str:
        atom = f"{slot} {relation} {json.dumps(value)}"
        return atom if relation == "==" else f"({slot} != null and {atom})"

    def known(self, slot: str, *, known: bool) -> str:
        return f"{slot} {'!=' if known else '=='} null"

    def join(self, word: str, parts: list[str]) -> str:
        return f"({f' {word} '.join(parts)})"


class _Stateless:
    """What there is to start, stop and prepare: nothing."""

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass

    def prepare(self, case: RecordedCase) -> list[Json]:
        return [fact for stratum in case.strata for fact in stratum]


class RuleEngine(_Stateless):
    """rule-engine: one `Rule` for each rule."""

    def __init__(self, recording: Recording) -> None:
        package = import_module("rule_engine")
        context = package.Context(default_value=None, resolver=package.resolve_item)
        self._rules: dict[str, list[tuple[str, Any]]] = {
            place: [(name, package.Rule(say(condition, Infix()), context=context)) for name, condition in rules]
            for place, rules in by_place(recording.matching).items()
        }

    def fire(self, facts: list[Json]) -> list[Firing]:
        return [(name, fact["id"]) for fact in facts for name, rule in self._rules[fact["at"]] if rule.matches(fact)]


class ZenExpressions(_Stateless):
    """zen-engine: one compiled expression for each rule."""

    def __init__(self, recording: Recording) -> None:
        package = import_module("zen")
        self._rules: dict[str, list[tuple[str, Any]]] = {
            place: [(name, package.compile_expression(say(condition, Infix()))) for name, condition in rules]
            for place, rules in by_place(recording.matching).items()
        }

    def fire(self, facts: list[Json]) -> list[Firing]:
        return [(name, fact["id"]) for fact in facts for name, rule in self._rules[fact["at"]] if rule.evaluate(fact)]


class ZenTables(_Stateless):
    """zen-engine: for each stratum and scope one decision table, which collects all rows that hold."""

    def __init__(self, recording: Recording) -> None:
        engine = import_module("zen").ZenEngine()
        self._tables: dict[str, Any] = {
            place: engine.create_decision(json.dumps(_decision(rules))) for place, rules in by_place(recording.matching).items()
        }

    def fire(self, facts: list[Json]) -> list[Firing]:
        return [(row["rule"], fact["id"]) for fact in facts for row in self._tables[fact["at"]].evaluate(fact)["result"]]


def _decision(rules: list[tuple[str, Json]]) -> Json:
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": "when", "name": "when", "field": ""}],
        "outputs": [{"id": "then", "name": "then", "field": "rule"}],
        "rules": [{"_id": name, "when": say(condition, Infix()), "then": json.dumps(name)} for name, condition in rules],
    }
    nodes = [("in", "inputNode", {}), ("table", "decisionTableNode", table), ("out", "outputNode", {})]
    edges = [("in", "table"), ("table", "out")]
    place = {"x": 0, "y": 0}
    return {
        "nodes": [{"id": name, "name": name, "type": kind, "content": content, "position": place} for name, kind, content in nodes],
        "edges": [{"id": f"{one}-{other}", "type": "edge", "sourceId": one, "targetId": other} for one, other in edges],
    }
