"""All that the rules know and conclude of one debtor before they advise anything."""

from __future__ import annotations

from datetime import datetime

from benchmarks.hand.debtor import Balance
from benchmarks.hand.excuses import CheckedBehaviour
from benchmarks.hand.history import History
from benchmarks.hand.people import People
from benchmarks.hand.standing import Standing
from benchmarks.hand.verdict import Verdict
from dunning_rules.models import Case


class Standpoint:
    """Where we stand with one debtor."""

    def __init__(self, case: Case, as_of: datetime) -> None:
        """Work it out, from the bottom up."""
        self.history = History(case, as_of)
        self.balance = Balance(self.history)
        self.behaviour = CheckedBehaviour(self.history, self.balance)
        self.verdict = Verdict(self.history, self.balance, self.behaviour)
        self.standing = Standing(self.history, self.balance, self.verdict)
        self.people = People(self.history)
