"""DEAD: a rule that can never fire."""

from __future__ import annotations

from dunning_rules.errors import quote
from dunning_rules.verify.inquiry import Inquiry


def check_dead(inquiry: Inquiry) -> None:
    """Find the rules of the day that fire in no case; for each of the others a case is kept."""
    for planned in inquiry.world.rules:
        name = planned.rule.id
        verdict = inquiry.decide(lambda space, planned=planned: space.fires(planned), lambda found, name=name: found.fires(name))
        if verdict == "impossible":
            inquiry.dead.add(name)
            message = f"the rule {quote(name)} can never fire: no {planned.rule.scope} fulfils its condition"
            inquiry.add("DEAD", [name], message, "mend the condition, the parameters that it compares, or leave the rule out", certainty="proved")
        elif verdict == "undecided":
            inquiry.unknown([name], f"whether the rule {quote(name)} can ever fire")
