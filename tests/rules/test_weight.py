"""Weights: they move recommendations on the worklist, and decide nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from dunning_rules.errors import BookError, LanguageError
from dunning_rules.policy import Policy
from dunning_rules.result import Report
from dunning_rules.rules.weight import Weight
from dunning_rules.vocabulary import debtor, invoice, recommendation
from tests.cases import NOON, TEXT, a_book, a_case, a_rule, advise, an_action, an_invoice

ACTIONS = (an_action("CALL"), an_action("WRITE", channel="letter"))
BOOK = a_book(a_rule("c", debtor.is_overdue, advise("CALL", 50)), a_rule("w", debtor.is_overdue, advise("WRITE", 40)), actions=ACTIONS)


def report(*weights: Weight) -> Report:
    return Policy(replace(BOOK, weights=weights), engine="plain").evaluate(a_case(an_invoice()), as_of=NOON)


def test_a_weight_moves_what_it_holds_for() -> None:
    letters = Weight("letters", recommendation.channel == "letter", Decimal("1.2"), TEXT)
    assert [each.action for each in report().recommendations] == ["CALL", "WRITE"]
    moved = report(letters)
    assert [(each.action, each.weights) for each in moved.recommendations] == [("WRITE", {"letters": Decimal("1.2")}), ("CALL", {})]
    assert Report.from_json(moved.to_json()) == moved
    assert replace(BOOK, weights=(letters,)).digest != BOOK.digest


def test_weights_multiply() -> None:
    up = Weight("a", recommendation.channel == "letter", Decimal(2), TEXT)
    down = Weight("b", (recommendation.urgency < 45) & debtor.is_overdue, Decimal("0.5"), TEXT)
    assert [each.action for each in report(up, down).recommendations] == ["CALL", "WRITE"]
    assert report(up, down).recommendations[1].weights == {"a": Decimal(2), "b": Decimal("0.5")}


def test_an_aggregate_may_be_asked() -> None:
    from dunning_rules.language import exists  # noqa: PLC0415 - only here

    own = Weight("a", debtor.is_overdue & exists(invoice, invoice.is_overdue), Decimal(2), TEXT)
    assert all(each.weights for each in report(own).recommendations)


@pytest.mark.parametrize("factor", [Decimal("0.09"), Decimal("10.1"), Decimal("NaN"), Decimal(0), Decimal(-1), 2, 1.5])
def test_a_factor_that_hides_the_others_is_refused(factor: Decimal) -> None:
    with pytest.raises(BookError, match="is no factor") as caught:
        Weight("a", debtor.is_overdue, factor, TEXT)
    assert caught.value.where == "weight `a`"


def test_what_a_weight_cannot_read_is_refused() -> None:
    with pytest.raises(LanguageError, match=r"`invoice\.is_overdue` is of `invoice`"):
        Weight("a", invoice.is_overdue, Decimal(2), TEXT)
    with pytest.raises(BookError, match="is known only when the guard asks") as caught:
        report(Weight("a", recommendation.about_overdue, Decimal(2), TEXT))
    assert caught.value.where == "weight `a`"
    with pytest.raises(BookError, match="weight `a` occurs twice"):
        report(*(Weight("a", debtor.is_overdue, Decimal(2), TEXT) for _ in range(2)))
