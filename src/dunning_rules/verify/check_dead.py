"""DEAD: a rule that can never fire."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from dunning_rules.engine.plan import PlannedRule
from dunning_rules.errors import quote
from dunning_rules.language.solver import Truth
from dunning_rules.rules.book import RuleBook
from dunning_rules.verify.inquiry import Inquiry
from dunning_rules.verify.replay import Replay
from dunning_rules.verify.report import CheckFinding
from dunning_rules.verify.space import Space


def check_dead(inquiry: Inquiry) -> None:
    """Find the rules of the day that fire in no case; for each of the others a case is kept."""
    for planned in inquiry.world.rules:
        name = planned.rule.id
        verdict = inquiry.decide(partial(_fires, planned), partial(_has_fired, name))
        if verdict == "impossible":
            inquiry.dead.add(name)
            message = f"the rule {quote(name)} can never fire: no {planned.rule.scope} fulfils its condition"
            inquiry.add(
                "DEAD", [name], message, "mend the condition, the parameters that it compares, or leave the rule out", certainty="proved"
            )
        elif verdict == "undecided":
            inquiry.unknown([name], f"whether the rule {quote(name)} can ever fire")


def never_in_force(book: RuleBook, days: tuple[date, ...]) -> Iterator[CheckFinding]:
    """The rules that are in force on none of the days."""
    for rule in book.rules:
        if not any(rule.in_force(day) for day in days):
            message = f"the rule {quote(rule.id)} is never in force: it ends before it begins"
            yield CheckFinding("DEAD", (rule.id,), message, "mend `since` and `until`, or leave the rule out", "proved")


def _fires(planned: PlannedRule, space: Space) -> Truth:
    return space.fires(planned)


def _has_fired(name: str, found: Replay) -> bool:
    return found.fires(name)
