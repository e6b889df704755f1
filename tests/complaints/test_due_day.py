"""“An invoice is dunned on its due day”; “nothing happens after overdue”; “levels are skipped when the job did not run”."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dunning_rules.policy import Policy
from tests.cases import TODAY, a_case, an_invoice, at

POLICY = Policy()
DUE = TODAY


def on(day: date, hour: int = 12) -> tuple[int, set[str]]:
    """How many debtors are overdue, and what is advised that asks for money."""
    report = POLICY.evaluate(a_case(an_invoice(due_on=DUE)), as_of=at(day, hour))
    return report.totals.overdue_debtors, {each.action for each in report.recommendations if each.demands_payment}


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_on_its_due_day_an_invoice_is_not_overdue(hour: int) -> None:
    assert on(DUE, hour) == (0, set())


def test_on_the_day_after_it_is() -> None:
    overdue, demands = on(DUE + timedelta(days=1))
    assert overdue == 1
    assert "CONTACT_NOW" in demands


@pytest.mark.parametrize("days", [1, 14, 30, 60, 90, 180, 365, 1000])
def test_an_overdue_debtor_is_never_left_without_advice(days: int) -> None:
    report = POLICY.evaluate(a_case(an_invoice(due_on=DUE)), as_of=at(DUE + timedelta(days=days)))
    assert {"CONTACT_NOW", "APPLY_CLASS_TREATMENT"} <= {each.action for each in report.recommendations}


def test_advice_grows_more_urgent_with_age_and_needs_no_run_in_between() -> None:
    case = a_case(an_invoice(due_on=DUE))
    grades, urgencies = [], []
    for days in (1, 30, 91, 181, 366):
        report = POLICY.evaluate(case, as_of=at(DUE + timedelta(days=days)))
        grades.append(next(each.value for each in report.conclusions if each.name == "debtor.risk_class"))
        urgencies.append(max(each.urgency for each in report.recommendations))
    assert grades == ["collectible", "collectible", "doubtful", "bad", "dead"]
    assert urgencies == sorted(urgencies)
    assert urgencies[0] < urgencies[-1]


def test_a_debtor_who_owes_nothing_is_asked_for_nothing() -> None:
    for case in (a_case(), a_case(an_invoice(due_on=DUE + timedelta(days=30)))):
        report = POLICY.evaluate(case, as_of=at(DUE))
        assert [each.action for each in report.recommendations if each.demands_payment] == []
