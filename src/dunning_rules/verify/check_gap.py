"""GAP: an overdue debtor for whom nothing is advised."""

from __future__ import annotations

from dunning_rules.language import ALWAYS
from dunning_rules.language.solver import Truth, both, opposite
from dunning_rules.verify.inquiry import Inquiry
from dunning_rules.verify.replay import Replay
from dunning_rules.verify.space import Space

OVERDUE = "is_overdue"


def check_gap(inquiry: Inquiry) -> None:
    """Find an overdue debtor for whom no rule advises anything, and who is not meant to be left alone."""
    book = inquiry.policy.book
    meant = [each.condition for each in book.accepted if each.finding == "GAP"]
    overdue = book.vocabulary.scopes["debtor"].field(OVERDUE)

    def ask(space: Space) -> Truth:
        flag = space.debtor.reader.term(overdue)
        left_alone = [space.debtor.reader.condition(inquiry.world.bound(each)) for each in meant]
        made = [truth for _, _, truth in space.recommended(ALWAYS)]
        return both(flag.known, flag.value, *map(opposite, left_alone), *map(opposite, made))

    def is_left_alone(found: Replay) -> bool:
        return found.facts[OVERDUE] is True and not found.stays and not found.gave_way

    # whom a gap is meant to leave alone, the engine does not say: only the solver asks it
    verdict = inquiry.decide(ask, is_left_alone, anew=bool(meant))
    if isinstance(verdict, Replay):
        message = "there is an overdue debtor for whom no rule advises anything"
        inquiry.add("GAP", [OVERDUE], message, "write a rule for it, or accept the gap and say whom it leaves alone", example=verdict)
    elif verdict == "undecided":
        inquiry.unknown([OVERDUE], "whether something is advised for every overdue debtor")
