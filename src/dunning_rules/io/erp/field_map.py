"""What the fields of another system mean: written once, for the reader, for whoever asks that system, and for the documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Given = Mapping[str, object]
"""One record as the other system's interface gives it."""
Records = Mapping[str, Iterable[Given]]
"""Records by the name of their model."""
Ask = Callable[[str, Sequence[object], Sequence[str]], Iterable[Given]]
"""Asks the other system for the records of a model: takes its name, a domain, and the names of the fields."""


@dataclass(frozen=True, slots=True)
class FieldUse:
    """One field of another system, and what becomes of it."""

    model: str
    """Name of the model, as that system calls it."""
    field: str
    """Name of the field, as that system calls it."""
    becomes: str
    """Our name for it, or what it decides."""
    asked: bool = True
    """Whether each installation knows it, so that it may be asked for without looking."""


def fields_to_ask(uses: Iterable[FieldUse]) -> dict[str, tuple[str, ...]]:
    """The fields to ask for, by model, each once and in their order."""
    found: dict[str, dict[str, None]] = {}
    for use in uses:
        if use.asked:
            found.setdefault(use.model, {})[use.field] = None
    return {model: tuple(fields) for model, fields in found.items()}


def gather(
    ask: Ask, uses: Iterable[FieldUse], domains: Mapping[str, Sequence[object]], *, without: Iterable[str] = ()
) -> dict[str, list[Given]]:
    """Ask for the records of each model of a field map.

    Args:
        ask: asks the other system.
        uses: the field map.
        domains: which records of each model are wanted; all of them where it says nothing.
        without: models that are not there, since their module is not installed.
    """
    left_out = frozenset(without)
    asked = {model: fields for model, fields in fields_to_ask(uses).items() if model not in left_out}
    return {model: list(ask(model, domains.get(model, ()), fields)) for model, fields in asked.items()}
