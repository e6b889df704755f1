"""Tip 12: how much the debtor depends on us, what pressure it bears, and whether it is worth keeping."""

from __future__ import annotations

from decimal import Decimal

from benchmarks.hand.debtor import Balance, is_shelved, still
from benchmarks.hand.history import History
from benchmarks.hand.verdict import Verdict

_MONTH, _QUARTER = 30, 90
_HIGH, _MEDIUM, _CUT = Decimal("0.4"), Decimal("0.2"), Decimal("0.5")


class Standing:
    """Where the debtor stands with us."""

    def __init__(self, history: History, balance: Balance, verdict: Verdict) -> None:
        """Compute it."""
        debtor = history.case.debtor
        bought, rebate, overdue = debtor.purchase_share, debtor.rebate_accrued, balance.overdue
        holds = rebate is not None and balance.is_overdue
        self.high_by_purchases = bought is not None and bought >= _HIGH
        self.high_by_rebates = rebate is not None and holds and rebate * 4 >= overdue
        medium = (bought is not None and bought >= _MEDIUM) or (rebate is not None and holds and rebate * 10 >= overdue)
        self.leverage = "high" if self.high_by_purchases or self.high_by_rebates else "medium" if medium else "low"
        pressed = len(history.of("pressing_measure", _MONTH)) >= 2 or bool(history.of("competitor_offer", _QUARTER))
        self.tolerance = "thin" if pressed or self.leverage != "high" else "ample"
        self.worth_keeping = self._worth_keeping(history, verdict)
        self.is_shelved = is_shelved(history)
        seen = max((each.day for each in history.of("anomaly", _QUARTER)), default=None)
        self.has_unsecured_anomaly = still(seen, (history.last_day("claim_secured"),))

    @staticmethod
    def _worth_keeping(history: History, verdict: Verdict) -> str:
        debtor, cut = history.case.debtor, history.case.creditor.margin_rank_cut
        if debtor.worth_keeping is not None:
            return "yes" if debtor.worth_keeping else "no"
        if verdict.has_bad_faith:
            return "no"
        ranks = [each for each in (debtor.margin_rank, debtor.volume_rank) if each is not None]
        if not ranks:
            return "unknown"
        return "yes" if max(ranks) >= (_CUT if cut is None else cut) else "no"
