"""Texts in several languages."""

from __future__ import annotations

import pytest

from dunning_rules.language import LANGUAGES, Wording

TEXT = Wording("claim", "债权", others=(("de", "Forderung"),))


@pytest.mark.parametrize(("lang", "text"), [("en", "claim"), ("zh", "债权"), ("de", "Forderung"), ("fr", "claim")])
def test_english_stands_in_for_a_language_that_is_not_there(lang: str, text: str) -> None:
    assert TEXT.text(lang) == text


def test_the_library_speaks_two_languages() -> None:
    assert LANGUAGES == ("en", "zh")
