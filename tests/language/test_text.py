"""Conditions as sentences, in English and Chinese."""

# ruff: noqa: SIM300 - terms are written like constants, and stand on the left

from __future__ import annotations

from decimal import Decimal

import pytest

from dunning_rules.language import (
    ALWAYS,
    COUNT,
    DAYS,
    FLAG,
    MONEY,
    RATIO,
    Condition,
    Param,
    Ref,
    Term,
    as_condition,
    band,
    choice,
    coalesce,
    count,
    exists,
    greatest,
    highest,
    holds,
    latest,
    least,
    lowest,
    outer,
    ratio,
    share_of,
    total,
    when,
)
from dunning_rules.language.text import Names, read_text
from dunning_rules.vocabulary import event

A = Ref("debtor", "a", COUNT, may_miss=True)
B = Ref("debtor", "b", COUNT, may_miss=True)
AMOUNT = Ref("debtor", "amount", MONEY, may_miss=True)
SHARE = Ref("debtor", "share", RATIO, may_miss=True)
CALLED = Ref("debtor", "called", FLAG, may_miss=True)
GRADE = Ref("debtor", "grade", choice("mild", "bad", "dead", ordered=True), may_miss=True)

NAMES = Names(
    field=lambda ref: ref.name,
    scope=lambda name: name,
    parameter=lambda name: f"<{name}>",
    value=lambda _kind, value: str(value),
)


@pytest.mark.parametrize(
    ("tree", "english", "chinese"),
    [
        (A < 5, "a below 5", "a 小于 5"),
        (A <= 5, "a at most 5", "a 至多 5"),
        (A > 5, "a above 5", "a 大于 5"),
        (A >= 5, "a at least 5", "a 至少 5"),
        (A == 5, "a is 5", "a 为 5"),
        (A != 5, "a is not 5", "a 不为 5"),
        (as_condition(CALLED), "called", "called"),
        (CALLED == False, "not called", "非 called"),  # noqa: E712 - a term, not a truth value
        (~CALLED, "not called", "非 called"),
        (CALLED != False, "called", "called"),  # noqa: E712 - as above
        (GRADE >= "bad", "grade is bad or dead", "grade 为 bad 或 dead"),
        (~(GRADE >= "bad"), "grade is none of bad or dead", "grade 不为 bad 或 dead"),
        (A.is_known(), "a is known", "a 已知"),
        (A.is_missing(), "a is not known", "a 不详"),
        ((A > 1) & CALLED, "a above 1 and called", "a 大于 1 且 called"),
        ((A > 1) | CALLED, "a above 1 or called", "a 大于 1 或 called"),
        ((A > 1) & (CALLED | (B > 2)), "a above 1 and (called or b above 2)", "a 大于 1 且 (called 或 b 大于 2)"),
        ((A > 1) | (CALLED & (B > 2)), "a above 1 or (called and b above 2)", "a 大于 1 或 (called 且 b 大于 2)"),
        (ALWAYS, "always", "总是"),
        (~ALWAYS, "never", "从不"),
        (A > Param("n", COUNT), "a above <n>", "a 大于 <n>"),
        (A + B - 1 > 0, "a + b − 1 above 0", "a + b − 1 大于 0"),
        (A * 2 > B, "a × 2 above b", "a × 2 大于 b"),
        (ratio(A, B) > Decimal("0.5"), "share of a in b above 5000", "a 占 b 之比 大于 5000"),
        (share_of(SHARE, AMOUNT) > 0, "amount × share divided by 10000 above 0", "amount × share 除以 10000 大于 0"),
        (least(A, B), "the least of a, b", "a, b 中最小者"),
        (greatest(A, 0), "the greatest of a, 0", "a, 0 中最大者"),
        (coalesce(A, 0), "a, 0, whichever is known first", "a, 0 中首个已知者"),
        (band(A, ((1, 5),)), "points for a", "a 的分值"),
        (when(CALLED, A), "a where called", "called 时的 a"),
        (holds(A > 1), "(a above 1)", "(a 大于 1)"),
        (as_condition(exists(event)), "there is a event", "存在event"),
        (
            as_condition(exists(event, event.kind == "payment")),
            "there is a event with kind is payment",
            "存在event (其中 kind 为 payment)",
        ),
        (count(event, within=90) >= 2, "number of events with age_days at most 90 at least 2", "event数量 (其中 age_days 至多 90) 至少 2"),
        (total(event, event.amount), "total amount of events", "eventamount合计"),
        (lowest(event, event.amount), "least amount of events", "eventamount最小值"),
        (highest(event, event.amount), "greatest amount of events", "eventamount最大值"),
        (latest(event, event.amount), "latest amount of events", "event最近的amount"),
        (
            count(event, event.due_on > outer(event.due_on), per="event"),
            "number of events with due_on above its own due_on",
            "event数量 (其中 due_on 大于 其自身的 due_on)",
        ),
        (exists(event, within=Param("d", DAYS)), "there is a event with age_days at most <d>", "存在event (其中 age_days 至多 <d>)"),
    ],
)
def test_a_tree_as_text(tree: Condition | Term, english: str, chinese: str) -> None:
    assert read_text(tree, "en", NAMES) == english
    assert read_text(tree, "zh", NAMES) == chinese


class UnheardCondition(Condition):
    """A condition that no reader knows."""

    key = "unheard condition"


class UnheardTerm(Term):
    """A term that no reader knows."""

    key = "unheard term"


@pytest.mark.parametrize("tree", [UnheardCondition(), UnheardTerm()])
def test_the_reader_refuses_what_it_does_not_know(tree: Condition | Term) -> None:
    with pytest.raises(NotImplementedError, match="unheard"):
        read_text(tree, "en", NAMES)
