"""All rules of the book by hand for one case: the advice that stays, as (rule, debtor, invoice, urgency, hours of a call)."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from benchmarks.hand.settle import settled
from benchmarks.hand.standpoint import Standpoint
from benchmarks.hand.tips_debtor import DebtorTips
from benchmarks.hand.tips_figures import figures
from benchmarks.hand.tips_meetings import MeetingTips
from benchmarks.hand.tips_records import RecordTips
from benchmarks.hand.tips_standing import StandingTips
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


def evaluate_whole(case: Case, as_of: datetime) -> WholeAnswer:
    """What to do about one debtor."""
    us = Standpoint(case, as_of)
    history, balance, behaviour, verdict = us.history, us.balance, us.behaviour, us.verdict
    found = [
        *DebtorTips(history, balance, behaviour, verdict).advice(),
        *RecordTips(history, balance, verdict).advice(),
        *StandingTips(us).advice(),
        *MeetingTips(us).advice(),
    ]
    found += figures(found, history, balance, behaviour)
    hours = _EASY if balance.open > 0 else None
    return [
        (each.rule, case.debtor.id, each.invoice, each.urgency, hours if each.action in _CALLS else None)
        for each in settled(found, is_shelved=us.standing.is_shelved)
    ]
