"""Stories of dealers that keep us waiting: each writes its records into an account."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.io.demo_portfolio.account import Account


def forgotten(a: Account) -> None:
    """Overdue, and nobody has called yet."""
    a.history(3, late=12)
    a.invoice(a.amount(700, 4000), a.days(18, 50), signed=False)
    a.invoice(a.amount(500, 2500), a.days(3, 14))


def silent_for_weeks(a: Account) -> None:
    """We called once, weeks ago, and left it at that."""
    a.history(3, late=9)
    a.invoice(a.amount(2000, 7000), a.days(45, 70))
    a.called(a.days(19, 30))
    a.event("reconciliation", 28)


def keeps_buying(a: Account) -> None:
    """Takes new goods on credit while the old debt stands."""
    a.history(3, late=15)
    a.invoice(a.amount(3000, 8000), 75)
    a.invoice(a.amount(1000, 3000), 22)
    a.invoice(a.amount(1500, 4000), -10)
    a.invoice(a.amount(1000, 3000), -19)
    a.called(6)


def no_money_then_seen(a: Account) -> None:
    """Said that there is no money; then its own books showed some."""
    a.history(3, late=18)
    invoice = a.invoice(a.amount(4000, 9000), 38)
    a.event("excuse", 16, reason="account_empty")
    a.was_visited(16, "stalled", expected=invoice.amount)
    a.shows_funds(2, invoice.amount + a.converted(Decimal(1500)))


def money_came_in(a: Account) -> None:
    """Said that there is no money, and paid half a week later, not all of it."""
    a.history(3, late=11)
    first = a.invoice(a.amount(2500, 4000), 33)
    a.invoice(a.amount(2000, 3000), 12)
    a.event("excuse", 11, reason="account_empty")
    a.pays(4, first.amount, first)
    a.event("reconciliation", 18)


def nothing_known_of_funds(a: Account) -> None:
    """Says time and again that there is no money."""
    a.history(3, late=22)
    a.invoice(a.amount(2500, 9000), a.days(52, 80))
    for days_ago in (44, 20, 6):
        a.event("excuse", days_ago, reason="account_empty")
    a.called(6)


def promise_fell_short(a: Account) -> None:
    """Promised all of it for yesterday, and paid a third."""
    a.history(4, late=7)
    invoice = a.invoice(a.amount(3000, 6000), 24)
    a.called(6)
    a.promises(6, -1, invoice.amount, invoice)
    a.pays(1, (invoice.amount / 3).quantize(Decimal("0.01")), invoice)
    a.event("reconciliation", 6)


def visit_fell_short(a: Account) -> None:
    """We expected the whole sum yesterday, and came home with less than half."""
    a.history(4, late=6)
    invoice = a.invoice(a.amount(2500, 5000), 15)
    part = (invoice.amount * Decimal("0.4")).quantize(Decimal("0.01"))
    a.was_visited(1, "paid_in_part", expected=invoice.amount, collected=part)
    a.pays(1, part, invoice)


def orders_while_overdue(a: Account) -> None:
    """Wants the new line before the old bill is paid."""
    a.history(3, late=10)
    a.invoice(a.amount(2500, 8000), a.days(20, 40))
    a.event("order_request", 2)
    a.called(5)
    a.event("reconciliation", 27)


def raised_new_business(a: Account) -> None:
    """Talked about the autumn range when we came for the money."""
    a.history(3, late=13)
    a.invoice(a.amount(3000, 7000), 29)
    a.was_visited(4, "new_business_raised")


def says_stock_does_not_sell(a: Account) -> None:
    """Is friendly, and says that the goods lie on the shelf."""
    a.history(4, late=8)
    a.invoice(a.amount(2000, 6000), 35)
    a.event("excuse", 9, reason="unsold_stock")
    a.called(9)
    a.is_(cooperative=True)


def stock_sells_slowly(a: Account) -> None:
    """A third of the last delivery is sold after six weeks."""
    a.history(4, late=5)
    a.invoice(a.amount(2000, 5000), 13)
    delivery = a.event("delivery", 43, days_to_sell=60)
    a.event("sell_through", 5, delivery_id=delivery, share=Decimal("0.32"))
    a.called(10)
    a.event("reconciliation", 30)


def downstream_owes(a: Account) -> None:
    """Waits for money itself: restaurants owe it for our goods."""
    a.history(4, late=9)
    owed = a.invoice(a.amount(3000, 9000), a.days(25, 55))
    a.event("excuse", 12, reason="customers_have_not_paid")
    a.pays(40, a.converted(Decimal(300)), a.invoice(a.converted(Decimal(300)), 48))
    a.called(7)
    a.is_(downstream_receivables=a.amount(5000, 20000), margin_rank=Decimal("0.82"), rebate_accrued=a.part(owed.amount, "0.15"))


def interest_notice_due(a: Account) -> None:
    """Long enough overdue for interest, and has not been told."""
    a.history(3, late=16)
    a.invoice(a.amount(4000, 9000), 41)
    a.called(11)
    a.is_(interest_basis="statute")


def interest_by_contract(a: Account) -> None:
    """Was told that interest will run, and let the deadline pass."""
    _was_told_of_interest(a)
    a.is_(interest_basis="contract", interest_rate=Decimal("0.0850"))


def interest_by_statute(a: Account) -> None:
    """Likewise, where the law grants the interest."""
    _was_told_of_interest(a)
    a.is_(interest_basis="statute")


def _was_told_of_interest(a: Account) -> None:
    a.history(3, late=14)
    a.invoice(a.amount(5000, 9000), a.days(58, 72))
    notice = {"notice": "interest_notice", "level": 2}
    deliveries = {name: a.day(days_ago) for name, days_ago in (("delivered_on", 25), ("deadline_on", 14))}
    a.event("notice_sent", 27, **notice, **deliveries)
    a.called(9)
