"""Settled values in conditions: what is left means the same."""

from __future__ import annotations

import pytest

from dunning_rules.language import ALWAYS, Condition, exists, outer, total
from dunning_rules.language.fold import NEVER, fold, inline, settle
from dunning_rules.vocabulary import debtor, event, invoice, recommendation

_CALL = recommendation.channel == "call"
_INSOLVENT = debtor.is_insolvent == False  # noqa: E712 - a condition, not a comparison


@pytest.mark.parametrize(
    ("condition", "left"),
    [
        (_CALL, ALWAYS),
        (~_CALL, NEVER),
        (_CALL & _INSOLVENT, _INSOLVENT),
        (~_CALL & _INSOLVENT, NEVER),
        (_CALL | _INSOLVENT, ALWAYS),
        (~_CALL | _INSOLVENT, _INSOLVENT),
        (recommendation.channel.is_in(("call", "visit")) & (recommendation.urgency > 5), ALWAYS),
        (_INSOLVENT & (debtor.overdue_amount > 0), _INSOLVENT & (debtor.overdue_amount > 0)),
        (_INSOLVENT | (debtor.overdue_amount > 0), _INSOLVENT | (debtor.overdue_amount > 0)),
    ],
)
def test_settled_atoms_are_decided(condition: Condition, left: Condition) -> None:
    assert fold(condition, "recommendation", {"channel": "call", "urgency": 50}).key == left.key


def test_what_aggregates_read_stays() -> None:
    asked = exists(event, event.kind == "payment")
    assert settle(asked, "event", {"kind": "promise"}).key == asked.key
    inner = outer(invoice.id)
    assert settle(inner, "invoice", {"id": "1"}) is inner


def test_definitions_take_the_place_of_computed_fields() -> None:
    definitions = {"is_overdue": invoice.days_past_due > 0}
    found = inline(invoice.is_overdue & invoice.lien, "invoice", {"is_overdue": invoice.retention_of_title})
    assert found.key == (invoice.retention_of_title & invoice.lien).key
    paid = total(event, event.amount)
    assert inline(paid, "event", {"amount": event.foreign_amount}).key == paid.key
    assert definitions
