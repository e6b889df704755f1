"""CLIPS, by clipspy: it keeps facts in a network, as durable-rules does, and fires the rules that match."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any, TypeAlias

from benchmarks.conditions import COMPARISONS, Value, by_place, say, slots_of
from benchmarks.recorded import Firing, RecordedCase, Recording
from dunning_rules.language.durable import Json

_Assertions: TypeAlias = list[list[tuple[str, Json]]]


class Prefix:
    """`(and (neq ?amount nil) (> ?amount 5))`: a missing slot is `nil`."""

    def compare(self, slot: str, relation: str, value: Value) -> str:
        if relation == "==":
            return f"(eq ?{slot} {json.dumps(value)})"
        return f"(and (neq ?{slot} nil) ({'neq' if relation == '!=' else relation} ?{slot} {json.dumps(value)}))"

    def known(self, slot: str, *, known: bool) -> str:
        return f"({'neq' if known else 'eq'} ?{slot} nil)"

    def join(self, word: str, parts: list[str]) -> str:
        return f"({word} {' '.join(parts)})"


class Clips:
    """CLIPS: a template for each stratum and scope, conditions on single slots in the pattern, actions that call Python."""

    def __init__(self, recording: Recording) -> None:
        self._rules = by_place(recording.matching)
        self._fired: list[Firing] = []
        self._templates: dict[str, Any] = {}
        self.start()

    def start(self) -> None:
        """Begin a new environment: one that is used for long becomes slower and slower."""
        self._environment = import_module("clips").Environment()
        self._environment.define_function(self._note, "note")
        for place, rules in self._rules.items():
            template = f"fact_{place.replace('.', '_')}"
            slots = sorted({slot for _, condition in rules for slot in slots_of(condition)})
            self._environment.build(f"(deftemplate {template} (slot id) {' '.join(f'(slot {slot} (default nil))' for slot in slots)})")
            self._templates[place] = self._environment.find_template(template)
            for number, (name, condition) in enumerate(rules):
                pattern = f"({template} {_pattern(condition)})"
                self._environment.build(f"(defrule {template}_{number} {pattern} => (note {json.dumps(name)} ?id))")

    def stop(self) -> None:
        """Nothing runs."""

    def prepare(self, case: RecordedCase) -> _Assertions:
        return [
            [(fact["at"], {slot: value for slot, value in fact.items() if slot != "at"}) for fact in stratum] for stratum in case.strata
        ]

    def fire(self, strata: _Assertions) -> list[Firing]:
        self._fired = []
        for stratum in strata:
            for place, slots in stratum:
                self._templates[place].assert_fact(**slots)
            self._environment.run()
        self._environment.reset()
        return self._fired

    def _note(self, name: str, fact: str) -> None:
        self._fired.append((name, fact))


def _pattern(condition: Json) -> str:
    """The slots that a condition reads, each with what is asked of it alone; what is asked of several stands in the last."""
    [(key, inner)] = condition.items()
    own: dict[str, list[str]] = {slot: [] for slot in sorted(slots_of(condition))}
    rest: list[str] = []
    for part in inner if key == "$and" else [condition]:
        [(word, _)] = part.items()
        if word in {"$and", "$or"}:
            rest.append(say(part, Prefix()))
        else:
            [slot] = slots_of(part)
            own[slot].append(_constraint(part))
    asked = [f"({slot} {'&'.join([f'?{slot}', *constraints])})" for slot, constraints in own.items()]
    return " ".join([*asked, f"(id {'&'.join(['?id', *(f':{each}' for each in rest)])})"])


def _constraint(atom: Json) -> str:
    [(key, inner)] = atom.items()
    if not key.startswith("$"):
        return json.dumps(inner)
    [(slot, value)] = inner.items()
    if key in {"$ex", "$nex"}:
        return "~nil" if key == "$ex" else "nil"
    return f"~nil&~{json.dumps(value)}" if key == "$neq" else f"~nil&:({COMPARISONS[key]} ?{slot} {json.dumps(value)})"
