"""Errors: one tree, with a place and a mend, and quoted input that is safe to show."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from dunning_rules import errors
from dunning_rules.errors import CaseError, CurrencyError, DunningDeprecationWarning, DunningError, LanguageError, did_you_mean, quote


def test_every_error_of_the_library_is_a_dunning_error() -> None:
    found = [
        each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Exception) and not issubclass(each, Warning)
    ]
    assert len(found) > 5
    assert all(issubclass(each, DunningError) for each in found)
    assert issubclass(CurrencyError, CaseError)


def test_what_goes_away_names_what_to_use_instead_and_is_shown_to_everybody() -> None:
    warning = DunningDeprecationWarning("old_name", instead="new_name", until=date(2028, 1, 31))
    assert str(warning) == "`old_name` goes away after 2028-01-31\n  help: use `new_name`"
    assert not isinstance(warning, DeprecationWarning)


@pytest.mark.parametrize(
    ("where", "mend", "text"),
    [
        ("", "", "it is wrong"),
        ("row 5", "", "it is wrong\n  at: row 5"),
        ("", "mend it", "it is wrong\n  help: mend it"),
        ("row 5", "mend it", "it is wrong\n  at: row 5\n  help: mend it"),
    ],
)
def test_the_text_has_the_place_and_the_mend_below_the_message(where: str, mend: str, text: str) -> None:
    assert str(DunningError("it is wrong", where=where, help=mend)) == text


def test_an_error_can_be_sent_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(LanguageError("it is wrong", where="row 5", help="mend it")))  # noqa: S301 - our own bytes
    assert isinstance(error, LanguageError)
    assert (error.message, error.where, error.help) == ("it is wrong", "row 5", "mend it")


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("a", "`a`"),
        ("", "``"),
        (5, "`5`"),
        (None, "`None`"),
        (("a", 1), "`('a', 1)`"),
        ("a\nb\tc\x1b[31m", "`a�b�c�[31m`"),
        ("发票", "`发票`"),
        ("x" * 80, f"`{'x' * 80}`"),
        ("x" * 81, f"`{'x' * 80}…`"),
        ("x" * 10_000, f"`{'x' * 80}…`"),
    ],
)
def test_input_is_quoted_on_one_line_and_shortened(value: object, quoted: str) -> None:
    assert quote(value) == quoted


@pytest.mark.parametrize(
    ("name", "known", "mend"),
    [
        ("overdu", ["open", "overdue"], "did you mean `overdue`?"),
        ("x", ["b", "a"], "known: `a`, `b`"),
        ("x", [], "none is known"),
        ("x", [f"n{number:02}" for number in range(12)], "known: " + ", ".join(f"`n{number:02}`" for number in range(12))),
        ("x", [f"n{number:02}" for number in range(13)], "known: " + ", ".join(f"`n{number:02}`" for number in range(12)) + " and 1 more"),
    ],
)
def test_the_nearest_known_name_is_offered(name: str, known: list[str], mend: str) -> None:
    assert did_you_mean(name, known) == mend
