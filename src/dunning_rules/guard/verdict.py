"""What the guard says of one recommendation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from dunning_rules.engine.plan import PlannedConstraint
from dunning_rules.language import Wording
from dunning_rules.result import Verdict
from dunning_rules.rules.constraint import Effect, LawfulForm

SEVERITY: dict[Effect, int] = {"annotate": 1, "rewrite": 2, "approve": 3, "veto": 4}
VERDICTS: tuple[Verdict, ...] = ("permitted", "annotated", "rewritten", "needs_approval", "vetoed")
"""By severity; the graver stays."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the guard itself refuses: a constraint failed, or rewriting did not end."""

    constraint: str
    why: Wording


Found: TypeAlias = PlannedConstraint | Fault


@dataclass(frozen=True, slots=True)
class Form:
    """A step as it stands: what the action, or its lawful forms, make of it.

    Attributes:
        values: channel, audience, place, tone, measure, information, by field name, in one order.
        amount: the money named, in minor units.
        on: not before this day, as a day number.
        drops_claims: statements that nothing vouches for are left out.
        forms: the lawful forms that were taken, in order.
    """

    values: tuple[tuple[str, str], ...]
    amount: int | None
    on: int | None
    drops_claims: bool
    forms: tuple[LawfulForm, ...]

    @property
    def state(self) -> tuple[object, ...]:
        """What constraints can see of it."""
        return self.values, self.amount, self.on, self.drops_claims


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on one proposal.

    Attributes:
        severity: 0 to 4, see `VERDICTS`.
        found: the constraints that were not fulfilled, the gravest first.
        form: what is left to do; the last lawful form where it was rewritten.
        packs: the packs that were asked.
    """

    severity: int
    found: tuple[Found, ...]
    form: Form
    packs: tuple[str, ...]
