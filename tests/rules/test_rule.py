"""Rules: which records they look at, what follows, when they hold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dunning_rules.errors import BookError, LanguageError
from dunning_rules.language import (
    COUNT,
    DATE,
    MINUTE,
    MONEY,
    SCORE,
    Condition,
    Const,
    Term,
    Wording,
    as_term,
    coalesce,
    count,
    exists,
    ratio,
)
from dunning_rules.rules import Conclude, Recommend, Rule
from dunning_rules.rules.rule import Effect, leaves
from dunning_rules.vocabulary import debtor, event, invoice, recommendation, visit
from tests.cases import TEXT, TODAY, a_book, a_case, a_rule, advise, an_invoice, asked, at


@pytest.mark.parametrize(
    ("when", "then", "why", "scope"),
    [
        (debtor.is_overdue, (), "", "debtor"),
        (invoice.is_open, (), "", "invoice"),
        (invoice.is_open & debtor.is_overdue, (), "", "invoice"),
        (visit.is_planned, (), "", "visit"),
        (event.kind == "payment", (), "", "event"),
        (recommendation.is_contact, (), "", "recommendation"),
        (exists(event, event.kind == "payment"), (), "", "debtor"),
        (exists(event, per="invoice", link="invoice_id"), (), "", "invoice"),
        (debtor.is_overdue, (advise(amount=invoice.open_amount),), "", "invoice"),
        (debtor.is_overdue, (Conclude.that(invoice.collection_class, "bad"),), "", "invoice"),
        (debtor.is_overdue, (Conclude.that(debtor.bad_faith),), "", "debtor"),
        (debtor.is_overdue, (), "{invoice.open_amount}", "invoice"),
        (debtor.is_overdue, (), "{debtor.open_amount}", "debtor"),
    ],
)
def test_the_scope_is_found_from_what_a_rule_reads(when: Condition | Term, then: tuple[Effect, ...], why: str, scope: str) -> None:
    assert a_rule("r", when, *then, why=Wording(why, why)).scope == scope


def test_a_flag_is_a_condition_of_a_rule() -> None:
    assert a_rule("r", debtor.is_overdue).condition.key == (debtor.is_overdue == True).key  # noqa: E712 - a term, not a truth value


def mistakes() -> dict[str, tuple[Callable[[], object], type[Exception], str]]:
    return {
        "two kinds of records": (
            lambda: a_rule("r", invoice.is_open & (event.kind == "payment")),
            BookError,
            (
                "rule `r` reads two kinds of records at once: `event, invoice`\n"
                "  help: read one of them through an aggregate, e.g. `exists(event, …)`"
            ),
        ),
        "another kind in the text": (
            lambda: a_rule("r", invoice.is_open, why=Wording("{visit.shortfall}", "")),
            BookError,
            (
                "rule `r` reads two kinds of records at once: `invoice, visit`\n"
                "  help: read one of them through an aggregate, e.g. `exists(event, …)`"
            ),
        ),
        "another kind in the amount": (
            lambda: a_rule("r", invoice.is_open, advise(amount=event.amount)),
            BookError,
            (
                "rule `r` reads two kinds of records at once: `event, invoice`\n"
                "  help: read one of them through an aggregate, e.g. `exists(event, …)`"
            ),
        ),
        "concluding elsewhere": (
            lambda: a_rule("r", invoice.is_open, Conclude.that(debtor.bad_faith)),
            BookError,
            (
                "rule `r` looks at each `invoice` but concludes `debtor.bad_faith`\n"
                "  help: read the invoice through an aggregate, or conclude a field of invoice"
            ),
        ),
        "no effect": (
            lambda: Rule("r", debtor.is_overdue, (), Wording("", "")),
            BookError,
            "rule `r` has no effect\n  help: give at least one `Recommend` or `Conclude` in `then`",
        ),
        "no condition": (
            lambda: a_rule("r", debtor.open_amount),
            LanguageError,
            ("`debtor.open_amount` is not a condition\n  at: rule `r`\n  help: compare a field, for example `debtor.overdue_amount > 0`"),
        ),
        "concluding another type": (
            lambda: Conclude.that(debtor.risk_class, debtor.is_overdue),
            LanguageError,
            "`debtor.is_overdue` is flag, choice is needed\n  at: `debtor.risk_class`\n  help: convert it, or choose another field",
        ),
        "concluding an unknown value": (
            lambda: Conclude.that(debtor.risk_class, "baad"),
            LanguageError,
            "`baad` is not one of its values\n  help: did you mean `bad`?",
        ),
        "urgency of another type": (
            lambda: Recommend("ACT", Const(1, COUNT)),
            LanguageError,
            "`Const(1, count)` is count, score is needed\n  at: `ACT`\n  help: convert it, or choose another field",
        ),
        "urgency that may be missing": (
            lambda: Recommend("ACT", debtor.contact_urgency),
            LanguageError,
            "the urgency of `ACT` may be missing\n  help: add `coalesce(…, 0)` around the term that may be missing",
        ),
        "a day that is an amount": (
            lambda: advise(on=debtor.open_amount),
            LanguageError,
            "`debtor.open_amount` is money, date is needed\n  at: `ACT`\n  help: convert it, or choose another field",
        ),
        "an amount that is a ratio": (
            lambda: advise(amount=ratio(debtor.open_amount, debtor.overdue_amount)),
            LanguageError,
            "is ratio, money is needed\n  at: `ACT`\n  help: convert it, or choose another field",
        ),
    }


@pytest.mark.parametrize("name", mistakes())
def test_a_mistake_is_an_error_when_it_is_written(name: str) -> None:
    write, error, text = mistakes()[name]
    with pytest.raises(error) as caught:
        write()
    assert str(caught.value).endswith(text)


@pytest.mark.parametrize("place", ["start", "deadline", "names_day"])
def test_each_place_has_its_type(place: str) -> None:
    changes: dict[str, Any] = {place: debtor.open_amount}
    with pytest.raises(LanguageError, match=r"is money, (date|minute) is needed"):
        replace(advise(), **changes)


def test_an_urgency_that_is_caught_is_sure() -> None:
    assert Recommend("ACT", coalesce(debtor.contact_urgency, 0)).term("urgency").type == SCORE


def test_plain_values_are_read_as_what_their_place_means() -> None:
    effect = Recommend("ACT", 20, on=date(2026, 7, 15), start=930, amount=0)
    assert [term.key for term in effect.terms()] == [
        "Const(20, score)",
        f"Const({date(2026, 7, 15).toordinal()}, date)",
        "Const(930, minute)",
        "Const(0, money)",
    ]
    with pytest.raises(LanguageError, match="`soon` cannot be read as date"):
        Recommend("ACT", 20, on="soon")


@pytest.mark.parametrize("effect", [advise(), Conclude.that(debtor.bad_faith)])
def test_one_effect_needs_no_brackets(effect: Effect) -> None:
    for written in (effect, [effect], (effect,)):
        assert Rule("r", debtor.is_overdue, written, TEXT).then == (effect,)  # type: ignore[arg-type] # what people write


def test_the_reason_is_a_wording() -> None:
    with pytest.raises(BookError, match="the reason of rule `r` is no `Wording`"):
        Rule("r", debtor.is_overdue, (advise(),), "because")  # type: ignore[arg-type] # the mistake


def test_a_recommendation_reads_its_terms() -> None:
    effect = advise(on=debtor.today, start=Const(5, MINUTE), deadline=debtor.today + 1, amount=debtor.open_amount)
    assert [term.type for term in effect.terms()] == [SCORE, DATE, MINUTE, DATE, MONEY]
    assert [term.type for term in advise().terms()] == [SCORE]


@pytest.mark.parametrize(
    ("name", "tip", "letter"),
    [
        ("tip-03b.remind", 3, "3b"),
        ("tip-13.window", 13, "13"),
        ("tip-20c.short", 20, "20c"),
        ("house.rule", None, ""),
        ("tip-03b.remind", None, ""),
    ],
)
def test_the_letter_of_the_tip(name: str, tip: int | None, letter: str) -> None:
    assert a_rule(name, debtor.is_overdue, tip=tip).letter == letter


@pytest.mark.parametrize(
    ("changes", "days"),
    [
        ({}, {14, 15, 16}),
        ({"since": TODAY}, {15, 16}),
        ({"until": TODAY}, {14, 15}),
        ({"since": TODAY, "until": TODAY}, {15}),
    ],
)
def test_a_rule_holds_from_its_first_to_its_last_day(changes: dict[str, Any], days: set[int]) -> None:
    rule = a_rule("r", debtor.is_overdue, **changes)
    assert {day for day in (14, 15, 16) if rule.in_force(date(2026, 7, day))} == days
    case = a_case(an_invoice())
    assert {day for day in (14, 15, 16) if asked(a_book(rule), case, at(date(2026, 7, day))).recommendations} == days


def test_leaves_are_the_fields_and_aggregates_that_a_tree_reads_each_once() -> None:
    number = count(event, event.kind == "payment")
    tree = (invoice.open_amount > 0) & (number > 2) & (debtor.open_amount > invoice.open_amount)
    assert [leaf.key for leaf in leaves(tree)] == ["invoice.open_amount", number.key, "debtor.open_amount"]


def test_a_conclusion_is_true_where_nothing_else_is_said() -> None:
    assert Conclude.that(debtor.bad_faith).value.key == as_term(True, debtor.bad_faith.type).key  # noqa: FBT003 - the literal is the point
