"""The built-in book: 21 tips, whose rules carry their number and whose numbers are in range."""

from __future__ import annotations

import re

import pytest

from dunning_rules.rules import Recommend
from dunning_rules.tips import TIPS, Tip, standard_book


def test_there_are_21_tips_in_order() -> None:
    assert [tip.number for tip in TIPS] == list(range(1, 22))
    for tip in TIPS:
        assert any(isinstance(effect, Recommend) for rule in tip.rules for effect in rule.then), tip.number


@pytest.mark.parametrize("tip", TIPS, ids=lambda tip: str(tip.number))
def test_the_rules_of_a_tip_carry_its_number(tip: Tip) -> None:
    for rule in tip.rules:
        assert rule.tip == tip.number
        assert re.fullmatch(rf"tip-{tip.number:02}[a-d]?\.[a-z-]+", rule.id)
        assert re.fullmatch(rf"{tip.number}[a-d]?", rule.letter)


@pytest.mark.parametrize("tip", TIPS, ids=lambda tip: str(tip.number))
def test_a_tip_has_its_texts_in_both_languages(tip: Tip) -> None:
    for text in (tip.title, tip.meaning, *(rule.why for rule in tip.rules), *(each.label for each in tip.parameters)):
        assert text.en
        assert re.search(r"[\u4e00-\u9fff]", text.zh), text.zh


def test_both_languages_of_a_reason_name_the_same_values_of_their_record() -> None:
    for rule in standard_book().rules:
        places = [set(re.findall(r"\{([^{}]+)\}", text)) for text in (rule.why.en, rule.why.zh)]
        assert places[0] == places[1], rule.id


def test_every_parameter_of_a_tip_is_read_by_a_rule_or_the_vocabulary() -> None:
    book = standard_book()
    read = {node.key for rule in book.rules for tree in rule.reads() for node in tree.walk()}
    definitions = [book.vocabulary.named(name).definition for name in book.strata.fields]
    read |= {node.key for tree in definitions if tree is not None for node in tree.walk()}
    assert [each.name for each in book.parameters if each.term.key not in read] == []
