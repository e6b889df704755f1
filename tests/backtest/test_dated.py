"""What has no date is not used in a replay."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from dunning_rules.backtest import backtest
from dunning_rules.backtest.dated import dated
from dunning_rules.models import Case, Event, Invoice
from dunning_rules.policy import Policy
from tests.cases import a_case, a_payment, an_invoice, at

DUE = date(2026, 6, 1)
MOMENT = datetime(2026, 6, 10, 23, 59, tzinfo=UTC)
PAID = a_payment(100, id="p", invoice_id="1", at=at(date(2026, 6, 21)))


def test_without_open_amounts_nothing_changes() -> None:
    case = a_case(an_invoice(due_on=DUE), PAID)
    assert dated(case) == (case, 0)


@pytest.mark.parametrize(
    ("open_amount", "payments", "left_out"),
    [
        (0, [PAID], 0),
        (100, [], 0),
        (40, [a_payment(60, id="p", invoice_id="1", at=at(DUE))], 0),
        (0, [], 1),
        (40, [PAID], 1),
        (0, [a_payment(100, id="p", invoice_id="1", at=at(DUE), currency="USD")], 1),
        (0, [a_payment(100, id="p", at=at(DUE))], 1),
    ],
)
def test_an_open_amount_counts_where_the_payments_account_for_it(open_amount: int, payments: list[Event], left_out: int) -> None:
    other = an_invoice(id="2", due_on=DUE)
    found, number = dated(a_case(an_invoice(due_on=DUE, open_amount=Decimal(open_amount)), other, *payments))
    assert number == left_out
    assert [each.id for each in found.invoices] == ["1", "2"][left_out:]
    assert all(each.open_amount is None for each in found.invoices)


def test_a_credit_note_that_is_used_up_without_a_date_is_left_out() -> None:
    case = a_case(an_invoice(amount=Decimal(-100), open_amount=Decimal(0)), an_invoice(id="2", amount=Decimal(-5), open_amount=Decimal(-5)))
    found, number = dated(case)
    assert ([each.id for each in found.invoices], number) == (["2"], 1)


def written_later(invoice: Invoice) -> Case:
    return a_case(invoice, PAID)


def test_the_ledgers_last_open_amount_does_not_look_ahead() -> None:
    policy = Policy(engine="plain")
    honest = backtest(policy, [written_later(an_invoice(due_on=DUE))], [MOMENT])
    assert honest.late_amount == 100
    assert honest.shares[0].top_10 == 1
    assert honest.classes[0].risk_class == "collectible"
    assert backtest(policy, [written_later(an_invoice(due_on=DUE, open_amount=Decimal(0)))], [MOMENT]) == honest


def test_what_is_left_out_is_counted() -> None:
    case = a_case(an_invoice(due_on=DUE, open_amount=Decimal(0)), an_invoice(id="2", due_on=DUE))
    found = backtest(Policy(engine="plain"), [case], [MOMENT])
    assert (found.left_out, found.open_amount) == (1, Decimal(100))
