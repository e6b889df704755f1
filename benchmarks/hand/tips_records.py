"""The rules that look at each invoice, visit or promise: tips 3, 10, 16 and 20."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from benchmarks.hand.advice import Advice, Urgency
from benchmarks.hand.debtor import Balance
from benchmarks.hand.history import History, Visited
from benchmarks.hand.invoices import Account
from benchmarks.hand.promises import Promised
from benchmarks.hand.verdict import Verdict
from dunning_rules.errors import DunningError
from dunning_rules.late_payment import interest, shipped_rates


class RecordTips:
    """Advice about single records of one debtor."""

    def __init__(self, history: History, balance: Balance, verdict: Verdict) -> None:
        """Keep what the rules read."""
        self._history = history
        self._debtor = history.case.debtor
        self._balance = balance
        self._verdict = verdict
        self._urgency = Urgency(balance)

    def advice(self) -> Iterator[Advice]:
        """All of it, also what gives way in the end."""
        deadline_passed = self._balance.is_overdue and self._deadline_passed()
        for account in self._history.accounts:
            yield from self._invoice(account, charge=deadline_passed)
        for promise in self._history.promises:
            yield from self._promise(promise)
        for visit in self._history.visits:
            yield from self._visit(visit)

    def _invoice(self, account: Account, *, charge: bool) -> Iterator[Advice]:
        if account.is_open:
            ahead = (account.expected_on - self._history.today).days
            if self._verdict.payer == "slow" and 0 <= ahead <= 3 and self._balance.open > 0:
                yield self._about(account, "tip-03b.remind", "CONFIRM_AMOUNT_AND_REMIND", 25)
                yield self._about(account, "tip-03b.remind", "ARRIVE_BEFORE_DUE", 15)
            if not account.is_signed:
                disputed = account.is_disputed
                rule = "tip-16.unsigned-disputed" if disputed else "tip-16.unsigned"
                yield self._about(account, rule, "GET_SIGNED_ACKNOWLEDGEMENT", 25 if disputed else 0)
        if charge and account.is_overdue and account.days_past_due >= 15 and not account.is_held:
            yield from self._charge(account)
        if account.settled_days_ago is not None and account.settled_days_ago <= 3 and account.settled_in_time:
            yield Advice("tip-20a.settled-in-time", "THANK_AND_DOCUMENT", self._urgency.debtor(5), "invoice", account.id, account.id)

    def _charge(self, account: Account) -> Iterator[Advice]:
        debtor = self._debtor
        if debtor.interest_basis is None:
            return
        if account.is_disputed or self._balance.credit > 0:
            owed = None
        elif debtor.interest_basis == "contract":
            rate = debtor.interest_rate  # 1 or more a year is taken for a slip by the library
            owed = None if rate is None or rate >= 1 else account.interest(rate)
        else:
            owed = self._by_statute(account)
        if owed is None or owed > 0:
            rule = "unknown" if owed is None else debtor.interest_basis
            yield self._about(account, f"tip-10b.{rule}", "CHARGE_INTEREST", 20)

    def _by_statute(self, account: Account) -> Decimal | None:
        """Nobody writes statutes by hand: it asks the library that has them."""
        case, invoice, rates = self._history.case, account.invoice, shipped_rates()
        country = self._debtor.governing_law or (self._debtor.country if self._debtor.country == case.creditor.country else None)
        law = None if country is None else rates.statute_of(country, debtor_kind=self._debtor.kind, creditor_size=case.creditor.size)
        if law is None:
            return None
        principal, payments = account.claim()
        try:
            return interest(
                regime=law.regime, member_state=law.member_state, principal=principal, currency=invoice.currency,
                due_on=invoice.due_on, paid_on=self._history.today, payments=payments,
                allocation="principal-interest-costs", compensation=False,
            ).open_interest  # fmt: skip
        except DunningError:
            return None

    def _promise(self, promise: Promised) -> Iterator[Advice]:
        today = self._history.today
        soon = (promise.due_on - today).days <= 1
        if self._verdict.payer == "prompt" and promise.is_open and soon and self._is_owed(promise):
            yield self._on_promise(promise, "tip-03a.promised-day", "VISIT_ON_TIME", 35)
        if promise.is_kept and promise.last_payment_on is not None and (today - promise.last_payment_on).days <= 3:
            yield self._on_promise(promise, "tip-20a.promise-kept", "THANK_AND_DOCUMENT", 5)
        if promise.is_short and promise.days_ago <= 3 and self._is_owed(promise):
            yield self._on_promise(promise, "tip-20b.promise-short", "PROTEST_SHORTFALL", 35)
            if self._verdict.ability == "unable":
                yield self._on_promise(promise, "tip-20c.promise-short", "GRANT_SHORT_GRACE", 20)

    def _is_owed(self, promise: Promised) -> bool:
        """Whether something is still open of what was promised."""
        named = promise.invoice_id
        return self._balance.open > 0 and (named is None or any(each.id == named for each in self._balance.open_accounts))

    def _visit(self, visit: Visited) -> Iterator[Advice]:
        if self._balance.open <= 0:
            return
        if self._verdict.payer == "prompt" and visit.is_soon:
            yield self._on_visit(visit, "tip-03a.appointment", "VISIT_ON_TIME", 35)
        if visit.is_short and visit.age <= 3:
            yield self._on_visit(visit, "tip-20b.visit-short", "PROTEST_SHORTFALL", 35)
            if self._verdict.ability == "unable":
                yield self._on_visit(visit, "tip-20c.visit-short", "GRANT_SHORT_GRACE", 20)

    def _about(self, account: Account, rule: str, action: str, base: int) -> Advice:
        return Advice(rule, action, self._urgency.invoice(account, base), "invoice", account.id, account.id)

    def _on_promise(self, promise: Promised, rule: str, action: str, base: int) -> Advice:
        return Advice(rule, action, self._urgency.debtor(base), "event", promise.id, promise.invoice_id)

    def _on_visit(self, visit: Visited, rule: str, action: str, base: int) -> Advice:
        return Advice(rule, action, self._urgency.debtor(base), "visit", visit.id, None)

    def _deadline_passed(self) -> bool:
        """Whether the deadline of the last interest notice that was delivered since the oldest debt fell due has passed."""
        today, oldest = self._history.today, self._balance.oldest_due_on
        deadline: date | None = None
        for each in self._history.of("notice_sent", notice="interest_notice"):
            delivered = each.event.delivered_on
            if each.event.deadline_on and delivered and delivered <= today and oldest and each.day >= oldest:
                deadline = each.event.deadline_on
        return deadline is not None and deadline < today
