"""One fact with everything that stands behind it."""

from __future__ import annotations

from dataclasses import dataclass

from dunning_rules.language.format import MISSING
from dunning_rules.result import FactValue
from dunning_rules.why.outline import Outline


@dataclass(frozen=True, slots=True)
class Because:
    """One fact of a reason, and what stands behind it.

    From a report alone, only what rules concluded has something behind it. With the case, the chain goes down to the records.

    Attributes:
        name: the field, e.g. `debtor.overdue_amount`; for a record that was counted, its scope.
        value: its value.
        rules: the rules that concluded it, or that recommended it.
        reason: why, by the first of them.
        because: what it follows from.
        record: with the case: the record that it is a fact of, e.g. `invoice/R1`.
        attribute: with the case: the attribute of that record which it was read from; empty where it was computed or concluded.
        label: with the case: the name of the field as people say it.
        text: with the case: the value as people say it.
        more: how many further records stand behind it, which are not listed.
        cut: whether what stands behind it is left out, because it stands above already or would lie too deep.
    """

    name: str
    value: FactValue
    rules: tuple[str, ...] = ()
    reason: str = ""
    because: tuple[Because, ...] = ()
    record: str = ""
    attribute: str = ""
    label: str = ""
    text: str = ""
    more: int = 0
    cut: bool = False

    @property
    def line(self) -> str:
        """The fact as one line."""
        if not self.record:
            return f"{self.name} = {MISSING if self.value is None else self.value}"
        source = f"{self.record}.{self.attribute}" if self.attribute else self.record
        return f"{self.label}: {self.text}  [{source}]"

    @property
    def outline(self) -> Outline:
        """The fact with everything behind it."""
        below = [each.outline for each in self.because]
        if self.more:
            below.append(Outline(f"… +{self.more}"))
        if self.rules:
            below = [Outline(f"{', '.join(self.rules)}: {self.reason}", tuple(below))]
        return Outline(f"{self.line} …" if self.cut else self.line, tuple(below))
