"""Findings that are meant to be."""

from __future__ import annotations

from typing import Any

import pytest

from dunning_rules.contribution import Plugin, combine
from dunning_rules.errors import BookError, LanguageError, PluginError
from dunning_rules.language import Wording
from dunning_rules.plugins import hookimpl
from dunning_rules.plugins.collect import read_plugin
from dunning_rules.rules import Accepted
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import debtor, invoice

WHY = Wording("it is meant", "有意如此")


def test_each_name_has_to_fit_one_of_the_patterns() -> None:
    accepted = Accepted("OVERLAP", WHY, ("own.class-*", "own.default"))
    assert accepted.fits("OVERLAP", ("own.class-bad", "own.default"))
    assert accepted.fits("OVERLAP", ("own.class-bad", "own.class-dead"))
    assert not accepted.fits("OVERLAP", ("own.class-bad", "own.other"))
    assert not accepted.fits("SUBSUMED", ("own.class-bad", "own.default"))


def test_case_matters() -> None:
    assert not Accepted("OVERLAP", WHY, ("own.*",)).fits("OVERLAP", ("OWN.a",))


def test_a_gap_says_whom_it_leaves_alone() -> None:
    assert Accepted("GAP", WHY, when=debtor.is_blocked).condition.key == (debtor.is_blocked == True).key  # noqa: E712 - builds a condition


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"finding": "DAED", "names": ("a",)}, "there is no finding `DAED`"),
        ({"finding": "DEAD"}, "it is not said which DEAD is accepted"),
        ({"finding": "GAP"}, "it is not said which GAP is accepted"),
        ({"finding": "GAP", "names": ("a",)}, "it is not said which GAP is accepted"),
        ({"finding": "GAP", "names": ("a",), "when": debtor.is_blocked}, "it is not said which GAP is accepted"),
        ({"finding": "DEAD", "when": debtor.is_blocked}, "it is not said which DEAD is accepted"),
        ({"finding": "DEAD", "names": ("a",), "why": "a text"}, "is no `Wording`"),
    ],
)
def test_what_says_nothing_is_refused(parts: dict[str, Any], message: str) -> None:
    with pytest.raises(BookError, match=message):
        Accepted(**{"why": WHY, **parts})


def test_a_gap_is_about_debtors() -> None:
    with pytest.raises(LanguageError, match="`debtor` is looked at"):
        Accepted("GAP", WHY, when=invoice.is_overdue)


def test_a_condition_that_names_what_the_book_does_not_know_is_refused() -> None:
    unknown = type(debtor.is_blocked)("debtor", "no_such_field", debtor.is_blocked.type, True)  # noqa: FBT003 - it may miss
    plugin = Plugin(name="own", accepted=(Accepted("GAP", WHY, when=unknown),))
    with pytest.raises(PluginError, match="no field `no_such_field`"):
        combine(standard_book(), [plugin])


def test_a_policy_accepts_by_its_hook_and_changes_no_result() -> None:
    class Policy:
        @hookimpl
        def dunning_accepted(self) -> list[Accepted]:
            return [Accepted("OVERLAP", WHY, ("own.*",))]

    plugin = read_plugin(Policy(), "own")
    book = combine(standard_book(), [plugin]).book
    assert len(book.accepted) == len(standard_book().accepted) + 1
    assert book.digest == standard_book().digest
