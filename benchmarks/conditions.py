"""Compiled conditions, as durable-rules has them, put into the words of another engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol, TypeAlias

from benchmarks.recorded import CompiledRule
from dunning_rules.language.durable import Json

Value: TypeAlias = int | str
COMPARISONS = {"$gt": ">", "$gte": ">=", "$lt": "<", "$lte": "<=", "$neq": "!="}


class Words(Protocol):
    """How one language says each thing; a comparison on a missing slot must not hold."""

    def compare(self, slot: str, relation: str, value: Value) -> str:
        """The slot is known and stands in one of `== != < <= > >=` to the value."""

    def known(self, slot: str, *, known: bool) -> str:
        """The slot is known, or is missing."""

    def join(self, word: str, parts: list[str]) -> str:
        """All (`and`) or one (`or`) of the parts."""


def say(condition: Json, words: Words) -> str:
    """A compiled condition in other words."""
    [(key, inner)] = condition.items()
    if key in {"$and", "$or"}:
        return words.join(key.removeprefix("$"), [say(part, words) for part in inner])
    if not key.startswith("$"):
        return words.compare(key, "==", inner)
    [(slot, value)] = inner.items()
    if key in {"$ex", "$nex"}:
        return words.known(slot, known=key == "$ex")
    return words.compare(slot, COMPARISONS[key], value)


def slots_of(condition: Json) -> set[str]:
    """The slots that a compiled condition reads."""
    [(key, inner)] = condition.items()
    if key in {"$and", "$or"}:
        return {slot for part in inner for slot in slots_of(part)}
    return set(inner) if key.startswith("$") else {key}


def by_place(rules: Iterable[CompiledRule]) -> dict[str, list[tuple[str, Json]]]:
    """The rules of each stratum and scope, each with the rest of its condition."""
    found: dict[str, list[tuple[str, Json]]] = defaultdict(list)
    for rule in rules:
        place, rest = rule.condition["$and"]
        found[place["at"]].append((rule.name, rest))
    return found
