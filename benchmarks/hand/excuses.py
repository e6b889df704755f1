"""Tip 14: what excuses were found to be, and what follows for the debtor."""

from __future__ import annotations

from benchmarks.hand.debtor import Balance, Behaviour
from benchmarks.hand.history import History
from benchmarks.hand.promises import Dated
from dunning_rules.models.event import Excuse, ExcuseChecked

_MONTH, _QUARTER = 30, 90


class Excused:
    """One excuse as it stands today."""

    def __init__(self, excuse: Dated[Excuse], checked: Dated[ExcuseChecked] | None, *, belied: bool) -> None:
        """Compute it.

        Args:
            excuse: what was said.
            checked: the last finding on it.
            belied: as much money as is overdue was seen since the debtor said that there is none.
        """
        self.id = excuse.event.id
        self.invoice_id = excuse.event.invoice_id
        self.reason = excuse.event.reason
        self.day = excuse.day
        self.age = excuse.age
        self.is_about_money = self.reason == "account_empty"
        if checked is not None:
            self.status: str = checked.event.finding
        else:
            self.status = "refuted" if belied and self.is_about_money else "unverified"
        fresh = checked is None or checked.age <= _MONTH
        self.is_refuted_of_late = self.status == "refuted" and fresh and self.age <= _QUARTER


class CheckedBehaviour(Behaviour):
    """What was said, done and avoided, where what was said is checked."""

    def __init__(self, history: History, balance: Balance) -> None:
        """Compute it."""
        super().__init__(history)
        belied = balance.is_overdue and self.funds_since is not None and self.funds_since >= balance.overdue
        checked = {each.event.excuse_id: each for each in history.of("excuse_checked")}
        self.excuses = [Excused(each, checked.get(each.event.id), belied=belied) for each in history.of("excuse")]
        refuted = [each for each in self.excuses if each.is_refuted_of_late]
        self.refuted_no_money = any(each.is_about_money for each in refuted)
        self.refuted_other = any(not each.is_about_money for each in refuted)
        unsold = [each for each in self.excuses if each.reason == "unsold_stock" and each.status != "refuted"]
        self.unsold_excuse = any(each.age <= _QUARTER for each in unsold)

    def unchecked(self) -> list[Excused]:
        """Excuses that are worth checking: fresh, and not said again since."""
        last = {each.reason: each.day for each in self.excuses}
        return [each for each in self.excuses if each.status == "unverified" and each.age <= _MONTH and each.day == last[each.reason]]
