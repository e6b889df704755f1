"""The further rules that look at the debtor as a whole: tips 2, 3, 6, 9, 11, 12, 14, 19 and 21."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.hand.advice import Advice, Urgency
from benchmarks.hand.standpoint import Standpoint


class StandingTips:
    """Advice about one debtor."""

    def __init__(self, us: Standpoint) -> None:
        """Keep what the rules read."""
        self._history = us.history
        self._debtor = us.history.case.debtor
        self._creditor = us.history.case.creditor
        self._balance = us.balance
        self._behaviour = us.behaviour
        self._verdict = us.verdict
        self._standing = us.standing
        self._people = us.people
        self._urgency = Urgency(us.balance)

    def advice(self) -> Iterator[Advice]:
        """All of it, also what gives way in the end."""
        if self._balance.is_pursuable:
            yield from self._pursued()
        if self._balance.open > 0:
            yield from self._open()
        if self._balance.is_overdue:
            yield from self._overdue()
            yield from self._tied()
            if not self._behaviour.is_insolvent:
                yield from self._last_resort()
        if self._verdict.payer == "prompt":
            yield Advice("tip-19b.good-credit", "LIST_AS_GOOD_CREDIT", 0, "debtor", self._debtor.id, None)

    def _advise(self, rule: str, action: str, base: int) -> Advice:
        return Advice(rule, action, self._urgency.debtor(base), "debtor", self._debtor.id, None)

    def _pursued(self) -> Iterator[Advice]:
        if self._behaviour.evasions(90) >= 2:
            rule = "tip-02.evasions-large-creditor" if self._creditor.size == "large" else "tip-02.evasions"
            yield self._advise(rule, "SEND_FIRM_DEMAND", 30)
        if self._behaviour.refuted_other:
            yield self._advise("tip-14.no-excuse-left", "CONTACT_NOW", 25)
        if self._verdict.payer == "slow" and self._debtor.values_reputation:
            yield self._advise("tip-19a.reputation", "REQUEST_AT_PREMISES", 20)

    def _open(self) -> Iterator[Advice]:
        if self._standing.has_unsecured_anomaly:
            yield self._advise("tip-09.anomaly", "SECURE_CLAIM_NOW", 40)
            yield self._advise("tip-09.anomaly", "RAISE_RISK", 30)
        if self._verdict.payer == "prompt":
            yield self._advise("tip-19b.prompt", "EXPLAIN_AND_COMMEND", 0)
        if self._people.met_clerk_last:
            yield self._advise("tip-19c.met", "REACH_DECISION_MAKER", 25)

    def _overdue(self) -> Iterator[Advice]:
        behaviour, verdict = self._behaviour, self._verdict
        funds = behaviour.funds_since
        if behaviour.refuted_no_money and (funds is None or funds * 2 < self._balance.overdue):
            yield self._advise("tip-03c.excuse-refuted", "COLLECT_IMMEDIATELY", 40)
        if verdict.withholds:
            yield self._advise("tip-06a.prepare", "PREPARE_DISPUTE_RESPONSE", 25)
        if behaviour.in_hardship and not verdict.has_bad_faith:
            yield self._advise("tip-06b.hardship", "ACKNOWLEDGE_HARDSHIP", 10)
            yield self._advise("tip-06b.hardship", "OFFER_INSTALMENT_PLAN", 15)

    def _tied(self) -> Iterator[Advice]:
        standing = self._standing
        if standing.leverage != "high":
            if self._verdict.cooperation == "cooperative" and standing.worth_keeping == "yes":
                yield self._advise("tip-11a.cash-only", "CASH_ONLY_SUPPLY", 10)
            return
        if standing.is_shelved and not self._balance.is_blocked:
            if standing.high_by_purchases:
                yield self._advise("tip-11b.dependence", "RESUME_COLLECTION", 25)
            if standing.high_by_rebates:
                yield self._advise("tip-11b.rebates", "RESUME_COLLECTION", 25)
        if standing.tolerance == "ample":
            yield self._advise("tip-12a.press", "RESTRICT_NEW_PRODUCTS", 15)
            yield self._advise("tip-12a.press", "OFFSET_ONSITE_DISCOUNT", 15)

    def _last_resort(self) -> Iterator[Advice]:
        if self._standing.worth_keeping == "no" and self._last_shipment_is_paid():
            yield self._advise("tip-12b.last-shipment", "SET_OFF_FINAL_SHIPMENT", 34)
            yield self._advise("tip-12b.last-shipment", "APPLY_ASSET_PRESERVATION", 35)
            yield self._advise("tip-12b.last-shipment", "START_LITIGATION", 33)
        if self._creditor.is_group and self._verdict.approach == "hard":
            yield self._advise("tip-21.group", "ESCALATE_TO_HEADQUARTERS", 30)
            yield self._advise("tip-21.group", "BRANCH_MEDIATES", 10)

    def _last_shipment_is_paid(self) -> bool:
        final = [each.open for each in self._history.accounts if each.invoice.is_final_shipment and each.invoice.amount > 0]
        return bool(final) and max(final) <= 0
