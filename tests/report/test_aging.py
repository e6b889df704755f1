"""The buckets, and that they add up to what the report says is open."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dunning_rules import Case
from dunning_rules.io.demo_portfolio import demo_portfolio
from dunning_rules.report.accounts import accounts
from dunning_rules.report.aging import BUCKETS, aged, bucket_of
from tests.report.portfolios import AS_OF, demo_policy


@pytest.mark.parametrize(
    ("days", "key"),
    [
        (0, "current"), (1, "1-30"), (30, "1-30"), (31, "31-60"), (60, "31-60"), (61, "61-90"), (90, "61-90"), (91, "91-180"),
        (180, "91-180"), (181, "181-365"), (365, "181-365"), (366, "over-365"), (9999, "over-365"),
    ],
)  # fmt: skip
def test_the_bucket_of_so_many_days(days: int, key: str) -> None:
    assert bucket_of(days).key == key


def test_no_day_between_two_buckets() -> None:
    assert [each.first for each in BUCKETS[1:]] == [(each.last or 0) + 1 for each in BUCKETS[:-1]]


def test_sums_of_the_buckets() -> None:
    found = aged([(0, Decimal("1.50")), (31, Decimal(2)), (45, Decimal(3))])
    assert [(each.bucket.key, each.invoices, each.amount) for each in found if each.invoices] == [
        ("current", 1, Decimal("1.50")),
        ("31-60", 2, Decimal(5)),
    ]


def _with_credit(case: Case) -> Case:
    note = case.invoices[0].model_copy(update={"id": "CREDIT", "amount": Decimal("-10.00"), "open_amount": Decimal("-10.00")})
    return case.model_copy(update={"invoices": (*case.invoices, note)})


@pytest.mark.parametrize("credited", [False, True])
def test_buckets_less_credits_are_the_total_of_the_report(*, credited: bool) -> None:
    cases = tuple(_with_credit(case) if credited else case for case in demo_portfolio())
    policy = demo_policy()
    report = policy.evaluate_all(cases, as_of=AS_OF)
    found = tuple(accounts(report, cases, policy))
    items = [(item.days_past_due, item.open_amount) for each in found for item in each.items if item.is_open]
    credit = sum(each.credit_amount for each in found)
    assert (credit > 0) or not credited
    assert sum(each.amount for each in aged(items)) - credit == report.totals.open_amount
    assert sum(each.invoices for each in aged(items)) == report.totals.open_invoices
    assert sum(each.overdue_amount for each in found) == report.totals.overdue_amount


def test_a_debtor_that_the_report_rejects_has_no_account() -> None:
    first, *others = demo_portfolio()
    cases = (first, *others, first)
    policy = demo_policy()
    report = policy.evaluate_all(cases, as_of=AS_OF)
    assert len(report.rejects) == 1
    assert len(tuple(accounts(report, cases, policy))) == report.totals.debtors
