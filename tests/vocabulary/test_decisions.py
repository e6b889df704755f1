"""What we decided about a debtor: a shelved debt rests until it is resumed or its review has passed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dunning_rules.models import Event
from dunning_rules.vocabulary import debtor
from tests.cases import TODAY, a_case, value_of
from tests.tips.advice import happened


def shelved(days_ago: int, review_in: int) -> Event:
    return happened("debt_shelved", days_ago, review_on=TODAY + timedelta(days=review_in))


@pytest.mark.parametrize(
    ("events", "rests"),
    [
        ((), False),
        ((shelved(9, 0),), True),
        ((shelved(9, -1),), False),
        ((shelved(9, 5), happened("collection_resumed", 9)), False),
        ((shelved(9, 5), happened("collection_resumed", 10)), True),
        ((shelved(9, 5), happened("collection_resumed", 3)), False),
        ((shelved(30, -1), happened("collection_resumed", 20), shelved(9, 5)), True),
        ((shelved(30, 60), shelved(9, -1)), False),
    ],
)
def test_a_debt_rests_until_the_review_of_its_last_shelving(events: tuple[Event, ...], rests: bool) -> None:  # noqa: FBT001 - a column of the table
    assert value_of(debtor.is_shelved, a_case(*events)) is rests
