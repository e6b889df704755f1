"""Made cases are run by both policies before anything is said of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dunning_rules.comparison.report import Witness
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.verify.replay import Replay, replay
from dunning_rules.verify.shrink import smallest


@dataclass(frozen=True, slots=True, eq=False)
class Played:
    """What both policies say of a case.

    Attributes:
        case: the case.
        old: what the earlier one says.
        new: what the later one says.
    """

    case: Case
    old: Replay
    new: Replay

    def smallest(self, shows: Callable[[Played], bool]) -> Played:
        """What both say of the smallest case that shows the same."""

        def run(case: Case, *, plainly: bool) -> Played:
            old, new = (replay(each.policy, case, each.as_of, plainly=plainly) for each in (self.old, self.new))
            return Played(case, old, new)

        (case,) = smallest((self.case,), lambda cases: shows(run(cases[0], plainly=True)))
        found = run(case, plainly=False)
        return found if shows(found) else self

    def witness(self, record: str) -> Witness:
        """The case as people see it.

        Args:
            record: the record of it that shows the difference, as `scope/id`.
        """
        old, new = (
            {(rule, each) for rule, records in side.fired.items() for each in records if not each.startswith("recommendation/")}
            for side in (self.old, self.new)
        )
        return Witness(
            self.case,
            self.old.as_of,
            record,
            _listed(old - new),
            _listed(new - old),
            *(tuple(sorted({each.action for each in side.stays})) for side in (self.old, self.new)),
        )


def play_both(old: Policy, new: Policy) -> Callable[[Case, datetime], Played]:
    """What runs a case by both."""
    return lambda case, as_of: Played(case, replay(old, case, as_of), replay(new, case, as_of))


def _listed(firings: set[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{rule} {record}" for rule, record in sorted(firings))
