"""All rules by hand for one case: the advice that stays, as (rule, debtor, invoice, urgency)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeAlias

from benchmarks.hand.advice import Advice
from benchmarks.hand.debtor import Balance, Behaviour
from benchmarks.hand.history import History
from benchmarks.hand.tips_debtor import DebtorTips
from benchmarks.hand.tips_records import RecordTips
from benchmarks.hand.verdict import Verdict
from dunning_rules.models import Case

Answer: TypeAlias = list[tuple[str, str, str | None, int]]

TIPS = frozenset({1, 3, 6, 7, 10, 13, 15, 16, 17, 18, 20})
"""The tips that are written here; the book that is measured has the rules of these."""
NOT_BY_HAND = ("tip-06a.", "tip-06b.", "tip-03c.excuse-refuted", "tip-06.excuse-refuted")
"""Rules of these tips that are not written here, by the beginning of their ids."""
_NO_CONTACT = frozenset({"MONITOR_FUNDS", "DEFER_NEW_BUSINESS", "APPLY_CLASS_TREATMENT", "START_LITIGATION"})
_SOFT = ("HELP_COLLECT_DOWNSTREAM", "OFFER_PROMOTION_SUPPORT")
_YIELDS = {
    "RECLAIM_GOODS": _SOFT,
    "START_LITIGATION": _SOFT,
    "DEFER_NEW_BUSINESS": ("OFFER_PROMOTION_SUPPORT",),
    "GRANT_SHORT_GRACE": ("PROTEST_SHORTFALL",),
}


def evaluate(case: Case, as_of: datetime) -> Answer:
    """What to do about one debtor."""
    history = History(case, as_of)
    balance, behaviour = Balance(history), Behaviour(history)
    verdict = Verdict(history, balance, behaviour)
    found = [*DebtorTips(history, balance, behaviour, verdict).advice(), *RecordTips(history, balance, verdict).advice()]
    found += _figures(found, history, balance, behaviour)
    lost = {action for each in found for action in _YIELDS.get(each.action, ())}
    return [(each.rule, case.debtor.id, each.invoice, each.urgency) for each in _merged(found) if each.action not in lost]


def _figures(found: Iterable[Advice], history: History, balance: Balance, behaviour: Behaviour) -> Iterator[Advice]:
    """Tip 15: before any contact, know the figures."""
    urgency = max((each.urgency for each in found if each.action not in _NO_CONTACT), default=None)
    if urgency is None:
        return
    debtor = history.case.debtor.id
    reconciled = behaviour.days_since_reconciliation
    if balance.open > 0 and (reconciled is None or reconciled > 30):
        yield Advice("tip-15.not-reconciled", "PREPARE_STATEMENT", urgency, "debtor", debtor, None)
    if any(each.does_not_add_up for each in history.accounts):
        yield Advice("tip-15.does-not-add-up", "PREPARE_STATEMENT", urgency, "debtor", debtor, None)


def _merged(found: Iterable[Advice]) -> list[Advice]:
    """The same action for the same record once, by the rule that is most urgent."""
    best: dict[tuple[str, str, str], Advice] = {}
    for each in sorted(found, key=lambda each: (-each.urgency, each.rule, each.subject)):
        target = (each.scope, each.subject) if each.invoice is None else ("invoice", each.invoice)
        best.setdefault((each.action, *target), each)
    return list(best.values())
