"""What all checks of one policy share: its rules as formulas, the search for cases, and the proofs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from dunning_rules.engine.plan import PlannedRule
from dunning_rules.language.solver import Truth
from dunning_rules.policy import Policy
from dunning_rules.rules.accepted import FindingKind
from dunning_rules.verify.prove import is_impossible
from dunning_rules.verify.replay import Replay
from dunning_rules.verify.report import Certainty, CheckFinding
from dunning_rules.verify.search import Search
from dunning_rules.verify.space import Space
from dunning_rules.verify.world import World

Ask: TypeAlias = Callable[[Space], Truth]
Confirm: TypeAlias = Callable[[Replay], bool]
Verdict: TypeAlias = Literal["impossible", "undecided"]


class Inquiry:
    """One policy on one day.

    Attributes:
        policy: the policy.
        world: its plan, read by the solver.
        search: finds cases.
        findings: what was found so far.
        dead: the rules that were found to be dead.
    """

    def __init__(self, policy: Policy, world: World, facts: tuple[str, ...] = ()) -> None:
        """Prepare."""
        self.policy = policy
        self.world = world
        self.search = Search(policy, world, facts)
        self.findings: list[CheckFinding] = []
        self.dead: set[str] = set()

    @property
    def rules(self) -> tuple[PlannedRule, ...]:
        """The rules that can fire, in canonical order."""
        return tuple(each for each in self.world.rules if each.rule.id not in self.dead)

    def decide(self, ask: Ask, confirm: Confirm, *, anew: bool = False) -> Replay | Verdict:
        """A case of which something holds; else whether there is none, of whatever size.

        Args:
            ask: gives the formula in a space.
            confirm: whether the engine's answer bears it out.
            anew: not by a case that was found before: the engine's answer alone does not tell.
        """
        found = self.search.find(ask, confirm, anew=anew)
        if found is not None:
            return found
        return "impossible" if is_impossible(self.world, ask) else "undecided"

    def add(
        self,
        kind: FindingKind,
        names: Sequence[str],
        message: str,
        mend: str,
        *,
        certainty: Certainty = "shown",
        example: Replay | None = None,
        other: Replay | None = None,
    ) -> None:
        """Take a finding in."""
        self.findings.append(
            CheckFinding(
                kind,
                tuple(names),
                message,
                mend,
                certainty,
                None if example is None else example.shown(),
                None if other is None else other.shown(),
                plugin=next((origin for name in names if (origin := self.policy.combined.origins.get(name))), ""),
            )
        )

    def unknown(self, names: Sequence[str], question: str) -> None:
        """Take in that something could not be decided."""
        self.add(
            "UNKNOWN",
            names,
            f"it could not be decided {question}",
            "make the condition simpler, or accept it with a reason",
            certainty="searched",
        )
