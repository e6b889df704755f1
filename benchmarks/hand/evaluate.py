"""The rules of some tips by hand for one case: the advice that stays, as (rule, debtor, invoice, urgency)."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from benchmarks.hand.debtor import Balance, Behaviour
from benchmarks.hand.history import History
from benchmarks.hand.settle import settled
from benchmarks.hand.tips_debtor import DebtorTips
from benchmarks.hand.tips_figures import figures
from benchmarks.hand.tips_records import RecordTips
from benchmarks.hand.verdict import Verdict
from dunning_rules.models import Case

Answer: TypeAlias = list[tuple[str, str, str | None, int]]

TIPS = frozenset({1, 3, 6, 7, 10, 13, 15, 16, 17, 18, 20})
"""The tips that are asked here; the book that the engines are measured with has the rules of these. `whole.py` asks all of them."""
NOT_ASKED = ("tip-06a.", "tip-06b.", "tip-03c.excuse-refuted", "tip-06.excuse-refuted")
"""Rules of these tips that are not asked here, by the beginning of their ids."""


def evaluate(case: Case, as_of: datetime) -> Answer:
    """What to do about one debtor."""
    history = History(case, as_of)
    balance, behaviour = Balance(history), Behaviour(history)
    verdict = Verdict(history, balance, behaviour)
    found = [*DebtorTips(history, balance, behaviour, verdict).advice(), *RecordTips(history, balance, verdict).advice()]
    found += figures(found, history, balance, behaviour)
    return [(each.rule, case.debtor.id, each.invoice, each.urgency) for each in settled(found)]
