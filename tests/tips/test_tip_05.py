"""Tip 5: after an eager stall one substantive measure is insisted on, chosen from the case."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.cases import TODAY
from tests.tips.advice import OVERDUE, Records, advised, fired, happened, report_on, visited

STALL = visited(0, "returned_without_money")
UNSIGNED = OVERDUE.model_copy(update={"acknowledged_on": None})
LARGE = OVERDUE.model_copy(update={"amount": Decimal(10_000)})
FUNDS = happened("funds_observed", 2, amount=Decimal(300), currency="EUR", source="court_record")


@pytest.mark.parametrize(
    ("records", "rule"),
    [
        ((OVERDUE, STALL), "tip-05.transfer"),
        ((OVERDUE, visited(1, "flattered_without_payment")), "tip-05.transfer"),
        ((LARGE, STALL), "tip-05.security"),
        ((UNSIGNED, STALL), "tip-05.acknowledgement"),
        ((UNSIGNED.model_copy(update={"amount": Decimal(10_000)}), STALL), "tip-05.acknowledgement"),
        ((OVERDUE, STALL, FUNDS), "tip-05.part-payment"),
        ((LARGE, STALL, FUNDS), "tip-05.part-payment"),
        ((UNSIGNED, STALL, FUNDS), "tip-05.part-payment"),
        ((OVERDUE, visited(0, "flattered_without_payment", collected_amount=Decimal(5))), "tip-05.part-payment"),
        ((OVERDUE, visited(2, "returned_without_money")), None),
        ((OVERDUE, visited(0, "stalled")), None),
        ((STALL,), None),
    ],
)
def test_the_measure_is_chosen_from_the_case(records: Records, rule: str | None) -> None:
    report = report_on(*records)
    assert fired(report, "tip-05") == ({rule: {"INSIST_ON_PAYMENT_TODAY"}} if rule else {})
    for each in report.recommendations:
        if each.tip == 5:
            assert each.deadline == TODAY


def test_who_paid_much_is_left_in_peace() -> None:
    slow = [OVERDUE.model_copy(update={"id": name}) for name in "abc"]
    report = report_on(*slow, visited(0, "flattered_without_payment", collected_amount=Decimal(1500)))
    assert "CLOSE_VISIT" in advised(report)
    assert [(each.recommendation.action, each.to) for each in report.gave_way] == [("INSIST_ON_PAYMENT_TODAY", "CLOSE_VISIT")]
