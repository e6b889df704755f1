"""Texts with places for values."""

from __future__ import annotations

import pytest

from dunning_rules.errors import BookError
from dunning_rules.language import Wording
from dunning_rules.rules.template import fields_of, split


@pytest.mark.parametrize(
    ("template", "parts"),
    [
        ("", ()),
        ("nothing", (("nothing", None),)),
        ("{debtor.a}", (("", "debtor.a"),)),
        ("of {debtor.a}, {debtor.b} is", (("of ", "debtor.a"), (", ", "debtor.b"), (" is", None))),
        ("{{{debtor.a}}}", (("{", None), ("", "debtor.a"), ("}", None))),
    ],
)
def test_a_text_is_split_at_its_places(template: str, parts: tuple[tuple[str, str | None], ...]) -> None:
    assert split(template) == parts


@pytest.mark.parametrize(
    ("template", "message", "mend"),
    [
        (
            "{debtor.a",
            "the text `{debtor.a` cannot be read: expected '}' before end of string",
            "write `{scope.field}` for a value, `{{` for a brace",
        ),
        (
            "debtor.a}",
            "the text `debtor.a}` cannot be read: Single '}' encountered in format string",
            "write `{scope.field}` for a value, `{{` for a brace",
        ),
        (
            "{}",
            "the text `{}` has a place that is not a plain field: ``",
            "write `{scope.field}`; the type of the field decides its format",
        ),
        (
            "{ }",
            "the text `{ }` has a place that is not a plain field: ` `",
            "write `{scope.field}`; the type of the field decides its format",
        ),
        (
            "{debtor.a:>9}",
            "the text `{debtor.a:>9}` has a place that is not a plain field: `debtor.a`",
            "write `{scope.field}`; the type of the field decides its format",
        ),
        (
            "{debtor.a!r}",
            "the text `{debtor.a!r}` has a place that is not a plain field: `debtor.a`",
            "write `{scope.field}`; the type of the field decides its format",
        ),
    ],
)
def test_a_text_that_cannot_be_filled_is_an_error(template: str, message: str, mend: str) -> None:
    with pytest.raises(BookError) as caught:
        split(template)
    assert str(caught.value) == f"{message}\n  help: {mend}"


def test_the_fields_of_all_languages_count_each_once() -> None:
    wording = Wording("{debtor.a} and {debtor.b}", "{debtor.b} {debtor.c}", others=(("de", "{debtor.d} {debtor.a}"),))
    assert fields_of(wording) == ("debtor.a", "debtor.b", "debtor.c", "debtor.d")
