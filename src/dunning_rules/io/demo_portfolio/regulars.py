"""Stories of dealers that pay, or may be expected to: each writes its records into an account."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

from dunning_rules.io.demo_portfolio.account import Account


def regular(a: Account) -> None:
    """Pays in time, as ever; nothing is overdue."""
    a.history(8, late=-a.days(0, 3))
    a.invoice(a.amount(800, 6000), -a.days(12, 25))
    a.event("reconciliation", a.days(5, 25))


def just_paid(a: Account) -> None:
    """Paid two days before the day, by bank transfer."""
    a.history(6, late=-1)
    invoice = a.invoice(a.amount(1500, 5000), -1)
    a.pays(1, invoice.amount, invoice)
    a.invoice(a.amount(500, 2500), -24)


def prompt_and_promised(a: Account) -> None:
    """Always kept its word, and has given it for tomorrow."""
    a.history(7, late=0)
    invoice = a.invoice(a.amount(2000, 9000), a.days(4, 9))
    a.called(3)
    a.promises(3, 1, invoice.amount, invoice)
    a.event("reconciliation", 12)


def prompt_and_visited(a: Account) -> None:
    """Pays well, and expects us tomorrow morning."""
    a.history(6, late=-2)
    invoice = a.invoice(a.amount(3000, 8000), -1)
    a.expects_us(1, time(10), invoice.amount)
    a.event("reconciliation", 20)


def promise_kept(a: Account) -> None:
    """Was late, gave its word, kept it yesterday."""
    a.history(4, late=a.days(6, 14))
    invoice = a.invoice(a.amount(1200, 4000), a.days(10, 16))
    a.called(8)
    a.promises(8, -1, invoice.amount, invoice)
    a.pays(1, invoice.amount, invoice)
    a.invoice(a.amount(600, 2000), -17)


def slow_and_due_soon(a: Account) -> None:
    """Always late, and something falls due within three days."""
    a.history(5, late=a.days(9, 20))
    a.invoice(a.amount(900, 5000), -a.days(1, 3))
    a.called(a.days(30, 45))
    a.event("reconciliation", 9)


def much_not_due_yet(a: Account) -> None:
    """A crumb is overdue beside much that is not."""
    a.history(6, late=2)
    a.invoice(a.amount(200, 400), a.days(3, 8))
    a.invoice(a.amount(7000, 12000), -11)
    a.invoice(a.amount(6000, 9000), -23)
    a.called(2)
    a.event("reconciliation", 15)


def credit_note_nets(a: Account) -> None:
    """A credit note is larger than what is overdue."""
    a.history(5, late=3)
    a.invoice(Decimal("840.00"), 21)
    a.invoice(Decimal("-910.00"), 6)
    a.invoice(a.amount(1500, 3000), -9)


def unallocated_cash(a: Account) -> None:
    """Money came in for part of what is overdue, and nobody allocated it."""
    a.history(4, late=8)
    a.invoice(a.converted(Decimal(2400)), 26)
    a.pays(4, a.converted(Decimal(1000)))
    a.called(5)


def ledger_differs(a: Account) -> None:
    """The ledger shows more open than the payments leave."""
    a.history(3, late=5)
    invoice = a.invoice(a.converted(Decimal(3100)), 19, open_amount=a.converted(Decimal(2800)))
    a.pays(9, a.converted(Decimal(900)), invoice)
    a.event("reconciliation", 14)


def sold_out(a: Account) -> None:
    """Most of the last delivery is sold on, as its till says."""
    a.history(4, late=4)
    a.invoice(a.amount(2500, 6000), -6)
    delivery = a.event("delivery", 24)
    a.event("sell_through", 2, delivery_id=delivery, share=Decimal("0.85"))
    a.event("reconciliation", 22)


def sold_out_by_time(a: Account) -> None:
    """The last delivery ought to be sold on by now."""
    a.history(5, late=2)
    a.invoice(a.amount(2000, 5000), -2)
    a.event("delivery", 28, days_to_sell=30)
    a.called(12)
