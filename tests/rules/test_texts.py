"""Other texts, and further languages."""

from __future__ import annotations

import pytest

from dunning_rules.errors import BookError, LanguageError
from dunning_rules.language import Wording
from dunning_rules.packs import builtin_constraints
from dunning_rules.policy import Policy
from dunning_rules.rules.texts import Texts
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import debtor
from tests.cases import NOON, TEXT, a_book, a_case, a_rule, an_event, an_invoice

BOOK = a_book(a_rule("r", debtor.is_overdue, why=Wording("{debtor.overdue_amount} is late", "逾期 {debtor.overdue_amount}")))
CASE = a_case(an_invoice())


def reason(texts: Texts, lang: str) -> str:
    """What the rule says."""
    return Policy(texts.applied(BOOK), lang=lang, engine="plain").evaluate(CASE, as_of=NOON).recommendations[0].reason


@pytest.mark.parametrize(
    ("of", "lang", "expected"),
    [
        ("en", "en", "pay EUR\N{NO-BREAK SPACE}100.00"),
        ("en", "zh", "逾期 EUR\N{NO-BREAK SPACE}100.00"),
        ("zh", "zh", "pay EUR\N{NO-BREAK SPACE}100.00"),
        ("zh", "en", "EUR\N{NO-BREAK SPACE}100.00 is late"),
        ("de", "de", "pay EUR\N{NO-BREAK SPACE}100,00"),
        ("de", "fr", "EUR\N{NO-BREAK SPACE}100,00 is late"),
    ],
)
def test_a_text_stands_in_its_language_alone(of: str, lang: str, expected: str) -> None:
    assert reason(Texts(of, rules={"r": "pay {debtor.overdue_amount}"}), lang) == expected


def test_the_last_text_of_a_language_stays() -> None:
    first, second = (Texts("de", rules={"r": text}) for text in ("eins", "zwei"))
    other = Texts("fr", rules={"r": "un"})
    book = other.applied(second.applied(first.applied(BOOK)))
    assert book.rule("r").why.others == (("de", "zwei"), ("fr", "un"))


def test_actions_constraints_and_parameters_have_texts_too() -> None:
    name = next(iter(BOOK.parameters)).name
    guarded = BOOK.guarded_by(builtin_constraints())
    texts = Texts("de", actions={"ACT": "handeln"}, constraints={"base.asked-to-stop": "nicht mehr anrufen"}, parameters={name: "Grenze"})
    book = texts.applied(guarded)
    assert next(each for each in book.parameters if each.name == name).label.text("de") == "Grenze"
    report = Policy(book, lang="de", engine="plain").evaluate(a_case(an_invoice(), an_event("cease_request")), as_of=NOON)
    (advice,) = report.recommendations
    assert advice.task == "handeln"
    assert "nicht mehr anrufen" in [each.reason for each in advice.findings]
    assert advice.verdict == "vetoed"


def test_a_text_of_another_meaning_is_no_other_constraint() -> None:
    texts = Texts("en", constraints={"base.asked-to-stop": "go on calling"})
    assert len(texts.applied(standard_book()).guarded_by(builtin_constraints()).constraints) == len(builtin_constraints())


@pytest.mark.parametrize("part", ["rules", "actions", "constraints", "parameters"])
def test_a_text_for_what_is_not_there_is_refused(part: str) -> None:
    with pytest.raises(BookError, match=f"there is no {part.removesuffix('s')} `nothing`") as caught:
        Texts("de", **{part: {"nothing": "nichts"}}).applied(BOOK)
    assert caught.value.where == "texts in `de`"


def test_an_empty_text_or_an_unknown_language_is_refused() -> None:
    with pytest.raises(BookError, match="the text of `r` is empty"):
        Texts("de", rules={"r": " "})
    with pytest.raises(LanguageError, match="`klingon` is not a language"):
        Texts("klingon")


def test_a_text_that_names_no_field_is_refused() -> None:
    with pytest.raises(LanguageError, match="`debtor` has no field `overdue_amout`"):
        Texts("de", rules={"r": "{debtor.overdue_amout}"}).applied(BOOK)
    assert TEXT.text("de") == TEXT.en
