"""Trees as data: written and read back they are the same; what is not a tree is refused with the mend."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dunning_rules.errors import LanguageError
from dunning_rules.language import ALWAYS, COUNT, DAYS, MONEY, RATIO, Condition, Const, Param, Term, coalesce, count, ratio
from dunning_rules.language.arithmetic import Quotient, divided
from dunning_rules.language.as_data import literal_to_data, to_data
from dunning_rules.language.from_data import MAX_DEPTH, Terms, condition_from_data, literal_from_data, term_from_data
from dunning_rules.language.types import DATE, Kind
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing.samples import sample_books
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import VOCABULARY, debtor, event, invoice, recommendation

TERMS = Terms(lambda name: VOCABULARY.named(name).ref, VOCABULARY.scopes, {"grace": DAYS, "limit": MONEY})


def terms_of(book: RuleBook) -> Terms:
    return Terms(lambda name: book.vocabulary.named(name).ref, book.vocabulary.scopes, {each.name: each.type for each in book.parameters})


def there_and_back(tree: Condition | Term, terms: Terms = TERMS) -> str:
    data = json.loads(json.dumps(to_data(tree)))
    read = condition_from_data(data, terms) if isinstance(tree, Condition) else term_from_data(data, terms)
    return read.key


def test_every_tree_of_the_built_in_rules_survives() -> None:
    book = standard_book()
    trees = [tree for rule in book.rules for tree in rule.reads()]
    trees += [
        field.definition for scope in book.vocabulary.scopes.values() for field in scope.fields.values() if field.definition is not None
    ]
    assert len(trees) > 200
    for tree in trees:
        assert isinstance(tree, Condition | Term)
        assert there_and_back(tree, terms_of(book)) == tree.key


def test_random_trees_survive() -> None:
    found = 0
    for book in sample_books(11, 60):
        terms = terms_of(book)
        for rule in book.rules:
            for tree in rule.reads():
                assert isinstance(tree, Condition | Term)
                assert there_and_back(tree, terms) == tree.key
                found += 1
    assert found > 300


def test_what_people_write() -> None:
    data = {
        "all": [
            "debtor.is_overdue",
            {"gt": ["debtor.overdue_amount", 0]},
            {"ge": ["debtor.max_days_past_due", {"parameter": "grace"}]},
            {"in": ["recommendation.channel", ["visit", "call"]]},
            {"not_in": ["recommendation.place", ["residence"]]},
            {"ge": ["recommendation.tone", {"choice": "firm"}]},
            {"missing": "debtor.payer_type"},
            {"ge": [{"count": {"of": "event", "where": {"eq": ["event.kind", {"choice": "promise"}]}, "within": 30}}, 2]},
        ]
    }
    wanted = (
        (debtor.is_overdue & (debtor.overdue_amount > 0) & (debtor.max_days_past_due >= Param("grace", DAYS)))
        & recommendation.channel.is_in(("visit", "call"))
        & ~recommendation.place.is_in(("residence",))
        & (recommendation.tone >= "firm")
        & debtor.payer_type.is_missing()
        & (count(event, event.kind == "promise", within=30) >= 2)
    )
    assert condition_from_data(data, TERMS).key == wanted.key


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        ({"plus": ["debtor.today", 3]}, debtor.today + 3),
        ({"minus": ["debtor.today", 3]}, debtor.today - 3),
        ({"minus": ["debtor.today", "invoice.due_on"]}, debtor.today - invoice.due_on),
        ({"plus": ["visit.scheduled_minute", 30]}, VOCABULARY.named("visit.scheduled_minute").ref + Const(30, COUNT)),
        ({"times": ["debtor.overdue_amount", 2]}, debtor.overdue_amount * 2),
        ({"plus": ["debtor.open_invoices", 2]}, debtor.open_invoices + 2),
        ({"ratio_of": ["debtor.overdue_amount", "debtor.open_amount"]}, ratio(debtor.overdue_amount, debtor.open_amount)),
        ({"divided": ["debtor.overdue_amount", 3]}, divided(debtor.overdue_amount, 3)),
        ({"coalesce": ["debtor.max_days_past_due", 0]}, coalesce(debtor.max_days_past_due, 0)),
        ({"minor_units": 1250}, Const(1250, MONEY)),
        ({"ratio": "0.25"}, Const(2500, RATIO)),
        ({"date": "2026-07-15"}, Const(date(2026, 7, 15).toordinal(), DATE)),
        ({"holds": {"any": []}}, None),
    ],
)
def test_terms(data: object, wanted: Term | None) -> None:
    found = term_from_data(data, TERMS)
    assert found.key == ("Holds(Any([]), flag)" if wanted is None else wanted.key)
    assert there_and_back(found) == found.key


def test_always() -> None:
    assert to_data(ALWAYS) == {"all": []}
    assert condition_from_data({"all": []}, TERMS).key == ALWAYS.key


def test_literals() -> None:
    assert literal_to_data(2500, Kind.RATIO) == "0.2500"
    assert literal_from_data("0.25", RATIO) == Decimal("0.25")
    assert literal_to_data(date(2026, 7, 15).toordinal(), Kind.DATE) == "2026-07-15"
    assert literal_to_data(5, Kind.DAYS) == 5


def deep(levels: int, data: object = "debtor.is_overdue") -> object:
    for _ in range(levels):
        data = {"all": [data]}
    return data


@pytest.mark.parametrize(
    ("data", "message", "help_line"),
    [
        ("debtor.overdue", "`debtor` has no field `overdue`", "did you mean"),
        ("debtor.overdue_amount", "is not a condition", "compare a field"),
        ({"gtt": ["debtor.overdue_amount", 0]}, "there is no operation `gtt`", "did you mean `gt`?"),
        ({"gt": ["debtor.overdue_amount"]}, "`gt` has 1 parts instead of two", "give two"),
        ({"gt": "debtor.overdue_amount"}, "`gt` needs a list", "square brackets"),
        ({"gt": [0, "debtor.overdue_amount"]}, "it is not said what `0` measures", "days"),
        ({"gt": ["debtor.overdue_amount", 5]}, "`5` cannot be read as money", "only 0 needs no currency"),
        ({"gt": ["debtor.overdue_amount", {"minor_units": "5"}]}, "`5` is not a number of minor units", "cents"),
        ({"gt": ["debtor.overdue_amount", {"minor_units": True}]}, "`True` is not a number of minor units", "cents"),
        ({"gt": ["debtor.overdue_amount", {"days": 5}]}, "is money, ", "one type"),
        ({"eq": ["recommendation.place", {"choice": "home"}]}, "`home` is not one of its values", "known"),
        ({"eq": ["debtor.overdue_amount", {"choice": "home"}]}, "`home` is compared with no choice", "put the field first"),
        ({"eq": [{"choice": 5}, "recommendation.place"]}, "`5` is compared with no choice", "put the field first"),
        ({"eq": ["recommendation.place", {"choice": 5}]}, "`5` is compared with no choice", "put the field first"),
        ({"in": ["recommendation.place", "residence"]}, "`in` needs a list", "square brackets"),
        ({"in": ["recommendation.place", [5]]}, "`in` needs texts", "values of the choice"),
        ({"ge": ["debtor.max_days_past_due", {"parameter": "grce"}]}, "there is no parameter `grce`", "did you mean `grace`?"),
        ({"ge": ["debtor.max_days_past_due", {"days": [1]}]}, "`[1]` cannot be read as days", "single value"),
        ({"ge": ["debtor.max_days_past_due", {"ratio": "x"}]}, "`x` cannot be read as ratio", "0.8"),
        ({"ge": ["debtor.today", {"date": "15.7.2026"}]}, "`15.7.2026` cannot be read as date", "2026-07-15"),
        ({"ge": [{"count": {"of": "evnt"}}, 1]}, "there is no scope `evnt`", "did you mean `event`?"),
        ({"ge": [{"count": {"of": "event", "take": "event.amount"}}, 1]}, "`count` takes no value", "leave `take` out"),
        ({"ge": [{"sum": {"of": "event"}}, 0]}, "`sum` has no `take`", "which value"),
        ({"ge": [{"sum": {"where": {"all": []}}}, 0]}, "`sum` has no part `of`", "give of"),
        ({"ge": [{"sum": {"off": "event"}}, 0]}, "`sum` has no part `off`", "did you mean `of`?"),
        ({"ge": [{"sum": "event"}, 0]}, "`sum` needs named parts", "of"),
        ({"ge": [{"count": {"of": "event", "per": 5}}, 1]}, "`per` and `link` of `count` are names", "scope"),
        ({"ge": [{"band": {"of": "debtor.max_days_past_due", "steps": [[1, "x"]]}}, 1]}, "pairs of a threshold", "score"),
        ({"ge": [{"band": {"of": "debtor.max_days_past_due", "steps": [[1, 2]], "gives": "x"}}, 1]}, "pairs of a threshold", "score"),
        ({"ge": [{"divided": ["debtor.overdue_amount", "x"]}, 0]}, "`x` is not a whole number", "positive"),
        ({"ge": [{"divided": ["debtor.overdue_amount", 0]}, 0]}, "cannot be divided by `0`", "positive"),
        ({"all": "debtor.is_overdue"}, "`all` needs a list", "square brackets"),
        ({"all": [5]}, "`5` is not one operation", "write for example"),
        ({"all": [], "any": []}, "is not one operation", "write for example"),
        (deep(MAX_DEPTH + 2), f"nested deeper than {MAX_DEPTH}", "define a field"),
    ],
)
def test_what_is_no_tree_is_refused(data: object, message: str, help_line: str) -> None:
    with pytest.raises(LanguageError) as caught:
        condition_from_data(data, TERMS)
    assert message in caught.value.message
    assert help_line in caught.value.help


def test_as_deep_as_allowed() -> None:
    assert isinstance(condition_from_data(deep(MAX_DEPTH + 1), TERMS), Condition)


DAY = {"outer": "debtor.max_days_past_due"}
FLAT = {"known": "debtor.today"}


@pytest.mark.parametrize(
    ("form", "levels"),
    [
        ({"ge": [DAY, "debtor.max_days_past_due"]}, 1),
        ({"ge": ["debtor.max_days_past_due", DAY]}, 1),
        ({"in": [{"outer": "recommendation.place"}, ["residence"]]}, 1),
        ({"not_in": [{"outer": "recommendation.place"}, ["residence"]]}, 1),
        ({"known": DAY}, 1),
        ({"missing": DAY}, 1),
        ({"all": [FLAT]}, 1),
        ({"any": ["debtor.is_overdue", FLAT]}, 1),
        ({"holds": FLAT}, 1),
        ({"known": {"plus": [DAY, "debtor.max_days_past_due"]}}, 2),
        ({"known": {"minus": ["debtor.max_days_past_due", DAY]}}, 2),
        ({"known": {"times": [DAY, 2]}}, 2),
        ({"known": {"least": ["debtor.max_days_past_due", DAY]}}, 2),
        ({"known": {"coalesce": [DAY, "debtor.max_days_past_due"]}}, 2),
        ({"known": {"divided": [DAY, 2]}}, 2),
        ({"known": {"band": {"of": DAY, "steps": [[1, 2]]}}}, 2),
        ({"known": {"when": [FLAT, "debtor.today"]}}, 2),
        ({"known": {"when": ["debtor.is_overdue", DAY]}}, 2),
        ({"known": {"count": {"of": "event", "where": FLAT}}}, 2),
        ({"known": {"count": {"of": "event", "within": DAY}}}, 2),
        ({"known": {"max": {"of": "event", "take": {"plus": ["event.age_days", 1]}}}}, 2),
    ],
)
def test_every_operation_counts_as_one_level(form: object, levels: int) -> None:
    assert isinstance(condition_from_data(deep(MAX_DEPTH - levels, form), TERMS), Condition)
    with pytest.raises(LanguageError, match="nested deeper"):
        condition_from_data(deep(MAX_DEPTH - levels + 1, form), TERMS)


def test_a_node_that_only_engines_make_has_no_form() -> None:
    odd = Quotient(debtor.overdue_amount, debtor.overdue_amount, 3, "half_up", MONEY)
    with pytest.raises(LanguageError, match="has no form as data"):
        to_data(odd)


def test_other_conditions_are_refused() -> None:
    class Odd(Condition):
        """No part of the language."""

        def _values(self) -> dict[str, Any]:
            return {}

    with pytest.raises(NotImplementedError):
        to_data(Odd())
