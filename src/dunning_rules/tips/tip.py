"""What one tip consists of."""

from __future__ import annotations

from dataclasses import dataclass

from dunning_rules.language import Wording
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Rule


@dataclass(frozen=True, slots=True, eq=False)
class Tip:
    """One of the 21 tips of the field text.

    Attributes:
        number: 1 to 21.
        title: what it says, in one line.
        meaning: what the text means by it, for people.
        rules: its rules.
        parameters: the numbers that its rules name first.
    """

    number: int
    title: Wording
    meaning: Wording
    rules: tuple[Rule, ...]
    parameters: tuple[Parameter, ...] = ()
