"""What the tips conclude of a debtor: class, type of payer, ability, cooperation, approach."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.hand.debtor import Balance, Behaviour
from benchmarks.hand.history import History
from benchmarks.hand.invoices import Account

GRADES = ("not_due", "collectible", "doubtful", "bad", "dead")
_SHARE = Decimal("0.1")


class Verdict:
    """The conclusions of tips 3, 6, 17 and 18."""

    def __init__(self, history: History, balance: Balance, behaviour: Behaviour) -> None:
        """Draw them."""
        self._balance = balance
        self._behaviour = behaviour
        self._debtor = history.case.debtor
        self.payer = self._payer()
        funds = balance.is_overdue and behaviour.funds_seen is not None and behaviour.funds_seen >= balance.overdue
        able = funds or behaviour.refuted_no_money
        self.ability = "unable" if behaviour.in_hardship else "able" if able else "unknown"
        self.risk = self._risk()
        self.cooperation = self._cooperation()
        fresh = behaviour.days_since_evasion is not None and behaviour.days_since_evasion <= 30
        self.withholds = balance.is_overdue and self.ability == "able" and fresh
        self.has_bad_faith = balance.is_overdue and self._has_bad_faith()
        self.approach = "hard" if self._is_hard() else "soft"

    def _payer(self) -> str:
        balance = self._balance
        if balance.settled and balance.settled_in_time * 10 >= balance.settled * 8 and not self._behaviour.broken:
            return "prompt"
        return "slow" if balance.settled + len(balance.overdue_accounts) >= 3 else "unknown"

    def grade(self, account: Account) -> str:
        """The class of an open invoice."""
        days = account.days_past_due
        if days >= 366 or self._behaviour.is_insolvent or account.is_time_barred:
            return "dead"
        if days >= 181 or (self._behaviour.is_closing and not account.invoice.secured):
            return "bad"
        if days >= 91 or (days >= 31 and (account.has_broken_promise or account.is_disputed)):
            return "doubtful"
        return "collectible" if days else "not_due"

    def _risk(self) -> str:
        graded = [(GRADES.index(self.grade(each)), each.open) for each in self._balance.open_accounts]
        for grade in GRADES[:0:-1]:
            share = sum(amount for found, amount in graded if found >= GRADES.index(grade))
            if graded and share >= self._balance.gross_open * _SHARE:
                return grade
        return "not_due"

    def _cooperation(self) -> str:
        behaviour = self._behaviour
        if self._debtor.cooperative is not None:
            return "cooperative" if self._debtor.cooperative else "uncooperative"
        evasions = behaviour.evasions(90)
        if evasions >= 2:
            return "uncooperative"
        return "cooperative" if not evasions and (behaviour.kept or behaviour.payments) else "unknown"

    def _is_hard(self) -> bool:
        return self.has_bad_faith or self._is_grave() or self._has_weak_means()

    def _has_bad_faith(self) -> bool:
        behaviour = self._behaviour
        return behaviour.conceals_assets or (self.withholds and (behaviour.broken >= 2 or behaviour.evasions(180) >= 3))

    def _is_grave(self) -> bool:
        return self.risk in {"bad", "dead"} and self.cooperation != "cooperative"

    def _has_weak_means(self) -> bool:
        worth = self._balance.overdue - (self._debtor.visit_cost or 0) >= self._balance.large
        return self.risk == "doubtful" and self._debtor.finances == "weak" and self.cooperation == "uncooperative" and worth
