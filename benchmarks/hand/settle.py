"""The same advice twice becomes one, and of two that exclude each other one gives way."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.hand.advice import Advice

_HARD = frozenset({"START_LITIGATION", "RECLAIM_GOODS", "ESCALATE_TO_HEADQUARTERS", "SET_OFF_FINAL_SHIPMENT", "APPLY_ASSET_PRESERVATION"})
_PLAN = frozenset({"OFFER_INSTALMENT_PLAN"})
_GIVES_WAY = (
    ("DEFER_NEW_BUSINESS", frozenset({"CASH_ONLY_SUPPLY"})),
    ("OFFER_INSTALMENT_PLAN", frozenset({"SET_OFF_FINAL_SHIPMENT", "APPLY_ASSET_PRESERVATION"})),
    ("START_LITIGATION", _PLAN),
    ("RECLAIM_GOODS", _PLAN),
    ("ESCALATE_TO_HEADQUARTERS", _PLAN),
    ("HELP_COLLECT_DOWNSTREAM", _HARD),
    ("OFFER_PROMOTION_SUPPORT", _HARD | {"DEFER_NEW_BUSINESS"}),
    ("EXPLAIN_AND_COMMEND", _HARD),
    ("LIST_AS_GOOD_CREDIT", _HARD),
    ("PROTEST_SHORTFALL", frozenset({"GRANT_SHORT_GRACE"})),
    ("INSIST_ON_PAYMENT_TODAY", frozenset({"CLOSE_VISIT"})),
    ("REQUEST_AT_PREMISES", frozenset({"REACH_DECISION_MAKER"})),
)
"""An action, and those to which it gives way; what has given way itself drives out nothing, so each stands after those.

That supply for cash gives way where a shelved debt is collected again, or a last shipment set off, is left out: no debtor is advised both.
"""


def settled(found: Iterable[Advice], *, is_shelved: bool = False) -> list[Advice]:
    """The advice that stays.

    Args:
        found: all of it.
        is_shelved: the debt is left alone by decision, so that supply for cash drives out the refusal of new business.
    """
    merged = _merged(found)
    actions = {each.action for each in merged}
    if not is_shelved and "DEFER_NEW_BUSINESS" in actions:
        actions.discard("CASH_ONLY_SUPPLY")
    for action, others in _GIVES_WAY:
        if action in actions and not actions.isdisjoint(others):
            actions.discard(action)
    return [each for each in merged if each.action in actions]


def _merged(found: Iterable[Advice]) -> list[Advice]:
    """The same action for the same record once, by the rule that is most urgent."""
    best: dict[tuple[str, str, str], Advice] = {}
    for each in sorted(found, key=lambda each: (-each.urgency, each.rule, each.subject)):
        target = (each.scope, each.subject) if each.invoice is None else ("invoice", each.invoice)
        best.setdefault((each.action, *target), each)
    return list(best.values())
