"""The columns engine against the plain one, on a few books; the bulk is in `tests/differential`."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest

from dunning_rules.engine.columns.bounds import Bounds
from dunning_rules.engine.columns.found import Facts
from dunning_rules.engine.columns.run import ColumnsEngine
from dunning_rules.models import Case, ExchangeRate
from dunning_rules.policy import Policy
from dunning_rules.testing import sample_books, sample_cases
from dunning_rules.testing.choices import SeededChoices
from dunning_rules.testing.make_parties import make_rates
from dunning_rules.tips import standard_book
from tests.differential.bulk import CURRENCIES, MOMENTS
from tests.differential.columns_agreement import differences, facts_of


@pytest.mark.parametrize("shard", range(8))
def test_random_books(shard: int) -> None:
    as_of, currencies = MOMENTS[shard], CURRENCIES[shard]
    rates: tuple[ExchangeRate, ...] = make_rates(SeededChoices(shard), currencies, as_of)
    cases = list(sample_cases(6000 + shard, 50, as_of=as_of, currencies=currencies))
    found = [each for book in sample_books(7000 + shard, 6, as_of=as_of) for each in differences(book, cases, as_of, rates)[1]]
    assert found == []


def test_numbers_beyond_64_bits_are_as_exact_as_pythons() -> None:
    as_of = MOMENTS[0]
    cases = [_times(case, Decimal(10) ** 7) for case in sample_cases(1, 60, as_of=as_of, currencies=("EUR",))]
    policy = Policy(engine="plain")
    plan = policy._made_ready(as_of.date(), "EUR").plan
    projector = policy._made_ready(as_of.date(), "EUR").projector
    facts = facts_of(plan, [projector.records(case, as_of) for case in cases])
    assert not Bounds(plan).fit(facts)
    assert differences(standard_book(), cases, as_of)[1] == []
    assert ColumnsEngine(plan).run(facts).proposals.schema["urgency"] == pl.Int128


def test_nobody_and_nothing() -> None:
    policy = Policy(engine="plain")
    plan = policy._made_ready(MOMENTS[0].date(), "EUR").plan
    found = ColumnsEngine(plan).run(facts_of(plan, []))
    assert (found.proposals.height, found.conclusions.height) == (0, 0)
    assert Bounds(plan).fit(Facts({scope: frame.clear() for scope, frame in facts_of(plan, []).frames.items()}))


def _times(case: Case, factor: Decimal) -> Case:
    """The case with amounts near the largest ones that records may have."""
    invoices = tuple(
        each.model_copy(update={"amount": min(each.amount * factor, Decimal(10) ** 12 - 1), "open_amount": None}) for each in case.invoices
    )
    return case.model_copy(update={"invoices": invoices})
