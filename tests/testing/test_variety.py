"""What the test kit makes is valid, various, and the same each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import get_args

import pytest

from dunning_rules.language import Aggregate, Kind, Node, grammar
from dunning_rules.language.aggregates import Operation
from dunning_rules.language.arithmetic import Band, Coalesce, Extreme, Holds, Quotient, When
from dunning_rules.language.grammar import Compare, Known, Operator
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.rule import Conclude, Recommend
from dunning_rules.testing import AS_OF, sample_books, sample_cases
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary.given import EVENT_KINDS

NODES = {
    *(grammar.All, grammar.Any, grammar.Compare, grammar.In, grammar.Known),
    *(grammar.Const, grammar.Ref, grammar.Outer, grammar.Param, grammar.Sum, grammar.Product),
    *(Aggregate, Band, Coalesce, Extreme, Holds, Quotient, When),
}


@cache
def books() -> tuple[RuleBook, ...]:
    return tuple(sample_books(5, 300))


@cache
def some_cases() -> tuple[Case, ...]:
    return tuple(sample_cases(5, 8_000))


def nodes() -> Iterator[Node]:
    for book in books():
        for rule in book.rules:
            for tree in rule.reads():
                yield from tree.walk()


@pytest.mark.bulk
def test_every_part_of_the_language_occurs() -> None:
    found = list(nodes())
    assert {type(node) for node in found} == NODES
    assert {node.op for node in found if isinstance(node, Compare)} == set(get_args(Operator))
    assert {node.known for node in found if isinstance(node, Known)} == {True, False}
    aggregates = [node for node in found if isinstance(node, Aggregate)]
    assert {node.operation for node in aggregates} == set(get_args(Operation))
    assert {node.scope for node in aggregates} == {"event", "invoice", "visit", "recommendation"}
    assert {node.home for node in aggregates} == {"debtor", "event", "invoice", "visit", "recommendation"}
    assert {node.link for node in aggregates} == {None, "invoice_id", "refers_to"}
    assert any(isinstance(inner, Aggregate) for node in aggregates for inner in node.where.walk())


def test_rules_of_every_scope_stand_in_several_strata() -> None:
    scopes = Counter(rule.scope for book in books() for rule in book.rules)
    assert set(scopes) == {"debtor", "event", "invoice", "visit", "recommendation"}
    assert min(scopes.values()) > 100
    deepest = Counter(max(book.strata.rules.values()) for book in books())
    assert sum(count for stratum, count in deepest.items() if stratum >= 1) > 100
    assert sum(count for stratum, count in deepest.items() if stratum >= 2) > 10


def test_effects_of_every_kind_occur() -> None:
    effects = [effect for book in books() for rule in book.rules for effect in rule.then]
    concluded = {effect.field.type.kind for effect in effects if isinstance(effect, Conclude)}
    assert concluded == set(Kind)
    recommended = [effect for effect in effects if isinstance(effect, Recommend)]
    for name in ("on", "start", "deadline", "names_day", "amount"):
        assert any(getattr(effect, name) is not None for effect in recommended), name
    assert any(effect.claims for effect in recommended)


@pytest.mark.bulk
def test_every_kind_of_event_occurs_before_and_after_the_question() -> None:
    for late in (False, True):
        assert {each.kind for case in some_cases() for each in case.events if (each.at > AS_OF) is late} == set(EVENT_KINDS)


def test_invoices_are_various() -> None:
    invoices = [invoice for case in some_cases() for invoice in case.invoices]
    today = AS_OF.date()
    shares = {
        "credit note": sum(invoice.is_credit_note for invoice in invoices),
        "open amount of the ledger": sum(invoice.open_amount is not None for invoice in invoices),
        "past due": sum(invoice.due_on < today for invoice in invoices),
        "not yet due": sum(invoice.issued_on <= today <= invoice.due_on for invoice in invoices),
        "not yet issued": sum(invoice.issued_on > today for invoice in invoices),
        "leading zero": sum(invoice.id.startswith("0") for invoice in invoices),
        "other alphabet": sum(not invoice.id.isascii() for invoice in invoices),
    }
    assert all(count > 0.01 * len(invoices) for count in shares.values()), shares


@pytest.mark.bulk
def test_every_built_in_rule_fires_for_some_case() -> None:
    report = Policy(engine="plain").evaluate_all(some_cases(), as_of=AS_OF)
    assert not report.rejects
    told = [*report.recommendations, *(each.recommendation for each in report.gave_way)]
    fired = {rule for each in told for rule in (each.rule_id, *each.also)} | {rule for each in report.conclusions for rule in each.rules}
    # what they wish for a recommendation is seen in its window
    wishes = {rule.id for rule in standard_book().rules if rule.scope == "recommendation"}
    assert {rule.id for rule in standard_book().rules} - fired - wishes == set()


def test_amounts_in_several_currencies_occur() -> None:
    found = {each.currency for case in sample_cases(1, 50, currencies=("EUR", "JPY", "KWD")) for each in case.invoices}
    assert found == {"EUR", "JPY", "KWD"}


@pytest.mark.parametrize("seed", [0, 1])
def test_the_same_seed_gives_the_same(seed: int) -> None:
    assert list(sample_cases(seed, 20)) == list(sample_cases(seed, 20))
    assert [book.digest for book in sample_books(seed, 20)] == [book.digest for book in sample_books(seed, 20)]
    assert list(sample_cases(seed, 20)) != list(sample_cases(seed + 1, 20))
