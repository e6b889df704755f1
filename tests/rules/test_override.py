"""Overrides: what becomes of a rule, and what cannot be done to it."""

from __future__ import annotations

from typing import Any

import pytest

from dunning_rules.errors import BookError, DunningError, LanguageError, ParameterError
from dunning_rules.language import COUNT, DAYS, Condition, Wording, exists
from dunning_rules.packs import builtin_constraints
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.override import Override
from dunning_rules.rules.parameter import Parameter
from dunning_rules.rules.rule import Claim, Conclude, Rule
from dunning_rules.vocabulary import debtor, event, invoice
from tests.cases import NOON, TEXT, a_book, a_case, a_rule, advise, an_event, an_invoice, asked

LATE = Parameter("late", DAYS, 30, 0, 900, "house", TEXT)
LIMIT = Parameter("limit", COUNT, 0, 0, 9, "house", TEXT)
OLD = a_rule("old", debtor.max_days_past_due >= LATE.term, advise(amount=debtor.overdue_amount))
OTHER = a_rule("other", debtor.max_days_past_due >= LATE.term)
BOOK = a_book(OLD, OTHER, parameters=(LATE, LIMIT))
CASE = a_case(an_invoice())
"""44 days late."""


def fired(book: RuleBook, *, days: int = 0) -> set[str]:
    """The rules that fire so many days later."""
    from datetime import timedelta  # noqa: PLC0415 - only here

    report = asked(book, CASE, NOON + timedelta(days=days))
    return {rule for each in report.recommendations for rule in (each.rule_id, *each.also)}


def test_a_disabled_rule_does_not_fire() -> None:
    assert fired(BOOK) == {"old", "other"}
    assert fired(Override("old", TEXT, disable=True).applied(BOOK)) == {"other"}


def test_a_narrowed_rule_fires_where_both_conditions_hold() -> None:
    override = Override("old", TEXT, narrow=exists(event, event.kind == "dispute_raised"))
    assert fired(override.applied(BOOK)) == {"other"}
    disputed = a_case(an_invoice(), an_event("dispute_raised", invoice_id="1"))
    found = asked(override.applied(BOOK), disputed).recommendations
    assert {rule for each in found for rule in (each.rule_id, *each.also)} == {"old", "other"}


def test_other_values_hold_for_that_rule_alone() -> None:
    override = Override("old", TEXT, parameters={"late": 60})
    book = override.applied(BOOK)
    assert fired(book) == {"other"}
    assert fired(book, days=15) == {"other"}
    assert fired(book, days=16) == {"old", "other"}
    assert fired(book.with_parameters({"old:late": 10, "late": 900})) == {"old"}


def test_other_values_reach_all_that_a_rule_reads() -> None:
    shown = Claim(TEXT, shown_by=debtor.open_invoices > LIMIT.term)
    concluded = Conclude.that(debtor.bad_faith)
    bare = Claim(TEXT, needs="bank_pressure")
    rule = a_rule("old", debtor.is_overdue, advise(claims=(shown, bare)), concluded)
    book = a_book(rule, parameters=(LIMIT,))
    said = [claim.text for claim in asked(book, CASE).recommendations[0].claims]
    assert said == ["because"]
    assert asked(Override("old", TEXT, parameters={"limit": 1}).applied(book), CASE).recommendations[0].claims == ()


def test_narrowing_and_other_values_go_together() -> None:
    override = Override("old", TEXT, narrow=debtor.is_overdue, parameters={"late": 60})
    assert override.kind == "narrowed and re-parameterised"
    assert fired(override.applied(BOOK), days=16) == {"old", "other"}
    assert {Override("old", TEXT, **each).kind for each in _CHANGES} == {"disabled", "narrowed", "re-parameterised"}


_CHANGES: tuple[dict[str, Any], ...] = ({"disable": True}, {"narrow": debtor.is_overdue}, {"parameters": {"late": 1}})


def test_the_keys_tell_overrides_apart() -> None:
    keys = [
        tuple(Override("old", TEXT, **each).keys()) for each in (*_CHANGES, {"parameters": {"late": 2}}, {"narrow": ~debtor.is_overdue})
    ]
    assert len(set(keys)) == 5


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, "it changes nothing"),
        ({"disable": True, "narrow": debtor.is_overdue}, "what is disabled cannot be changed as well"),
        ({"disable": True, "parameters": {"late": 1}}, "what is disabled cannot be changed as well"),
        ({"disable": True, "reason": Wording(" ", "")}, "an override needs a reason"),
        ({"disable": True, "reason": "because"}, "an override needs a reason"),
    ],
)
def test_an_override_without_change_or_reason_is_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(BookError, match=message) as caught:
        Override("old", **{"reason": TEXT} | changes)
    assert caught.value.where == "override of rule `old`"


@pytest.mark.parametrize(
    ("rule", "changes", "kind", "message"),
    [
        ("odl", {"disable": True}, BookError, "there is no rule `odl`"),
        ("old", {"parameters": {"lat": 3}}, BookError, "the rule reads no parameter `lat`"),
        ("old", {"parameters": {"limit": 3}}, BookError, "the rule reads no parameter `limit`"),
        ("old", {"parameters": {"late": 901}}, ParameterError, "`901` is out of range"),
        ("old", {"narrow": invoice.is_overdue}, BookError, "the rule looks at each debtor, and would look at each invoice"),
        ("old", {"narrow": debtor.max_days_past_due}, LanguageError, ""),
    ],
)
def test_what_cannot_be_done_to_a_rule_is_refused(rule: str, changes: dict[str, Any], kind: type[DunningError], message: str) -> None:
    with pytest.raises(kind) as caught:
        Override(rule, TEXT, **changes).applied(BOOK)
    assert caught.value.message.startswith(message)
    assert caught.value.help


def test_no_constraint_of_the_guard_can_be_overridden() -> None:
    book = BOOK.guarded_by(builtin_constraints())
    for constraint in builtin_constraints():
        with pytest.raises(BookError, match="is a constraint of the compliance guard"):
            Override(constraint.id, TEXT, disable=True).applied(book)


def test_a_rule_of_invoices_is_narrowed_by_the_invoice_or_its_debtor() -> None:
    rule = Rule("each", invoice.is_overdue, (advise(),), TEXT)
    narrows: tuple[Condition, ...] = (invoice.open_amount > 0, debtor.is_overdue & debtor.is_overdue)
    for narrow in narrows:
        assert fired(Override("each", TEXT, narrow=narrow).applied(a_book(rule))) == {"each"}
