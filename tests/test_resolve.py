"""Conflicts: the same advice twice becomes one, and of two that exclude each other one gives way, with the reason."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from dunning_rules.language import Wording
from dunning_rules.models import Case
from dunning_rules.resolve import invoice_of, settle
from dunning_rules.rules import Exclusion, Rule, RuleBook
from dunning_rules.rules.action import HARD_OVER_SOFT
from dunning_rules.vocabulary import debtor, event, invoice, visit
from tests.cases import a_book, a_case, a_payment, a_rule, a_visit, advise, an_action, an_event, an_invoice, at, outcome_of

WHY = Wording("this one stays", "此项为准")
ACTIONS = (*(an_action(name) for name in "ABCD"), an_action("HARD", stance="hard"), an_action("SOFT", stance="soft"))
OVERDUE = a_case(an_invoice())
NO_FLAGS: dict[str, object] = {}


def recommending(*names: str) -> tuple[Rule, ...]:
    return tuple(a_rule(f"rule-{name}", debtor.is_overdue, advise(name)) for name in names)


def over(stays: str, yields: str, why: Wording = WHY) -> Exclusion:
    return Exclusion(stays, yields, why)


def a_settled_book(*rules: Rule, exclusions: tuple[Exclusion, ...] = ()) -> RuleBook:
    return a_book(*rules, actions=ACTIONS, exclusions=exclusions)


def kept(book: RuleBook, case: Case = OVERDUE) -> list[tuple[str, str, tuple[str, ...]]]:
    """What stays: action, rule and further rules."""
    settled = settle(outcome_of(book, case).proposals, book.precedence.for_debtor(NO_FLAGS))
    return [(proposal.planned.effect.action, proposal.rule.rule.id, also) for proposal, also in settled.stays]


def lost(book: RuleBook) -> list[tuple[str, str, Wording]]:
    """What gave way: action, the action that stayed, and the reason."""
    settled = settle(outcome_of(book, OVERDUE).proposals, book.precedence.for_debtor(NO_FLAGS))
    return [(proposal.planned.effect.action, to, why) for proposal, _, to, why in settled.gave_way]


def test_without_conflicts_everything_stays() -> None:
    book = a_settled_book(*recommending("A", "B"))
    assert kept(book) == [("A", "rule-A", ()), ("B", "rule-B", ())]
    assert lost(book) == []


def test_nothing_is_settled_from_nothing() -> None:
    settled = settle([], a_settled_book().precedence.for_debtor(NO_FLAGS))
    assert (settled.stays, settled.gave_way) == ([], [])


def test_the_same_action_for_the_same_debtor_is_advised_once_by_the_most_urgent_rule() -> None:
    book = a_settled_book(
        a_rule("first", debtor.is_overdue, advise("A", 10)),
        a_rule("second", debtor.is_overdue, advise("A", 30)),
        a_rule("third", debtor.is_overdue, advise("A", 20)),
    )
    assert kept(book) == [("A", "second", ("first", "third"))]


def test_of_equally_urgent_rules_the_first_by_id_speaks() -> None:
    book = a_settled_book(a_rule("b", debtor.is_overdue, advise("A")), a_rule("a", debtor.is_overdue, advise("A")))
    assert kept(book) == [("A", "a", ("b",))]


def test_the_same_action_for_two_invoices_is_advised_twice() -> None:
    book = a_settled_book(a_rule("r", invoice.is_overdue, advise("A")))
    case = a_case(an_invoice(id="1"), an_invoice(id="2"))
    settled = settle(outcome_of(book, case).proposals, book.precedence.for_debtor(NO_FLAGS))
    assert [invoice_of(proposal) for proposal, _ in settled.stays] == ["1", "2"]


def test_advice_about_an_invoice_and_about_its_debtor_are_two() -> None:
    book = a_settled_book(a_rule("of-debtor", debtor.is_overdue, advise("A")), a_rule("of-invoice", invoice.is_overdue, advise("A")))
    assert [rule for _, rule, _ in kept(book)] == ["of-debtor", "of-invoice"]


def test_an_event_that_names_an_invoice_is_about_that_invoice() -> None:
    book = a_settled_book(
        a_rule("of-event", event.kind == "dispute_raised", advise("A", 60)), a_rule("of-invoice", invoice.is_overdue, advise("A"))
    )
    case = a_case(an_invoice(id="1"), an_event("dispute_raised", invoice_id="1"))
    settled = settle(outcome_of(book, case).proposals, book.precedence.for_debtor(NO_FLAGS))
    assert [(invoice_of(proposal), proposal.rule.rule.id, also) for proposal, also in settled.stays] == [("1", "of-event", ("of-invoice",))]


def test_events_and_visits_without_an_invoice_stand_for_themselves() -> None:
    book = a_settled_book(a_rule("event", event.kind == "payment", advise("A")), a_rule("visit", visit.took_place, advise("A")))
    case = a_case(a_payment(1, id="x"), a_payment(2, id="y"), a_visit(id="x"))
    settled = settle(outcome_of(book, case).proposals, book.precedence.for_debtor(NO_FLAGS))
    assert [(proposal.rule.rule.id, proposal.subject["id"], invoice_of(proposal)) for proposal, _ in settled.stays] == [
        ("event", "x", None),
        ("event", "y", None),
        ("visit", "x", None),
    ]


def test_an_event_twice_on_one_invoice_is_advised_once_without_naming_its_own_rule_again() -> None:
    book = a_settled_book(a_rule("r", event.kind == "payment", advise("A")))
    case = a_case(an_invoice(), a_payment(1, id="late", invoice_id="1"), a_payment(2, id="early", invoice_id="1", at=at(date(2026, 6, 30))))
    settled = settle(outcome_of(book, case).proposals, book.precedence.for_debtor(NO_FLAGS))
    assert [(proposal.subject["id"], also) for proposal, also in settled.stays] == [("early", ())]


def test_of_an_excluded_pair_the_declared_one_stays_and_the_reason_is_kept() -> None:
    book = a_settled_book(*recommending("A", "B"), exclusions=(over("B", "A"),))
    assert kept(book) == [("B", "rule-B", ())]
    assert lost(book) == [("A", "B", WHY)]


def test_a_pair_of_which_only_one_is_advised_is_no_conflict() -> None:
    book = a_settled_book(*recommending("A"), exclusions=(over("B", "A"),))
    assert kept(book) == [("A", "rule-A", ())]


def test_a_loser_does_not_suppress_others() -> None:
    book = a_settled_book(*recommending("A", "B", "C"), exclusions=(over("A", "B"), over("B", "C")))
    assert [action for action, _, _ in kept(book)] == ["A", "C"]
    assert lost(book) == [("B", "A", WHY)]


def test_in_a_chain_every_second_one_stays() -> None:
    book = a_settled_book(*recommending("A", "B", "C", "D"), exclusions=(over("A", "B"), over("B", "C"), over("C", "D")))
    assert [action for action, _, _ in kept(book)] == ["A", "C"]
    assert lost(book) == [("B", "A", WHY), ("D", "C", WHY)]


def test_of_several_that_stay_one_is_named() -> None:
    other = Wording("that one stays", "彼项为准")
    book = a_settled_book(*recommending("A", "B", "C"), exclusions=(over("A", "C"), over("B", "C", other)))
    assert lost(book) == [("C", "A", WHY)]


def test_hard_stays_over_soft() -> None:
    book = a_settled_book(*recommending("HARD", "SOFT", "A"))
    assert [action for action, _, _ in kept(book)] == ["A", "HARD"]
    assert lost(book) == [("SOFT", "HARD", HARD_OVER_SOFT)]


def test_a_declared_reversal_lets_the_soft_one_stay() -> None:
    book = a_settled_book(*recommending("HARD", "SOFT"), exclusions=(over("SOFT", "HARD"),))
    assert [action for action, _, _ in kept(book)] == ["SOFT"]
    assert lost(book) == [("HARD", "SOFT", WHY)]


def test_all_advice_of_an_action_that_gives_way_gives_way() -> None:
    book = a_settled_book(
        a_rule("invoices", invoice.is_overdue, advise("B")), a_rule("debtor", debtor.is_overdue, advise("A")), exclusions=(over("A", "B"),)
    )
    case = a_case(an_invoice(id="1"), an_invoice(id="2"))
    settled = settle(outcome_of(book, case).proposals, book.precedence.for_debtor(NO_FLAGS))
    assert [(invoice_of(proposal), to) for proposal, _, to, _ in settled.gave_way] == [("1", "A"), ("2", "A")]


def test_merged_advice_that_gives_way_keeps_its_further_rules() -> None:
    book = a_settled_book(
        a_rule("one", debtor.is_overdue, advise("B", 60)),
        a_rule("two", debtor.is_overdue, advise("B")),
        *recommending("A"),
        exclusions=(over("A", "B"),),
    )
    settled = settle(outcome_of(book, OVERDUE).proposals, book.precedence.for_debtor(NO_FLAGS))
    assert [(proposal.rule.rule.id, also, to) for proposal, also, to, _ in settled.gave_way] == [("one", ("two",), "A")]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_order_of_the_proposals_does_not_matter(order: tuple[int, ...]) -> None:
    book = a_settled_book(
        a_rule("one", debtor.is_overdue, advise("A", 10)),
        a_rule("two", debtor.is_overdue, advise("A", 10)),
        *recommending("B", "C"),
        exclusions=(over("A", "B"), over("B", "C")),
    )
    proposals = outcome_of(book, OVERDUE).proposals
    settled = settle([proposals[number] for number in order], book.precedence.for_debtor(NO_FLAGS))
    stays = {(proposal.planned.effect.action, proposal.rule.rule.id, also) for proposal, also in settled.stays}
    gave_way = {(proposal.planned.effect.action, also, to) for proposal, also, to, _ in settled.gave_way}
    assert stays == {("A", "one", ("two",)), ("C", "rule-C", ())}
    assert gave_way == {("B", (), "A")}


def test_of_the_same_action_twice_in_one_rule_the_first_stays_in_whatever_order_they_come() -> None:
    book = a_settled_book(
        a_rule("r", debtor.is_overdue, advise("A", amount=debtor.open_amount), advise("A", amount=debtor.gross_open_amount))
    )
    proposals = outcome_of(book, a_case(an_invoice(), a_payment(5))).proposals
    for ordered in (proposals, proposals[::-1]):
        ((stays, also),) = settle(ordered, book.precedence.for_debtor(NO_FLAGS)).stays
        assert (stays.amount, also) == (9500, ())
