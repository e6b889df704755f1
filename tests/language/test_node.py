"""What all nodes of a tree share: canonical text, walking, changing, and never being true or false."""

# ruff: noqa: SIM300 - terms are written like constants, and stand on the left

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from dunning_rules.errors import LanguageError
from dunning_rules.language import COUNT, FLAG, NAME, RATIO, Condition, Const, Node, Ref, Term, band, choice, coalesce, exists, greatest
from dunning_rules.vocabulary import event

A = Ref("debtor", "a", COUNT, may_miss=True)
B = Ref("debtor", "b", COUNT, may_miss=True)
YES = Ref("debtor", "yes", FLAG, may_miss=True)
TEXT = Ref("debtor", "text", NAME, may_miss=True)
GRADE = Ref("debtor", "grade", choice("a", "b", "a, b"), may_miss=True)


@pytest.mark.parametrize(
    "misuse",
    [
        lambda: A > 1 and B > 1,
        lambda: A > 1 or B > 1,
        lambda: not A > 1,
        lambda: 1 < A < 3,
        lambda: [] if YES else [1],
        lambda: A in (B, YES),
        lambda: all([A > 1, B > 1]),
    ],
    ids=["and", "or", "not", "chain", "if", "in", "all"],
)
def test_a_condition_is_never_true_or_false(misuse: Callable[[], object]) -> None:
    with pytest.raises(LanguageError) as caught:
        misuse()
    assert "was used as true or false" in caught.value.message
    assert str(caught.value).endswith(
        "\n  help: use `&`, `|` and `~` with brackets instead of `and`, `or`, `not`, and one comparison at a time"
    )


def test_the_message_shows_what_was_misused() -> None:
    with pytest.raises(LanguageError) as caught:
        bool(A > 1)
    assert caught.value.message == "a condition was used as true or false: `Compare(gt, debtor.a, Const(1, count))`"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (A > 1, A > 1),
        ((A > 1) & (B > 2), (A > 1) & (B > 2)),
        (A + 1, A + 1),
        (GRADE.is_in(("b", "a")), GRADE.is_in(("a", "b", "a"))),
        (~~(A > 1), A > 1),
        (exists(event, event.kind == "payment", within=3), exists(event, event.kind == "payment", within=3)),
    ],
)
def test_equal_trees_have_equal_keys(one: Node, other: Node) -> None:
    assert one.key == other.key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (A > 1, A >= 1),
        (A > 1, B > 1),
        (A > 1, A > 2),
        (A > 1, A > B),
        (A.is_known(), A.is_missing()),
        ((A > 1) & (B > 2), (A > 1) | (B > 2)),
        ((A > 1) & (B > 2), (B > 2) & (A > 1)),
        (A + B, B + A),
        (greatest(A, B), coalesce(A, B)),
        (band(A, ((1, 1),)), band(A, ((1, 2),))),
        (band(A, ((1, 1),)), band(A, ((1, 1),), below=5)),
        (GRADE.is_in(("a",)), ~GRADE.is_in(("a",))),
        (GRADE.is_in(("a", "b")), GRADE.is_in(("a, b",))),
        (TEXT == "x", TEXT == "x, name"),
        (TEXT == "1", Const(1, COUNT) == Const(1, COUNT)),
        (exists(event, event.kind == "payment"), exists(event, event.kind == "promise")),
        (exists(event), exists(event, per="invoice")),
        (exists(event, per="invoice"), exists(event, per="invoice", link="invoice_id")),
        (Const(8000, RATIO), Const(8000, COUNT)),
    ],
)
def test_different_trees_have_different_keys(one: Node, other: Node) -> None:
    assert one.key != other.key


def test_walking_meets_every_node_once_from_the_top() -> None:
    tree = (A + B > 3) & YES
    assert [type(node).__name__ for node in tree.walk()] == ["All", "Compare", "Sum", "Ref", "Ref", "Const", "Compare", "Ref", "Const"]


def test_walking_looks_into_aggregates() -> None:
    names = [node.key for node in exists(event, event.kind == "payment").walk() if isinstance(node, Ref)]
    assert names == ["event.kind"]


def test_map_changes_what_stands_directly_below_and_leaves_the_tree_alone() -> None:
    tree = greatest(A, B)
    changed = tree.map(lambda _: Const(7, COUNT))
    assert changed.key == greatest(Const(7, COUNT), Const(7, COUNT)).key
    assert tree.key == greatest(A, B).key


def test_map_keeps_the_numbers_of_a_band() -> None:
    tree = band(A, ((1, 10), (2, 20)), below=5)
    assert tree.map(lambda node: node).key == tree.key


def test_trees_are_immutable() -> None:
    with pytest.raises(AttributeError):
        setattr(A, "name", "b")  # noqa: B010 - the attribute is frozen for the type checker, too


def test_terms_can_be_kept_in_sets_and_as_keys() -> None:
    assert len({A, A, B}) == 2
    assert {A: 1}[A] == 1


class Unheard(Condition):
    """A condition that no reader knows."""


def test_every_condition_says_how_it_is_negated() -> None:
    with pytest.raises(NotImplementedError):
        ~Unheard()


def test_literals_are_on_either_side_of_a_comparison() -> None:
    assert (5 > A).key == (A < 5).key
    assert (Decimal("0.5") <= Ref("debtor", "r", RATIO, may_miss=True)).key == "Compare(ge, debtor.r, Const(5000, ratio))"


def test_a_term_is_missing_where_a_part_is() -> None:
    sure = Ref("debtor", "sure", COUNT, may_miss=False)
    assert not (sure + 1).nullable
    assert (sure + A).nullable
    assert not Term.nullable.fget(sure * 2)  # type: ignore[attr-defined] # the property of the base class, as every term inherits it
