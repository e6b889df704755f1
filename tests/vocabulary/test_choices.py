"""What people call the values of choices."""

from __future__ import annotations

import pytest

from dunning_rules.vocabulary.choices import choice_label


@pytest.mark.parametrize(
    ("value", "lang", "label"),
    [
        ("not_due", "en", "not due"),
        ("not_due", "zh", "未收款"),
        ("not_due", "de", "not due"),
        ("true", "zh", "是"),
        ("credit_bureau", "en", "credit bureau"),
        ("credit_bureau", "zh", "credit bureau"),
        ("", "en", ""),
    ],
)
def test_a_value_has_a_name_or_is_shown_with_spaces(value: str, lang: str, label: str) -> None:
    assert choice_label(value, lang) == label
