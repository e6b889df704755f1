"""The rules that look at the debtor as a whole: tips 1, 3, 7, 10, 13, 17 and 18."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.hand.advice import Advice, Urgency
from benchmarks.hand.debtor import Balance, Behaviour
from benchmarks.hand.history import History
from benchmarks.hand.verdict import Verdict

_CADENCE = {"not_due": 14, "collectible": 14, "doubtful": 7, "bad": 7, "dead": 7}
_TREATMENTS = {
    "not_due": ("tip-17.treat-reminder", 5),
    "collectible": ("tip-17.treat-demand", 10),
    "doubtful": ("tip-17.treat-senior-attention", 15),
    "bad": ("tip-17.treat-legal-review", 20),
    "dead": ("tip-17.treat-write-off-review", 20),
}


class DebtorTips:
    """Advice about one debtor."""

    def __init__(self, history: History, balance: Balance, behaviour: Behaviour, verdict: Verdict) -> None:
        """Keep what the rules read."""
        self._history = history
        self._debtor = history.case.debtor
        self._balance = balance
        self._behaviour = behaviour
        self._verdict = verdict
        self._urgency = Urgency(balance)

    def advice(self) -> Iterator[Advice]:
        """All of it, also what gives way in the end."""
        yield from self._press_on()
        yield from self._sold()
        if self._balance.is_overdue:
            yield from self._money_seen()
            yield from self._no_business()
            yield from self._interest()
            rule, base = _TREATMENTS[self._verdict.risk]
            yield self._advise(rule, "APPLY_CLASS_TREATMENT", base)
            if not self._behaviour.is_insolvent:
                yield from self._hard() if self._verdict.approach == "hard" else self._soft()

    def _advise(self, rule: str, action: str, base: int) -> Advice:
        return Advice(rule, action, self._urgency.debtor(base), "debtor", self._debtor.id, None)

    def _press_on(self) -> Iterator[Advice]:
        silence, growth = self._behaviour.days_since_contact, self._balance.growth_periods
        if not self._balance.is_pursuable:
            return
        base = 25 + 5 * growth
        if silence is None or silence >= self._balance.max_days_past_due:
            yield self._advise("tip-01.never-contacted", "CONTACT_NOW", base)
        if silence is not None and silence > _CADENCE[self._verdict.risk]:
            yield self._advise("tip-01.silence", "CONTACT_NOW", base)
        if growth >= 2:
            yield self._advise("tip-01.growing", "CONTACT_NOW", base)

    def _money_seen(self) -> Iterator[Advice]:
        behaviour, half = self._behaviour, self._balance.overdue / 2
        if behaviour.no_money and behaviour.funds_since is not None and behaviour.funds_since >= half:
            yield self._advise("tip-03c.funds-seen", "COLLECT_IMMEDIATELY", 40)
        if behaviour.no_money and behaviour.paid_since >= half:
            yield self._advise("tip-03c.money-came-in", "COLLECT_IMMEDIATELY", 40)
        if behaviour.no_money >= 2 and behaviour.funds_since is None and not behaviour.refuted_no_money:
            yield self._advise("tip-03d.nothing-known", "MONITOR_FUNDS", 15)

    def _no_business(self) -> Iterator[Advice]:
        if self._history.open_orders:
            yield self._advise("tip-07.order-request", "DEFER_NEW_BUSINESS", 25)
        if self._behaviour.raised_business:
            yield self._advise("tip-07.raised-in-visit", "DEFER_NEW_BUSINESS", 25)

    def _interest(self) -> Iterator[Advice]:
        oldest = self._balance.oldest_due_on
        notices = self._history.of("notice_sent", notice="interest_notice")
        was_sent = oldest is not None and any(each.day >= oldest for each in notices)
        late = self._balance.is_pursuable and self._balance.max_days_past_due >= 15
        if late and self._debtor.interest_basis is not None and not was_sent:
            yield self._advise("tip-10a.notice", "SEND_INTEREST_NOTICE", 20)

    def _sold(self) -> Iterator[Advice]:
        share, silence = self._behaviour.sold_share, self._behaviour.days_since_contact
        quiet = silence is None or silence >= 3
        if self._balance.open > 0 and share is not None and share * 10 >= 8 and quiet and not self._balance.is_blocked:
            yield self._advise("tip-13b.sold", "CALL_AT_SELL_THROUGH", 25)

    def _soft(self) -> Iterator[Advice]:
        behaviour = self._behaviour
        if self._debtor.downstream_receivables:
            yield self._advise("tip-18a.downstream", "HELP_COLLECT_DOWNSTREAM", 10)
        delivered, share = behaviour.days_since_delivery, behaviour.sold_share
        is_slow = share is not None and share * 2 < 1 and delivered is not None and delivered >= 30
        if is_slow or behaviour.unsold_excuse:
            yield self._advise("tip-18a.slow-stock", "OFFER_PROMOTION_SUPPORT", 5)

    def _hard(self) -> Iterator[Advice]:
        if self._balance.under_title > 0:
            yield self._advise("tip-18b.reclaim", "RECLAIM_GOODS", 30)
        else:
            yield self._advise("tip-18b.sue", "START_LITIGATION", 30)
