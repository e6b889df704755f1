"""The built-in rules, with their own parameters and with others: both engines find and report the same."""

from __future__ import annotations

import pytest
from hypothesis import given

from dunning_rules.language.types import Literal
from dunning_rules.models import Case
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing import AS_OF, cases, sample_cases
from dunning_rules.testing.choices import SeededChoices
from dunning_rules.tips import standard_book
from tests.differential.agreement import Tally, compare, needs_durable, reported
from tests.properties.common import standard, steady

CASES = 1_000
OTHER_BOOKS = 10


def with_other_parameters(seed: int) -> RuleBook:
    """The built-in book with every parameter at one of the ends of its range, or where it was."""
    choices = SeededChoices(seed)
    values: dict[str, Literal] = {}
    for each in standard_book().parameters:
        values[each.name] = choices.one_of((each.value, each.low, each.high))
    return standard_book().with_parameters(values)


@needs_durable
@pytest.mark.parametrize("seed", range(4))
def test_the_engines_agree_on_the_built_in_rules(seed: int) -> None:
    tally = compare(standard_book(), sample_cases(seed, CASES), AS_OF)
    assert not tally.mismatches, str(tally)
    assert tally.cases == CASES
    assert tally.fired > 50


@needs_durable
def test_the_engines_agree_whatever_the_parameters() -> None:
    tally = Tally()
    for seed in range(OTHER_BOOKS):
        tally += compare(with_other_parameters(seed), sample_cases(100 + seed, CASES // OTHER_BOOKS), AS_OF)
    assert not tally.mismatches, str(tally)
    assert (tally.books, tally.cases) == (OTHER_BOOKS, CASES)


@needs_durable
@steady(100)
@given(case=cases())
def test_the_reports_are_the_same(case: Case) -> None:
    plain, durable = (reported(standard(engine), case, AS_OF) for engine in ("plain", "durable"))
    assert plain == durable
    assert plain.to_json() == durable.to_json()


@needs_durable
def test_a_difference_would_be_seen() -> None:
    other = standard_book().with_parameters({"collectible_from": 2})
    tally = compare(standard_book(), sample_cases(0, 300), AS_OF, other=other)
    assert tally.mismatches
