"""Constraints: what they may be, and that none of them can permit anything."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from dunning_rules.errors import BookError, DunningError, LanguageError
from dunning_rules.language import ALWAYS, Param, Wording, as_term
from dunning_rules.language.types import DAYS, MONEY
from dunning_rules.rules.constraint import Constraint, DeadlineTask, LawfulForm
from dunning_rules.vocabulary import debtor, invoice, recommendation
from tests.cases import TEXT, a_book, a_rule

FORM = LawfulForm("FORM", TEXT, {"tone": "neutral"})
CALLS = recommendation.channel == "call"


def a_constraint(**changes: Any) -> Constraint:  # noqa: ANN401 - fields of a constraint
    """A constraint on calls to debtors that asked us to stop."""
    parts: dict[str, Any] = {
        "id": "own.calls",
        "name": "ContactFrequency",
        "pack": "*",
        "applies": CALLS,
        "permitted_when": ~debtor.asked_to_stop,
        "effect": "veto",
        "why": TEXT,
        "source": "house policy",
    }
    return Constraint(**parts | changes)


@pytest.mark.parametrize(
    ("changes", "message", "mend"),
    [
        ({"name": "ContactFrequenc"}, "there is no constraint `ContactFrequenc`", "did you mean `ContactFrequency`?"),
        ({"effect": "permit"}, "there is no effect `permit`", ""),
        ({"effect": "rewrite"}, "a rewrite needs a lawful form that changes something", "give `form`"),
        ({"effect": "rewrite", "form": LawfulForm("F", TEXT)}, "a rewrite needs a lawful form that changes something", "give `form`"),
        ({"red_line": True, "effect": "approve"}, "a red line is never crossed", "choose `rewrite` or `veto`"),
        ({"red_line": True, "effect": "annotate"}, "a red line is never crossed", "choose `rewrite` or `veto`"),
        ({"red_line": True, "permitted_when": debtor.country.is_missing()}, "a red line is permitted where", "what is not known permits"),
        ({"applies": recommendation.amount > 0}, "`applies` reads `recommendation.amount`, which may be unknown", "`permitted_when`"),
        ({"applies": debtor.asked_to_stop == True}, "`applies` reads `debtor.asked_to_stop`", "`permitted_when`"),  # noqa: E712 - a condition
        ({"permitted_when": invoice.is_overdue == True}, "is of `invoice`", "aggregate"),  # noqa: E712 - a condition
    ],
)
def test_what_is_no_constraint_is_refused(changes: dict[str, Any], message: str, mend: str) -> None:
    with pytest.raises(DunningError) as caught:
        a_constraint(**changes)
    assert message in caught.value.message
    assert mend in caught.value.help
    assert caught.value.where == "constraint `own.calls`"


@pytest.mark.parametrize("part", ["applies", "permitted_when"])
def test_what_is_neither_a_condition_nor_a_flag_is_refused(part: str) -> None:
    with pytest.raises(LanguageError) as caught:
        a_constraint(**{part: debtor.open_amount})
    assert caught.value.where == f"constraint `own.calls`, `{part}`"
    assert caught.value.help


@pytest.mark.parametrize(
    ("parts", "message", "mend"),
    [
        ({"changes": {"tne": "neutral"}}, "the lawful form `F` cannot change `tne`", "did you mean `tone`?"),
        ({"changes": {"stance": "soft"}}, "the lawful form `F` cannot change `stance`", ""),
        ({"changes": {"tone": "neutrl"}}, "the lawful form `F`: `neutrl` is no tone", "did you mean `neutral`?"),
        ({"amount": debtor.today}, "the lawful form `F` needs money, `debtor.today` is date", "another field"),
        ({"on": debtor.open_amount}, "the lawful form `F` needs date", "another field"),
    ],
)
def test_what_is_no_lawful_form_is_refused(parts: dict[str, Any], message: str, mend: str) -> None:
    with pytest.raises(BookError) as caught:
        LawfulForm("F", TEXT, **parts)
    assert message in caught.value.message
    assert mend in caught.value.help


def test_a_lawful_form_is_not_changed_from_outside() -> None:
    changes = {"tone": "neutral"}
    form = LawfulForm("F", TEXT, changes)
    changes["tone"] = "threatening"
    assert form.changes["tone"] == "neutral"
    with pytest.raises(TypeError):
        cast("dict[str, str]", form.changes)["tone"] = "threatening"


def test_what_a_lawful_form_changes() -> None:
    week = as_term(7, DAYS)
    assert LawfulForm("F", TEXT, {"channel": "letter", "tone": "warm"}).is_another_step
    assert not FORM.is_another_step
    assert FORM.is_another_manner
    assert LawfulForm("F", TEXT, drops_claims=True).is_another_manner
    assert LawfulForm("F", TEXT, amount=debtor.open_amount).is_another_manner
    later = LawfulForm("F", TEXT, on=debtor.today + week)
    assert not later.changes_nothing
    assert not later.is_another_manner


def test_a_constraint_holds_from_and_until_its_days() -> None:
    dated = a_constraint(since=date(2026, 1, 1), until=date(2026, 12, 31))
    assert [dated.in_force(day) for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert a_constraint().in_force(date(1900, 1, 1))


def test_what_decides_is_read() -> None:
    form = LawfulForm("F", TEXT, amount=debtor.open_amount, on=debtor.today + as_term(1, DAYS))
    assert len(a_constraint(form=form).reads()) == 4
    assert len(a_constraint().reads()) == 2
    assert DeadlineTask(Wording("a", "b"), 2).days == 2


def test_a_book_checks_its_constraints() -> None:
    book = a_book()
    own = a_constraint()
    assert book.guarded_by((own,)).constraints == (own,)
    assert book.guarded_by((own,)).guarded_by((own,)).constraints == (own,)
    with pytest.raises(BookError, match=r"constraint `own.calls` occurs twice"):
        book.guarded_by((own,)).guarded_by((a_constraint(permitted_when=ALWAYS),))


def test_rules_may_not_read_what_only_the_guard_knows() -> None:
    with pytest.raises(BookError, match="known only when the guard asks"):
        a_book(a_rule("r", recommendation.about_open > 0))


def test_a_constraint_that_reads_a_parameter_which_is_not_there_is_refused() -> None:
    with pytest.raises(BookError, match="there is no parameter `most` of type money") as caught:
        a_book().guarded_by((a_constraint(permitted_when=debtor.open_amount < Param("most", MONEY)),))
    assert caught.value.where == "constraint `own.calls`"
