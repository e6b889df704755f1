"""The further rules that look at each visit, promise or excuse: tips 4, 5, 8, 14 and 19."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from benchmarks.hand.advice import Advice, Urgency
from benchmarks.hand.history import Visited
from benchmarks.hand.standpoint import Standpoint

_IN_VAIN = frozenset({"returned_without_money", "flattered_without_payment"})
_CHECKS = {
    "account_empty": "tip-14.account-empty",
    "customers_have_not_paid": "tip-14.customers-have-not-paid",
    "not_yet_due": "tip-14.not-yet-due",
    "payer_absent": "tip-14.payer-absent",
    "unsold_stock": "tip-14.unsold-stock",
}


class MeetingTips:
    """Advice about single visits, promises and excuses of one debtor."""

    def __init__(self, us: Standpoint) -> None:
        """Keep what the rules read."""
        self._history = us.history
        self._balance = us.balance
        self._behaviour = us.behaviour
        self._verdict = us.verdict
        self._people = us.people
        self._urgency = Urgency(us.balance)

    def advice(self) -> Iterator[Advice]:
        """All of it, also what gives way in the end."""
        for visit in self._history.visits:
            if self._balance.is_overdue:
                yield from self._stand_firm(visit)
            if visit.took_place and visit.age == 0:
                yield from self._leave(visit)
            if visit.is_planned and self._balance.open > 0 and self._people.may_pay(visit.visit.contact_id) is False:
                yield self._on_visit(visit, "tip-19c.to-be-met", "REACH_DECISION_MAKER", 25)
        for promise in self._history.promises:
            if promise.is_open and self._people.may_pay(promise.event.contact_id) is False:
                yield self._on_event(promise.id, promise.invoice_id, "tip-19c.promise", "REACH_DECISION_MAKER", 25)
        if self._balance.open > 0:
            for excuse in self._behaviour.unchecked():
                if excuse.reason in _CHECKS:
                    yield self._on_event(excuse.id, excuse.invoice_id, _CHECKS[excuse.reason], "VERIFY_EXCUSE_ON_SITE", 15)

    def _stand_firm(self, visit: Visited) -> Iterator[Advice]:
        if visit.visit.other_customers_present and visit.is_today:
            yield self._on_visit(visit, "tip-04.others-present", "STATE_PURPOSE_AND_WAIT", 20)
        if visit.age <= 1 and not _IN_VAIN.isdisjoint(visit.visit.outcomes):
            yield self._on_visit(visit, self._insisting_on(visit), "INSIST_ON_PAYMENT_TODAY", 35)

    def _insisting_on(self, visit: Visited) -> str:
        balance = self._balance
        if self._behaviour.funds_seen is not None or visit.visit.collected_amount:
            return "tip-05.part-payment"
        if any(not each.is_signed for each in balance.open_accounts):
            return "tip-05.acknowledgement"
        is_grave = balance.overdue >= balance.large or self._verdict.risk in {"doubtful", "bad", "dead"}
        return "tip-05.security" if is_grave else "tip-05.transfer"

    def _leave(self, visit: Visited) -> Iterator[Advice]:
        expected, collected = visit.visit.expected_amount or Decimal(0), visit.visit.collected_amount or Decimal(0)
        overdue = self._balance.overdue
        if self._verdict.payer == "slow":
            if expected and collected * 2 >= expected * 3:
                yield self._on_visit(visit, "tip-08.more-than-expected", "CLOSE_VISIT", 40)
            if collected and not expected and collected * 2 >= overdue:
                yield self._on_visit(visit, "tip-08.nothing-expected", "CLOSE_VISIT", 40)
        if collected and self._people.met_clerk and self._people.may_pay(visit.visit.contact_id):
            yield self._on_visit(visit, "tip-19c.payer-found", "CLOSE_VISIT", 30)

    def _on_visit(self, visit: Visited, rule: str, action: str, base: int) -> Advice:
        return Advice(rule, action, self._urgency.debtor(base), "visit", visit.id, None)

    def _on_event(self, event_id: str, invoice_id: str | None, rule: str, action: str, base: int) -> Advice:
        return Advice(rule, action, self._urgency.debtor(base), "event", event_id, invoice_id)
