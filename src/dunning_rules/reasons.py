"""The reason of a rule for one record: its facts, and the text that they fill."""

from __future__ import annotations

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
        self._show = formatter.show
        self._facts = [(fact.name, fact.kind, fact.read, fact.kind in _AS_THEY_ARE) for fact in planned.facts]
        kinds = {fact.name: fact.kind for fact in planned.facts}
        self._places: list[tuple[str, str, Kind]] = []
        self._end = ""
        for literal, name in split(planned.rule.why.text(formatter.lang)):
            self._end += literal
            if name is not None:
                self._places.append((self._end, name, kinds[name]))
                self._end = ""

    def fill(self, subject: Record) -> tuple[dict[str, FactValue], str]:
        """The facts, as JSON knows them, and the text."""
        values = {name: read(subject) for name, _, read, _ in self._facts}
        show = self._show
        text = "".join([f"{literal}{show(kind, values[name])}" for literal, name, kind in self._places])
        for name, kind, _, as_it_is in self._facts:
            if not as_it_is:
                values[name] = shown(values[name], kind, self._digits)
        return values, text + self._end


@lru_cache(maxsize=8192)
def _as_text(value: Value, kind: Kind, digits: int) -> str:
    return str(decode(value, kind, digits))


def shown(value: Value | None, kind: Kind, digits: int) -> FactValue:
    """A fact value as JSON knows it: money and ratios as text, days as ISO text."""
    return value if value is None or kind in _AS_THEY_ARE else _as_text(value, kind, digits)
