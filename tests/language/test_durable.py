"""Conditions as JSON for durable-rules, and the flat facts that they are asked of."""

# ruff: noqa: SIM300 - terms are written like constants, and stand on the left

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.language import (
    ALWAYS,
    COUNT,
    DATE,
    FLAG,
    MONEY,
    NAME,
    RATIO,
    Condition,
    Ref,
    as_condition,
    choice,
    count,
    exists,
    ratio,
)
from dunning_rules.language.durable import Json, Slots, read_durable
from dunning_rules.language.record import Record
from dunning_rules.language.types import MAX_FACT
from dunning_rules.vocabulary import event

A = Ref("debtor", "a", COUNT, may_miss=True)
B = Ref("debtor", "b", COUNT, may_miss=True)
AMOUNT = Ref("debtor", "amount", MONEY, may_miss=True)
SHARE = Ref("debtor", "share", RATIO, may_miss=True)
DAY = Ref("debtor", "day", DATE, may_miss=True)
CALLED = Ref("debtor", "called", FLAG, may_miss=True)
NAMED = Ref("debtor", "named", NAME, may_miss=True)
ALIAS = Ref("debtor", "alias", NAME, may_miss=True)
GRADE = Ref("debtor", "grade", choice("mild", "bad", "dead", ordered=True), may_miss=True)


@pytest.mark.parametrize(
    ("condition", "json"),
    [
        (A < 5, {"$lt": {"debtor_a": 5}}),
        (A <= 5, {"$lte": {"debtor_a": 5}}),
        (A > 5, {"$gt": {"debtor_a": 5}}),
        (A >= 5, {"$gte": {"debtor_a": 5}}),
        (A == 5, {"debtor_a": 5}),
        (A != 5, {"$neq": {"debtor_a": 5}}),
        (AMOUNT > 0, {"$gt": {"debtor_amount": 0}}),
        (SHARE >= Decimal("0.8"), {"$gte": {"debtor_share": 8000}}),
        (DAY <= date(1, 1, 9), {"$lte": {"debtor_day": 9}}),
        (as_condition(CALLED), {"debtor_called": 1}),
        (CALLED == False, {"debtor_called": 0}),  # noqa: E712 - a term, not a truth value
        (~CALLED, {"$neq": {"debtor_called": 1}}),
        (NAMED == "x", {"debtor_named": "x"}),
        (GRADE == "bad", {"debtor_grade": "bad"}),
        (GRADE >= "bad", {"$or": [{"debtor_grade": "bad"}, {"debtor_grade": "dead"}]}),
        (GRADE > "bad", {"debtor_grade": "dead"}),
        (~(GRADE > "bad"), {"$neq": {"debtor_grade": "dead"}}),
        (~(GRADE >= "bad"), {"$and": [{"$neq": {"debtor_grade": "bad"}}, {"$neq": {"debtor_grade": "dead"}}]}),
        (A.is_known(), {"$ex": {"debtor_a": 1}}),
        (A.is_missing(), {"$nex": {"debtor_a": 1}}),
        ((A > 1) & CALLED, {"$and": [{"$gt": {"debtor_a": 1}}, {"debtor_called": 1}]}),
        ((A > 1) | CALLED, {"$or": [{"$gt": {"debtor_a": 1}}, {"debtor_called": 1}]}),
        (
            (A > 1) & (CALLED | (B == 2)),
            {"$and": [{"$gt": {"debtor_a": 1}}, {"$or": [{"debtor_called": 1}, {"debtor_b": 2}]}]},
        ),
        (ALWAYS, {"$ex": {"id": 1}}),
        (~ALWAYS, {"$nex": {"id": 1}}),
        (A > B, {"$gt": {"term_0": 0}}),
        (A + B > 3, {"$gt": {"term_0": 3}}),
        (A == B, {"term_0": 0}),
        (NAMED == ALIAS, {"atom_0": 1}),
        (count(event, event.kind == "payment") >= 2, {"$gte": {"term_0": 2}}),
        (as_condition(exists(event)), {"term_0": 1}),
    ],
)
def test_a_condition_as_json(condition: Condition, json: Json) -> None:
    assert read_durable(condition, Slots("debtor")) == json


def test_equal_terms_share_a_slot() -> None:
    slots = Slots("debtor")
    condition = (ratio(A, B) > 0) & (ratio(A, B) < Decimal(1)) & (ratio(B, A) > 0) & (A > 0) & (A < 9)
    assert read_durable(condition, slots) == {
        "$and": [
            {"$gt": {"term_0": 0}},
            {"$lt": {"term_0": 10_000}},
            {"$gt": {"term_1": 0}},
            {"$gt": {"debtor_a": 0}},
            {"$lt": {"debtor_a": 9}},
        ]
    }
    assert slots.fact(Record({"a": 1, "b": 2})) == {"term_0": 5000, "term_1": 20_000, "debtor_a": 1}


def test_different_atoms_do_not_share_a_slot() -> None:
    slots = Slots("debtor")
    read_durable((NAMED == ALIAS) & (NAMED != ALIAS), slots)
    assert slots.fact(Record({"named": "x", "alias": "x"})) == {"atom_0": 1}
    assert slots.fact(Record({"named": "x", "alias": "y"})) == {"atom_1": 1}
    assert slots.fact(Record({"named": "x"})) == {}


def test_a_fact_holds_what_is_asked_for_and_known() -> None:
    slots = Slots("debtor")
    read_durable((A > 0) & CALLED & NAMED.is_known() & (B > 0), slots)
    assert slots.fact(Record({"a": -3, "called": True, "named": "x", "share": 4})) == {
        "debtor_a": -3,
        "debtor_called": 1,
        "debtor_named": "x",
    }
    assert slots.fact(Record({"called": False, "b": 0})) == {"debtor_called": 0, "debtor_b": 0}
    assert slots.fact(Record()) == {}


def test_flags_are_numbers_since_durable_rules_compares_them_with_numbers() -> None:
    slots = Slots("debtor")
    read_durable(CALLED & (A > 0), slots)
    assert [type(value) for value in slots.fact(Record({"called": True, "a": 1})).values()] == [int, int]
    assert [type(value) for value in slots.fact(Record({"called": False, "a": 1})).values()] == [int, int]


def test_fields_of_the_debtor_and_of_its_record_have_slots_of_their_own() -> None:
    of_invoice = Ref("invoice", "a", COUNT, may_miss=True)
    slots = Slots("invoice")
    read_durable((of_invoice > 1) & (A > 1), slots)
    assert slots.fact(Record({"a": 5}, parent=Record({"a": 7}))) == {"invoice_a": 5, "debtor_a": 7}


@pytest.mark.parametrize("number", [MAX_FACT, -MAX_FACT])
def test_a_number_is_exact_up_to_two_to_the_53(number: int) -> None:
    slots = Slots("debtor")
    read_durable(A > 0, slots)
    assert slots.fact(Record({"a": number})) == {"debtor_a": number}


@pytest.mark.parametrize("number", [MAX_FACT + 1, 10**30])
def test_a_number_beyond_it_stands_beyond_every_constant(number: int) -> None:
    slots = Slots("debtor")
    read_durable(A > 0, slots)
    assert slots.fact(Record({"a": number})) == {"debtor_a": 2 * MAX_FACT}
    assert slots.fact(Record({"a": -number})) == {"debtor_a": -2 * MAX_FACT}


class Unheard(Condition):
    """A condition that no reader knows."""

    key = "unheard"


def test_a_reader_refuses_what_it_does_not_know() -> None:
    with pytest.raises(NotImplementedError, match="unheard"):
        read_durable(Unheard(), Slots("debtor"))
