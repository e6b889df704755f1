"""All rules of the book by hand for one case: the advice that stays, as (rule, debtor, invoice, urgency, hours of a call)."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from benchmarks.hand.debtor import Balance
from benchmarks.hand.excuses import CheckedBehaviour
from benchmarks.hand.history import History
from benchmarks.hand.people import People
from benchmarks.hand.settle import settled
from benchmarks.hand.standing import Standing
from benchmarks.hand.tips_debtor import DebtorTips
from benchmarks.hand.tips_figures import figures
from benchmarks.hand.tips_meetings import MeetingTips
from benchmarks.hand.tips_records import RecordTips
from benchmarks.hand.tips_standing import StandingTips
from benchmarks.hand.verdict import Verdict
from dunning_rules.models import Case

Hours: TypeAlias = tuple[int, int]
WholeAnswer: TypeAlias = list[tuple[str, str, str | None, int, Hours | None]]

_CALLS = frozenset(
    {
        "CONTACT_NOW", "CONFIRM_AMOUNT_AND_REMIND", "CALL_AT_SELL_THROUGH", "PROTEST_SHORTFALL", "GRANT_SHORT_GRACE",
        "ACKNOWLEDGE_HARDSHIP", "RESUME_COLLECTION", "EXPLAIN_AND_COMMEND", "REACH_DECISION_MAKER",
    }
)  # fmt: skip
_EASY = (15 * 60 + 30, 18 * 60)
"""Tip 13: the hours in which calls are accepted most easily, in minutes, on working days and not at meals."""


class Standpoint:
    """What the rules conclude of one debtor."""

    def __init__(self, case: Case, as_of: datetime) -> None:
        """Conclude it, from the bottom up."""
        self.history = History(case, as_of)
        self.balance = Balance(self.history)
        self.behaviour = CheckedBehaviour(self.history, self.balance)
        self.verdict = Verdict(self.history, self.balance, self.behaviour)
        self.standing = Standing(self.history, self.balance, self.verdict)
        self.people = People(self.history)


def evaluate_whole(case: Case, as_of: datetime) -> WholeAnswer:
    """What to do about one debtor."""
    us = Standpoint(case, as_of)
    history, balance, behaviour, verdict = us.history, us.balance, us.behaviour, us.verdict
    found = [
        *DebtorTips(history, balance, behaviour, verdict).advice(),
        *RecordTips(history, balance, verdict).advice(),
        *StandingTips(history, balance, behaviour, verdict, us.standing, us.people).advice(),
        *MeetingTips(history, balance, behaviour, verdict, us.people).advice(),
    ]
    found += figures(found, history, balance, behaviour)
    hours = _EASY if balance.open > 0 else None
    return [
        (each.rule, case.debtor.id, each.invoice, each.urgency, hours if each.action in _CALLS else None)
        for each in settled(found, is_shelved=us.standing.is_shelved)
    ]
