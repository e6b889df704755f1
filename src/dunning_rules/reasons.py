"""The reason of a rule for one record: its facts, and the text that they fill."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from dunning_rules.engine.plan import PlannedRule
from dunning_rules.language import Kind, Value
from dunning_rules.language.format import Formatter
from dunning_rules.language.record import Record
from dunning_rules.language.types import decode
from dunning_rules.result import FactValue
from dunning_rules.rules.template import split

_AS_THEY_ARE = frozenset({Kind.COUNT, Kind.DAYS, Kind.MINUTE, Kind.SCORE, Kind.FLAG, Kind.CHOICE, Kind.NAME})


class Reason:
    """The facts and the text of one rule, ready to be filled for any record."""

    def __init__(self, planned: PlannedRule, formatter: Formatter, digits: int) -> None:
        """Prepare the text in the language of `formatter`."""
        self._digits = digits
        self._facts = [(fact.name, fact.read) for fact in planned.facts]
        self._converted = [(fact.name, fact.kind) for fact in planned.facts if fact.kind not in _AS_THEY_ARE]
        shows = {fact.name: formatter.shower(fact.kind) for fact in planned.facts}
        self._places: list[tuple[str, str, Callable[[Value | None], str]]] = []
        self._end = ""
        for literal, name in split(planned.rule.why.text(formatter.lang)):
            self._end += literal
            if name is not None:
                self._places.append((self._end, name, shows[name]))
                self._end = ""

    def fill(self, subject: Record) -> tuple[dict[str, FactValue], str]:
        """The facts, as JSON knows them, and the text."""
        values = {name: read(subject) for name, read in self._facts}
        text = "".join([literal + show(values[name]) for literal, name, show in self._places])
        for name, kind in self._converted:
            values[name] = shown(values[name], kind, self._digits)
        return values, text + self._end


@lru_cache(maxsize=8192)
def _as_text(value: Value, kind: Kind, digits: int) -> str:
    return str(decode(value, kind, digits))


def shown(value: Value | None, kind: Kind, digits: int) -> FactValue:
    """A fact value as JSON knows it: money and ratios as text, days as ISO text."""
    return value if value is None or kind in _AS_THEY_ARE else _as_text(value, kind, digits)
