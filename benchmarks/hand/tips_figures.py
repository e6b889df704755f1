"""Tip 15: before any contact, know the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.hand.advice import Advice
from benchmarks.hand.debtor import Balance, Behaviour
from benchmarks.hand.history import History

_NO_CONTACT = frozenset(
    {
        "MONITOR_FUNDS", "DEFER_NEW_BUSINESS", "APPLY_CLASS_TREATMENT", "START_LITIGATION", "PREPARE_DISPUTE_RESPONSE", "SECURE_CLAIM_NOW",
        "RAISE_RISK", "CASH_ONLY_SUPPLY", "RESTRICT_NEW_PRODUCTS", "OFFSET_ONSITE_DISCOUNT", "SET_OFF_FINAL_SHIPMENT",
        "APPLY_ASSET_PRESERVATION", "LIST_AS_GOOD_CREDIT", "ESCALATE_TO_HEADQUARTERS", "BRANCH_MEDIATES",
    }
)  # fmt: skip
"""What is done inside, or before a court."""


def figures(found: Iterable[Advice], history: History, balance: Balance, behaviour: Behaviour) -> Iterator[Advice]:
    """Advice that follows from the advice to contact the debtor."""
    urgency = max((each.urgency for each in found if each.action not in _NO_CONTACT), default=None)
    if urgency is None:
        return
    debtor = history.case.debtor.id
    reconciled = behaviour.days_since_reconciliation
    if balance.open > 0 and (reconciled is None or reconciled > 30):
        yield Advice("tip-15.not-reconciled", "PREPARE_STATEMENT", urgency, "debtor", debtor, None)
    if any(each.does_not_add_up for each in history.accounts):
        yield Advice("tip-15.does-not-add-up", "PREPARE_STATEMENT", urgency, "debtor", debtor, None)
