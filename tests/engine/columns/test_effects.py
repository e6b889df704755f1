"""What follows from rules, in columns: what is proposed, and which of many conclusions stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dunning_rules.language import Condition, Wording, band, exists, latest, outer, total
from dunning_rules.rules.rule import Claim, Conclude, Recommend, Rule
from dunning_rules.testing import sample_cases
from dunning_rules.tips import standard_book
from dunning_rules.vocabulary import debtor, event, invoice
from tests.differential.bulk import MOMENTS
from tests.differential.columns_agreement import differences

_WHY = Wording(en="because", zh="因为")
_CASES = list(sample_cases(43, 60, as_of=MOMENTS[0], currencies=("EUR",)))
_SAID = Wording(en="so it is", zh="如此")


def _agree(*rules: Rule) -> bool:
    """Whether both engines find the same with more rules."""
    book = standard_book()
    return differences(replace(book, rules=(*book.rules, *rules)), _CASES, MOMENTS[0]) == (60, [])


def test_claims_that_facts_show_or_not_or_that_have_to_be_attested() -> None:
    claims = (
        Claim(_SAID),
        Claim(_SAID, shown_by=debtor.max_days_past_due > 40),
        Claim(_SAID, needs="approval"),
        Claim(_SAID, shown_by=invoice.days_past_due > 30),
    )
    urgencies = (0, 250, band(debtor.max_days_past_due, ((0, 5), (30, 200)), below=1))
    assert _agree(*(
        Rule(f"zz-{number}", invoice.days_past_due > 0, (Recommend("CONTACT_NOW", urgency, claims=own),), _WHY)
        for number, (urgency, own) in enumerate([(each, own) for each in urgencies for own in (claims, claims[:2], claims[2:3], ())])
    ))  # fmt: skip


def test_more_rules_that_conclude_one_field_than_a_number_has_bits() -> None:
    choices = ("collectible", "bad", "dead", "bad")
    assert _agree(*(
        Rule(
            f"zz-{number:03}",
            debtor.max_days_past_due > number,
            (Conclude.that(debtor.risk_class, choices[number % 4]),),
            _WHY,
        )
        for number in range(140)
    ))  # fmt: skip


@pytest.mark.parametrize(
    "condition",
    [
        # the children of a debtor are compared with the record that asks: by nothing, by order, by what has to be equal
        exists(event, (event.kind == "promise") | (event.happened_on > outer(event.happened_on)), per="event"),
        exists(event, (event.happened_on > outer(event.happened_on)) & (event.kind == "payment"), per="event"),
        total(event, event.amount, (event.happened_on == outer(event.happened_on)) & (event.kind == "payment"), per="event") > 0,
        latest(event, event.happened_on, event.amount <= outer(invoice.open_amount), per="invoice") > MOMENTS[0].date(),
    ],
)
def test_records_that_look_at_the_others_of_their_debtor(condition: Condition) -> None:
    assert _agree(Rule("zz-looks", condition, (Recommend("CONTACT_NOW", 10),), _WHY))
