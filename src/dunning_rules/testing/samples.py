"""The same variety without Hypothesis: many cases and books from a seed, for bulk tests and benchmarks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dunning_rules.models import Case
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing import pools
from dunning_rules.testing.choices import SeededChoices
from dunning_rules.testing.make_attributes import with_attributes
from dunning_rules.testing.make_books import make_book
from dunning_rules.testing.make_cases import Size, make_case
from dunning_rules.vocabulary import Field


def sample_cases(
    seed: int,
    number: int,
    *,
    as_of: datetime = pools.AS_OF,
    max_invoices: int = 5,
    max_visits: int = 2,
    max_events: int = 10,
    currencies: tuple[str, ...] = ("EUR",),
    fields: tuple[Field, ...] = (),
) -> Iterator[Case]:
    """Cases of `number` different debtors; the same seed gives the same ones on every machine.

    Args:
        seed: any whole number.
        number: how many.
        as_of: the moment for which they will be evaluated.
        max_invoices: at most so many invoices and credit notes in each.
        max_visits: at most so many visits in each.
        max_events: at most so many events in each.
        currencies: of their amounts; the creditor reports in the first.
        fields: those of a policy; the attributes that they read are recorded in some of the records.
    """
    choices = SeededChoices(seed)
    size = Size(max_invoices, max_visits, max_events)
    for each in range(1, number + 1):
        made = make_case(choices, pools.styled(choices, each), as_of, size, currencies)
        yield with_attributes(choices, made, fields, as_of.date())


def sample_books(seed: int, number: int, *, as_of: datetime = pools.AS_OF, max_rules: int = 10) -> Iterator[RuleBook]:
    """Valid rule books; the same seed gives the same ones on every machine.

    Args:
        seed: any whole number.
        number: how many.
        as_of: the moment near which their constants lie.
        max_rules: at most so many rules in each.
    """
    choices = SeededChoices(seed)
    for _ in range(number):
        yield make_book(choices, as_of.date(), max_rules)
