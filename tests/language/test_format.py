"""How values look to people: separators, percent signs and day counts of their language."""

from __future__ import annotations

from datetime import date

import pytest

from dunning_rules.errors import LanguageError
from dunning_rules.language import Kind, Value
from dunning_rules.language.format import Formatter
from dunning_rules.vocabulary.choices import choice_label


def formatter(lang: str = "en", currency: str = "EUR", digits: int = 2) -> Formatter:
    return Formatter(lang, currency, digits, choice_label)


@pytest.mark.parametrize(
    ("lang", "kind", "value", "text"),
    [
        ("en", Kind.MONEY, 123456789, "EUR\xa01,234,567.89"),
        ("de", Kind.MONEY, 123456789, "EUR\xa01.234.567,89"),
        ("zh", Kind.MONEY, 123456789, "EUR\xa01,234,567.89"),
        ("en", Kind.MONEY, 5, "EUR\xa00.05"),
        ("en", Kind.MONEY, -5, "EUR\xa0-0.05"),
        ("en", Kind.MONEY, -150, "EUR\xa0-1.50"),
        ("en", Kind.MONEY, 0, "EUR\xa00.00"),
        ("en", Kind.COUNT, 1234, "1,234"),
        ("de", Kind.COUNT, 1234, "1.234"),
        ("en", Kind.SCORE, 56, "56"),
        ("en", Kind.DAYS, 1, "1 day"),
        ("en", Kind.DAYS, 44, "44 days"),
        ("en", Kind.DAYS, 0, "0 days"),
        ("en", Kind.DAYS, -3, "-3 days"),
        ("en", Kind.DAYS, 400, "400 days"),
        ("de", Kind.DAYS, 44, "44 Tage"),
        ("zh", Kind.DAYS, 44, "44天"),
        ("en", Kind.RATIO, 8000, "80%"),
        ("en", Kind.RATIO, 8550, "85.5%"),
        ("en", Kind.RATIO, 1, "0.01%"),
        ("de", Kind.RATIO, 8550, "85,5%"),
        ("en", Kind.DATE, date(2026, 7, 15).toordinal(), "2026-07-15"),
        ("en", Kind.MINUTE, 15 * 60 + 5, "15:05"),
        ("en", Kind.FLAG, True, "yes"),
        ("zh", Kind.FLAG, False, "否"),
        ("en", Kind.CHOICE, "not_due", "not due"),
        ("zh", Kind.CHOICE, "not_due", "未收款"),
        ("en", Kind.CHOICE, "court_record", "court record"),
        ("en", Kind.NAME, "00 7", "00 7"),
        ("en", Kind.DAYS, None, "—"),
        ("en", Kind.MONEY, None, "—"),
        ("en", Kind.NAME, None, "—"),
    ],
)
def test_a_value_as_people_write_it(lang: str, kind: Kind, value: Value | None, text: str) -> None:
    assert formatter(lang).show(kind, value) == text


@pytest.mark.parametrize(
    ("currency", "digits", "text"), [("JPY", 0, "JPY\xa01,234"), ("KWD", 3, "KWD\xa01.234"), ("CLF", 4, "CLF\xa00.1234")]
)
def test_money_has_the_decimals_of_its_currency(currency: str, digits: int, text: str) -> None:
    assert formatter(currency=currency, digits=digits).show(Kind.MONEY, 1234) == text


def test_values_that_are_equal_in_python_but_not_in_kind_are_not_mixed_up() -> None:
    show = formatter().show
    assert [show(Kind.COUNT, 1), show(Kind.FLAG, value=True), show(Kind.DAYS, 1), show(Kind.COUNT, 1)] == ["1", "yes", "1 day", "1"]


@pytest.mark.parametrize("lang", ["xx", "not a language", ""])
def test_a_language_that_nobody_speaks_is_an_error(lang: str) -> None:
    with pytest.raises(LanguageError) as caught:
        formatter(lang).show(Kind.DAYS, 1)
    assert str(caught.value) == f"`{lang}` is not a language\n  help: use a code such as `en` or `zh`"
