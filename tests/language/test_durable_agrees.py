"""durable-rules itself, asked the conditions of the durable reader, says what the plain reader says."""

# ruff: noqa: SIM300 - terms are written like constants, and stand on the left

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pytest

from dunning_rules.engine.durable_host import Action, DurableHost
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
    band,
    choice,
    coalesce,
    greatest,
    ratio,
    when,
)
from dunning_rules.language.durable import Json, Slots, read_durable
from dunning_rules.language.plain import read_condition
from dunning_rules.language.record import Record
from dunning_rules.language.types import MAX_FACT

pytest.importorskip("durable.engine")

A = Ref("debtor", "a", COUNT, may_miss=True)
B = Ref("debtor", "b", COUNT, may_miss=True)
AMOUNT = Ref("debtor", "amount", MONEY, may_miss=True)
SHARE = Ref("debtor", "share", RATIO, may_miss=True)
DAY = Ref("debtor", "day", DATE, may_miss=True)
CALLED = Ref("debtor", "called", FLAG, may_miss=True)
NAMED = Ref("debtor", "named", NAME, may_miss=True)
ALIAS = Ref("debtor", "alias", NAME, may_miss=True)
GRADE = Ref("debtor", "grade", choice("mild", "bad", "dead", ordered=True), may_miss=True)
SIGN = Ref("debtor", "sign", choice("文", "武"), may_miss=True)

NUMBERS = (None, -MAX_FACT, -(2**31) - 1, -2, -1, 0, 1, 2, 5, 2**31, 2**32 + 1, MAX_FACT - 1, MAX_FACT)


def records(field: str, values: Iterable[object], **others: object) -> list[Record]:
    return [Record({field: value, **others}) for value in values]


PAIRS = [Record({"a": a, "b": b}) for a in (None, -5, -1, 0, 1, 3, 2**26) for b in (None, -1, 0, 1, 3, 2**26 + 1)]
FLAGS = [Record({"called": called, "a": a}) for called in (None, True, False) for a in (None, 0, 1, 2)]
TEXTS = ("", "a", "A", " a", "0", "1", "true", "null", "a.b", "$and", 'a"b', "\\", "\\u00e4", "it's", "{", "x" * 128)
FOREIGN = ("ä", "ß", "发票", "😀", "e\N{COMBINING ACUTE ACCENT}", "é")
GRADES = records("grade", (None, "mild", "bad", "dead"))
SOME = records("a", NUMBERS)


def asked_of_durable(condition: Condition, facts: list[Record]) -> list[int]:
    found: list[int] = []
    slots = Slots("debtor")
    rules: dict[str, tuple[Json, int, Action]] = {
        "asked": ({"$and": [{"at": "here"}, read_durable(condition, slots)]}, 1, lambda name: found.append(int(name))),
        "end": ({"tick": 0}, 2, lambda _name: None),
    }
    host = DurableHost(rules)
    host.assert_facts([{"id": str(number), "at": "here", **slots.fact(record)} for number, record in enumerate(facts)])
    host.fire({"id": "end", "tick": 0})
    return sorted(set(found))


def asked_of_plain(condition: Condition, facts: list[Record]) -> list[int]:
    holds = read_condition(condition, "debtor")
    return [number for number, record in enumerate(facts) if holds(record)]


CASES: list[tuple[Condition, list[Record]]] = [
    *((condition, SOME) for edge in (-MAX_FACT, -1, 0, 1, 2**31, MAX_FACT) for condition in (A < edge, A <= edge, A > edge, A >= edge)),
    *((condition, SOME) for edge in (-MAX_FACT, 0, 1, MAX_FACT) for condition in (A == edge, A != edge)),
    (AMOUNT <= 0, records("amount", (None, -1, 0, 1))),
    (SHARE >= Decimal("0.8"), records("share", (None, 0, 7999, 8000, 8001))),
    (DAY > date(2026, 7, 15), records("day", (None, date(2026, 7, 15).toordinal(), date(2026, 7, 16).toordinal()))),
    *((condition, PAIRS) for condition in (A < B, A <= B, A > B, A >= B, A == B, A != B, A + 1 > B, A - B < -2, A * B >= 3)),
    (ratio(A, B) >= Decimal("0.5"), PAIRS),
    (greatest(A, B) > 0, PAIRS),
    (coalesce(A, B, 7) == 7, PAIRS),
    (band(A, ((0, 10), (3, 20))) == 10, PAIRS),
    (when(B > 0, A) == 3, PAIRS),
    *((condition, FLAGS) for condition in (as_condition(CALLED), ~CALLED, CALLED.is_known(), CALLED.is_missing())),
    *((condition, FLAGS) for condition in (CALLED & (A > 0), CALLED | (A > 0), ~(CALLED & (A > 0)), ~(CALLED | (A > 0)))),
    *((condition, FLAGS) for condition in (ALWAYS, ~ALWAYS, ALWAYS & CALLED, CALLED | ~ALWAYS)),
    ((A.is_missing() | (A > 1)) & ~CALLED, FLAGS),
    ((CALLED & (A == 1)) | (~CALLED & (A == 2)) | (CALLED.is_missing() & A.is_missing()), FLAGS),
    *((condition, GRADES) for condition in (GRADE == "bad", GRADE != "bad", GRADE >= "bad", ~(GRADE >= "bad"), GRADE < "dead")),
    *((condition, GRADES) for condition in (GRADE.is_in(("mild", "dead")), ~GRADE.is_in(("mild", "dead")), GRADE.is_missing())),
    *((condition, records("named", (None, *TEXTS))) for text in TEXTS for condition in (NAMED == text, NAMED != text)),
    (NAMED.is_known(), records("named", (None, *TEXTS))),
    (NAMED.is_in(TEXTS[:2]), records("named", (None, *TEXTS))),
    (~NAMED.is_in(TEXTS[:2]), records("named", (None, *TEXTS))),
    (NAMED == ALIAS, records("named", (None, *TEXTS, *FOREIGN), alias="a")),
    (NAMED != ALIAS, records("named", (None, *TEXTS, *FOREIGN), alias="ä")),
]
CASES_OF_FOREIGN_TEXT: list[tuple[Condition, list[Record]]] = [
    *((condition, records("named", (None, *FOREIGN))) for text in FOREIGN for condition in (NAMED == text, NAMED != text)),
    *((condition, records("sign", (None, "文", "武"))) for condition in (SIGN == "武", SIGN != "武", SIGN.is_in(("武", "文")))),
]


@pytest.mark.parametrize(
    ("condition", "facts"), CASES, ids=[f"{number}-{condition.key[:60]}" for number, (condition, _) in enumerate(CASES)]
)
def test_durable_rules_says_what_the_plain_reader_says(condition: Condition, facts: list[Record]) -> None:
    assert asked_of_durable(condition, facts) == asked_of_plain(condition, facts)


@pytest.mark.parametrize(("condition", "facts"), CASES_OF_FOREIGN_TEXT)
def test_texts_of_any_alphabet_are_compared(condition: Condition, facts: list[Record]) -> None:
    assert asked_of_durable(condition, facts) == asked_of_plain(condition, facts)


def test_the_facts_tell_the_conditions_apart() -> None:
    answers = [(len(asked_of_plain(condition, facts)), len(facts)) for condition, facts in CASES + CASES_OF_FOREIGN_TEXT]
    neither_none_nor_all = [answer for answer in answers if 0 < answer[0] < answer[1]]
    assert len(neither_none_nor_all) > 0.9 * len(answers)
