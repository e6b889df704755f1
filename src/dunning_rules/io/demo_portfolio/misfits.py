"""Stories of dealers with whom something is wrong: each writes its records into an account."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.io.demo_portfolio.account import Account
from dunning_rules.models import DunningBlock


def withholds(a: Account) -> None:
    """Has the money, breaks its word, hides when we come."""
    a.history(2, late=25)
    invoice = a.invoice(a.amount(12000, 24000), a.days(66, 85))
    for said, due in ((50, -40), (32, -22)):
        a.promises(said, due, invoice.amount, invoice)
    a.shows_funds(8, invoice.amount * 2, "public_register")
    a.was_visited(5, "hid", expected=invoice.amount)
    a.event("evasion", 3, form="deflected")


def conceals_assets(a: Account) -> None:
    """Moves stock into a relative's warehouse; the goods of the last delivery are still ours."""
    a.history(2, late=20)
    a.invoice(a.amount(9000, 15000), 48, retention_of_title=True)
    a.event("assets_concealed", 6, note="stock seen in another warehouse; photographs on file")
    a.called(3)


def large_and_weak(a: Account) -> None:
    """A large debt, four months old, with thin means and no will."""
    a.history(2, late=30)
    a.invoice(Decimal("31250.00"), 118)
    a.invoice(Decimal("12480.00"), 97)
    a.is_(finances="weak", credit_hold=True, credit_limit=Decimal(30000))
    for days_ago in (61, 33):
        a.event("evasion", days_ago, form="stalled")
    a.called(4)
    a.event("reconciliation", 10)


def long_overdue_uncooperative(a: Account) -> None:
    """More than half a year overdue; our people call it uncooperative."""
    a.invoice(a.amount(6000, 11000), 214)
    a.is_(cooperative=False, interest_basis="statute", governing_law="GB", kind="company")
    a.event("notice_sent", 90, notice="final_demand", level=3)
    deliveries = {name: a.day(days_ago) for name, days_ago in (("delivered_on", 58), ("deadline_on", 45))}
    a.event("notice_sent", 60, notice="interest_notice", **deliveries)
    a.called(8)


def goods_under_title(a: Account) -> None:
    """More than half a year overdue; the goods are still ours."""
    a.invoice(a.amount(7000, 12000), 196, retention_of_title=True)
    a.invoice(a.amount(1000, 2000), 160)
    a.called(15)
    a.event("reconciliation", 24)


def years_overdue(a: Account) -> None:
    """Older than a year; the books have nearly given it up."""
    a.invoice(a.amount(3000, 5000), 402, signed=False)
    a.is_(margin_rank=Decimal("0.08"), volume_rank=Decimal("0.12"))
    a.called(60, reached=False)


def time_barred(a: Account) -> None:
    """The claim expired two weeks ago, as counsel noted."""
    a.history(2, late=3)
    a.invoice(a.amount(1500, 3000), 170, limitation_on=a.day(15))
    a.called(5)


def petition_filed(a: Account) -> None:
    """A petition for insolvency was filed."""
    a.history(3, late=19)
    a.invoice(a.amount(5000, 14000), a.days(40, 60))
    a.event("insolvency_filed", a.days(6, 20))


def shop_is_closing(a: Account) -> None:
    """Sells off, and has given notice for its shop."""
    a.history(4, late=6)
    a.invoice(a.amount(4000, 8000), 17)
    a.event("anomaly", 7, signal="closing")
    a.called(7)


def disputed(a: Account) -> None:
    """Contests one delivery that nobody signed for; another is simply overdue, and a promise for it was broken."""
    a.history(3, late=4)
    contested = a.invoice(a.amount(1500, 4000), 44, signed=False)
    late = a.invoice(a.amount(1500, 4000), 39)
    a.event("dispute_raised", 30, invoice_id=contested.id, ground="short delivery")
    settled = a.event("dispute_raised", 80, invoice_id=late.id, ground="wrong price")
    a.event("dispute_resolved", 58, dispute_id=settled, outcome="for_us")
    a.promises(20, -8, late.amount, late)
    a.called(9)


def hardship_and_short_promise(a: Account) -> None:
    """A flood closed the shop for weeks; it paid what it could of what it promised."""
    a.history(5, late=2)
    invoice = a.invoice(a.amount(3000, 6000), 31)
    a.event("hardship_confirmed", 21, note="flood; insurer's report on file")
    a.promises(10, -2, invoice.amount, invoice)
    a.pays(3, (invoice.amount / 4).quantize(Decimal("0.01")), invoice)
    a.event("reconciliation", 10)


def hardship_and_short_visit(a: Account) -> None:
    """The owner is in hospital; the family paid part of it when we came."""
    a.history(5, late=1)
    invoice = a.invoice(a.amount(3000, 6000), 23)
    part = (invoice.amount * Decimal("0.3")).quantize(Decimal("0.01"))
    a.event("hardship_confirmed", 15, note="long illness of the owner")
    a.was_visited(2, "paid_in_part", expected=invoice.amount, collected=part)
    a.pays(2, part, invoice)


def dunning_is_blocked(a: Account) -> None:
    """Overdue, but a complaint is looked into, and nobody duns it until then."""
    a.history(4, late=3)
    a.invoice(a.amount(2000, 4000), 28)
    a.is_(dunning_block=DunningBlock(reason="complaint under review", until=a.day(-16)))
    a.called(20)
