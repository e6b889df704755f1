"""Aggregates: what they count, and what they refuse."""

# ruff: noqa: SIM300 - terms are written like constants, and stand on the left

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dunning_rules.errors import LanguageError
from dunning_rules.language import (
    COUNT,
    DATE,
    DAYS,
    FLAG,
    MONEY,
    NAME,
    Param,
    Ref,
    Term,
    Wording,
    choice,
    count,
    exists,
    highest,
    latest,
    lowest,
    outer,
    total,
)
from dunning_rules.language.plain import read_condition, read_term
from dunning_rules.language.record import Record, children
from dunning_rules.vocabulary import Scope

EVENT = Scope("event", Wording("event", "事件"))
AMOUNT = EVENT.given("amount", MONEY, Wording("amount", "金额"), "amount")
DAY = EVENT.given("day", DATE, Wording("day", "日期"), "day")
RANK = EVENT.computed("rank", Wording("rank", "名次"), AMOUNT + 0)
KIND = EVENT.given("kind", choice("paid", "promised"), Wording("kind", "类型"), "kind")
INVOICE_ID = EVENT.given("invoice_id", NAME, Wording("invoice", "发票"), "invoice_id")
AGE = EVENT.given("age_days", DAYS, Wording("age", "天数"), "age_days")
DONE = EVENT.given("done", FLAG, Wording("done", "完成"), "done")
AGELESS = Scope("ageless", Wording("ageless", "无"))
LIMIT = Ref("debtor", "limit", MONEY, may_miss=True)
BLOCKED = Ref("debtor", "blocked", FLAG, may_miss=True)
INVOICE_AMOUNT = Ref("invoice", "amount", MONEY, may_miss=True)

PAID_10 = {"id": "a", "amount": 10, "kind": "paid", "age_days": 40, "invoice_id": "1"}
PAID_30 = {"id": "b", "amount": 30, "kind": "paid", "age_days": 30, "invoice_id": "2"}
PROMISED_20 = {"id": "c", "amount": 20, "kind": "promised", "age_days": 3, "invoice_id": "1"}
WITHOUT_AMOUNT = {"id": "d", "kind": "promised", "age_days": 0}
ALL = (PAID_10, PAID_30, PROMISED_20, WITHOUT_AMOUNT)


def debtor_with(*events: dict[str, Any], **values: object) -> Record:
    debtor = Record(values)
    debtor[children("event")] = [Record(event, parent=debtor, order=order) for order, event in enumerate(events)]
    return debtor


def of_debtor(term: Term, *events: dict[str, Any], **values: object) -> object:
    return read_term(term, "debtor")(debtor_with(*events, **values))


@pytest.mark.parametrize(
    ("term", "result", "of_none"),
    [
        (exists(EVENT), True, False),
        (count(EVENT), 4, 0),
        (total(EVENT, AMOUNT), 60, 0),
        (lowest(EVENT, AMOUNT), 10, None),
        (highest(EVENT, AMOUNT), 30, None),
        (latest(EVENT, AMOUNT), 20, None),
        (latest(EVENT, KIND), "promised", None),
        (exists(EVENT, AMOUNT > 25 - 25), True, False),
        (exists(EVENT, KIND == "paid"), True, False),
        (count(EVENT, KIND == "paid"), 2, 0),
        (total(EVENT, AMOUNT, KIND == "paid"), 40, 0),
        (lowest(EVENT, AMOUNT, KIND == "promised"), 20, None),
        (highest(EVENT, AMOUNT, KIND == "promised"), 20, None),
        (latest(EVENT, AMOUNT, KIND == "paid"), 30, None),
        (highest(EVENT, AMOUNT * 2), 60, None),
        (count(EVENT, AMOUNT.is_missing()), 1, 0),
    ],
)
def test_each_operation_over_some_records_and_over_none(term: Term, result: object, of_none: object) -> None:
    assert of_debtor(term, *ALL) == result
    assert of_debtor(term) == of_none
    assert term.nullable is (of_none is None)


def test_records_whose_value_is_missing_are_passed_over() -> None:
    assert of_debtor(lowest(EVENT, AMOUNT), WITHOUT_AMOUNT) is None
    assert of_debtor(total(EVENT, AMOUNT), WITHOUT_AMOUNT) == 0


def test_nothing_exists_where_no_record_satisfies() -> None:
    assert of_debtor(exists(EVENT, KIND == "paid"), PROMISED_20) is False


@pytest.mark.parametrize(("days", "found"), [(2, 1), (3, 2), (29, 2), (30, 3), (40, 4)])
def test_within_counts_the_last_day_too(days: int, found: int) -> None:
    assert of_debtor(count(EVENT, within=days), *ALL) == found


def test_within_joins_the_condition() -> None:
    assert of_debtor(count(EVENT, KIND == "paid", within=30), *ALL) == 1
    assert of_debtor(count(EVENT, (KIND == "paid") | (KIND == "promised"), within=3), *ALL) == 2
    assert of_debtor(exists(EVENT, KIND == "paid", within=29), *ALL) is False
    assert of_debtor(total(EVENT, AMOUNT, within=30), *ALL) == 50
    assert of_debtor(lowest(EVENT, AMOUNT, within=30), *ALL) == 20
    assert of_debtor(highest(EVENT, AMOUNT, within=3), *ALL) == 20
    assert of_debtor(latest(EVENT, AMOUNT, KIND == "paid", within=35), *ALL) == 30


def test_within_takes_a_parameter() -> None:
    assert "Param(days, days)" in count(EVENT, within=Param("days", DAYS)).key


def test_where_may_read_the_debtor() -> None:
    above = count(EVENT, AMOUNT > LIMIT)
    assert of_debtor(above, *ALL, limit=15) == 2
    assert of_debtor(above, *ALL) == 0
    blocked = count(EVENT, (BLOCKED == True) & (KIND == "paid"))  # noqa: E712 - a term, not a truth value
    assert [of_debtor(blocked, *ALL, blocked=flag) for flag in (True, False, None)] == [2, 0, 0]


def test_the_value_may_be_the_debtors() -> None:
    limit = highest(EVENT, LIMIT, KIND == "paid")
    assert of_debtor(limit, *ALL, limit=15) == 15
    assert of_debtor(limit, PROMISED_20, limit=15) is None


def test_a_flag_may_be_asked_directly() -> None:
    assert of_debtor(count(EVENT, DONE), {"id": "a", "done": True}, {"id": "b", "done": False}, {"id": "c"}) == 1


def test_an_aggregate_is_compared_like_any_term() -> None:
    twice = count(EVENT, KIND == "paid") >= 2
    assert read_condition(twice, "debtor")(debtor_with(*ALL))
    assert not read_condition(twice, "debtor")(debtor_with(PAID_10))


def test_a_record_of_the_debtor_asks_about_all_events_of_its_debtor() -> None:
    more = count(EVENT, AMOUNT > outer(INVOICE_AMOUNT), per="invoice")
    debtor = debtor_with(*ALL)
    assert read_term(more, "invoice")(Record({"amount": 15}, parent=debtor)) == 2
    assert read_term(more, "invoice")(Record({"amount": 25}, parent=debtor)) == 1
    assert read_term(more, "invoice")(Record({}, parent=debtor)) == 0
    paid = count(EVENT, KIND == "paid", per="invoice")
    assert read_term(paid, "invoice")(Record({}, parent=debtor)) == 2


def test_a_record_asks_about_what_is_linked_to_it() -> None:
    paid = total(EVENT, AMOUNT, KIND == "paid", per="invoice", link="invoice_id")
    invoice = Record({children("event", "invoice_id"): [Record(PAID_10), Record(PROMISED_20)]})
    assert read_term(paid, "invoice")(invoice) == 10
    assert read_term(paid, "invoice")(Record({children("event", "invoice_id"): None})) == 0


def test_what_is_linked_may_be_compared_with_the_record_that_asks() -> None:
    exact = exists(EVENT, AMOUNT == outer(INVOICE_AMOUNT), per="invoice", link="invoice_id")
    linked = {children("event", "invoice_id"): [Record(PAID_10), Record(PROMISED_20)]}
    assert read_term(exact, "invoice")(Record({**linked, "amount": 20})) is True
    assert read_term(exact, "invoice")(Record({**linked, "amount": 21})) is False


def mistakes() -> dict[str, tuple[Callable[[], object], str, str]]:
    wanted = "take a number, or ask `exists`, `count` or `latest`"
    return {
        "sum of choices": (lambda: total(EVENT, KIND), "`event.kind` is choice: it has no sum", wanted),
        "sum of dates": (lambda: total(EVENT, DAY), "`event.day` is date: it has no sum", wanted),
        "least of names": (lambda: lowest(EVENT, INVOICE_ID), "`event.invoice_id` is name: it has no min", wanted),
        "greatest of choices": (lambda: highest(EVENT, KIND), "`event.kind` is choice: it has no max", wanted),
        "a number as where": (
            lambda: count(EVENT, AMOUNT),
            "`event.amount` is not a condition",
            "compare a field, for example `debtor.overdue_amount > 0`",
        ),
        "within, but no age": (lambda: exists(AGELESS, within=3), "`ageless` has no field `age_days`", "none is known"),
        "within a date": (
            lambda: exists(EVENT, within=Ref("debtor", "n", COUNT, may_miss=False)),
            "`event.age_days` is days, `debtor.n` is count",
            "compare values of one type",
        ),
    }


@pytest.mark.parametrize("name", mistakes())
def test_a_mistake_is_an_error_when_it_is_written(name: str) -> None:
    write, message, mend = mistakes()[name]
    with pytest.raises(LanguageError) as caught:
        write()
    assert str(caught.value) == f"{message}\n  help: {mend}"


def test_dates_have_a_first_and_a_last() -> None:
    days = [{"id": "a", "day": 5}, {"id": "b", "day": 3}]
    assert of_debtor(lowest(EVENT, DAY), *days) == 3
    assert of_debtor(highest(EVENT, DAY), *days) == 5
    assert latest(EVENT, DAY).type == DATE


def test_an_aggregate_has_the_type_of_what_it_takes() -> None:
    types = [exists(EVENT).type, count(EVENT).type, total(EVENT, AMOUNT).type, highest(EVENT, DAY).type, latest(EVENT, KIND).type]
    assert types == [FLAG, COUNT, MONEY, DATE, KIND.type]


@pytest.mark.parametrize(
    "write",
    [
        lambda: exists(EVENT, INVOICE_ID == Ref("invoice", "id", NAME, may_miss=False), per="invoice"),
        lambda: highest(EVENT, INVOICE_AMOUNT),
        lambda: exists(EVENT, AMOUNT > outer(Ref("visit", "amount", MONEY, may_miss=True)), per="invoice"),
    ],
    ids=["another kind in where", "another kind as value", "another kind that asks"],
)
def test_an_aggregate_reads_its_own_records_and_the_one_that_asks_only(write: Callable[[], object]) -> None:
    with pytest.raises(LanguageError):
        write()


def test_the_value_that_is_taken_is_the_childs_own() -> None:
    with pytest.raises(LanguageError, match="but nobody asks here"):
        total(EVENT, AMOUNT - outer(AMOUNT), per="event")
    with pytest.raises(LanguageError, match="inside the `where` of an aggregate"):
        latest(EVENT, outer(AMOUNT), per="event")


def test_an_aggregate_inside_another_does_not_change_who_asks() -> None:
    """A field that is computed while an aggregate looks at its record may ask an aggregate about the same records."""
    inner = read_term(count(EVENT, AMOUNT >= outer(AMOUNT), per="event"), "event")
    home = Record()
    home["@event"] = [Record({"amount": amount}, fields={"rank": inner}, parent=home) for amount in (3, 2, 1)]
    larger = read_term(count(EVENT, RANK.is_known() & (AMOUNT > outer(AMOUNT)), per="event"), "event")
    assert [larger(record) for record in home["@event"]] == [0, 1, 2]
