"""What follows for the debtor from all of its records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.hand.history import History
from dunning_rules.models.event import Delivery

_NOTHING = Decimal(0)
_LARGE = Decimal(10_000)
_PERIOD = timedelta(days=30)
_QUARTER, _HALF_YEAR, _YEAR = 90, 180, 365


class Balance:
    """What is owed: credits netted, disputes and promises held."""

    def __init__(self, history: History) -> None:
        """Compute it."""
        debtor, today, accounts = history.case.debtor, history.today, history.accounts
        self.open_accounts = [each for each in accounts if each.is_open]
        self.overdue_accounts = [each for each in accounts if each.is_overdue]
        unallocated = sum((each.event.amount for each in history.payments if each.event.invoice_id is None), _NOTHING)
        self.credit = credit = unallocated - sum((each.open for each in accounts if each.open < 0), _NOTHING)
        self.gross_open = sum((each.open for each in self.open_accounts), _NOTHING)
        self.open = self.gross_open - credit
        self.overdue = max(sum((each.open for each in self.overdue_accounts), _NOTHING) - credit, _NOTHING)
        self.is_overdue = self.overdue > 0
        free = sum((each.undisputed for each in self.overdue_accounts if not each.is_held), _NOTHING)
        block = debtor.dunning_block
        self.is_blocked = block is not None and (block.until is None or block.until >= today)
        self.is_pursuable = self.is_overdue and free - credit > 0 and not self.is_blocked and not is_shelved(history)
        self.max_days_past_due = max((each.days_past_due for each in self.overdue_accounts), default=0)
        self.oldest_due_on = min((each.invoice.due_on for each in self.overdue_accounts), default=None)
        creditor_mark = history.case.creditor.large_amount
        self.large = _LARGE if creditor_mark is None else creditor_mark
        self.under_title = sum(
            (each.open for each in self.overdue_accounts if each.invoice.retention_of_title or each.invoice.lien), _NOTHING
        )
        settled = [each for each in accounts if each.settled_days_ago is not None and each.settled_days_ago <= _YEAR]
        self.settled = len(settled)
        self.settled_in_time = sum(each.settled_in_time for each in settled)

    @property
    def growth_periods(self) -> int:
        """2 where new debt was taken 30 days apart or more since the oldest overdue invoice fell due, 1 where less, 0 where none was."""
        oldest = self.oldest_due_on
        taken = [each.invoice.issued_on for each in self.open_accounts if oldest is not None and each.invoice.issued_on > oldest]
        return 0 if not taken else 1 + int(max(taken) - min(taken) >= _PERIOD)


class Behaviour:
    """What was said, done and avoided."""

    refuted_no_money = False
    """Whether an excuse of having no money was found untrue; nothing is where excuses are not checked."""

    def __init__(self, history: History) -> None:
        """Compute it."""
        of, visits = history.of, history.visits
        contacts = [each.age for each in (*of("contact_attempt"), *of("notice_sent"))]
        self.days_since_contact = min((*contacts, *(each.age for each in visits if each.took_place)), default=None)
        self.days_since_reconciliation = min((each.age for each in of("reconciliation") if each.event.agreed), default=None)
        self.broken = sum(each.is_broken and each.days_ago <= _HALF_YEAR for each in history.promises)
        self.kept = sum(each.is_kept and each.made_days_ago <= _HALF_YEAR for each in history.promises)
        self._evasions = [each.age for each in of("evasion")] + [each.days_ago for each in history.promises if each.is_broken]
        self._evasions += [each.age for each in visits if each.is_evasion]
        self.days_since_evasion = min(self._evasions, default=None)
        self.payments = len(of("payment", _QUARTER))
        self.raised_business = any("new_business_raised" in each.visit.outcomes and each.age <= 30 for each in visits)
        excuses = of("excuse", _QUARTER, reason="account_empty")
        self.no_money = len(excuses)
        funds = [each for each in of("funds_observed") if each.event.source != "informant"]
        self.funds_seen = max((each.event.amount for each in funds if each.age <= 30), default=None)
        said_on = max((each.day for each in excuses), default=date.max)
        self.funds_since = max((each.event.amount for each in funds if each.day >= said_on), default=None)
        self.paid_since = sum((each.event.amount for each in history.payments if each.day >= said_on), _NOTHING)
        hardship, ended = history.last_day("hardship_confirmed"), history.last_day("hardship_ended")
        self.in_hardship = still(hardship, (ended, max((each.day for each in funds), default=None)))
        closing = max((each.day for each in of("anomaly") if each.event.signal in {"closing", "shop_transfer"}), default=None)
        self.is_closing = still(closing, (history.last_day("claim_secured"),))
        self.is_insolvent = still(history.last_day("insolvency_filed"), (history.last_day("insolvency_ended"),))
        self.conceals_assets = bool(of("assets_concealed"))
        self.unsold_excuse = bool(of("excuse", _QUARTER, reason="unsold_stock"))
        self._deliver(history)

    def evasions(self, within: int) -> int:
        """How often the debtor evaded us."""
        return sum(age <= within for age in self._evasions)

    def _deliver(self, history: History) -> None:
        deliveries = history.of("delivery")
        self.days_since_delivery = min((each.age for each in deliveries), default=None)
        self.sold_share: Decimal | None = None
        if deliveries:
            event: Delivery = deliveries[-1].event
            told = history.of("sell_through", delivery_id=event.id)
            estimate = min(Decimal(deliveries[-1].age) / (event.days_to_sell or 30), Decimal(1))
            self.sold_share = told[-1].event.share if told else estimate


def is_shelved(history: History) -> bool:
    """Whether it was decided to wait, until a day that has not passed, and nothing else was decided since."""
    shelved, resumed = history.of("debt_shelved"), history.last_day("collection_resumed")
    return bool(shelved) and shelved[-1].event.review_on >= history.today and (resumed is None or resumed < shelved[-1].day)


def still(since: date | None, ends: Iterable[date | None]) -> bool:
    """Whether what began on a day has not been ended on it or after it."""
    return since is not None and all(end is None or end < since for end in ends)
