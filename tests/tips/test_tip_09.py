"""Tip 9: at the first sign that the business changes hands or closes, the claim is secured."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from dunning_rules.models.event import AnomalySignal
from tests.cases import TODAY
from tests.tips.advice import OVERDUE, Records, fired, happened, report_on

BOTH = {"tip-09.anomaly": {"SECURE_CLAIM_NOW", "RAISE_RISK"}}


@pytest.mark.parametrize("signal", get_args(AnomalySignal))
def test_every_sign_calls_for_security(signal: str) -> None:
    report = report_on(OVERDUE, happened("anomaly", 90, signal=signal))
    assert fired(report, "tip-09") == BOTH
    (secure,) = (each for each in report.recommendations if each.action == "SECURE_CLAIM_NOW")
    assert secure.deadline == TODAY + timedelta(days=1)


def test_what_is_not_yet_due_is_secured_too() -> None:
    early = OVERDUE.model_copy(update={"due_on": TODAY + timedelta(days=20)})
    assert fired(report_on(early, happened("anomaly", 1, signal="premises_moved")), "tip-09") == BOTH


@pytest.mark.parametrize(
    "records",
    [
        (OVERDUE, happened("anomaly", 91, signal="closing")),
        (OVERDUE, happened("anomaly", 9, signal="closing"), happened("claim_secured", 9)),
        (happened("anomaly", 9, signal="closing"),),
        (OVERDUE,),
    ],
)
def test_old_signs_secured_claims_and_settled_accounts_are_left(records: Records) -> None:
    assert fired(report_on(*records), "tip-09") == {}


def test_a_new_sign_after_the_security_counts() -> None:
    records = (happened("claim_secured", 9), happened("anomaly", 8, signal="sued_by_others"))
    assert fired(report_on(OVERDUE, *records), "tip-09") == BOTH
