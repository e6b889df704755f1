"""Stories of dealers that need us, or need us no more: each writes its records into an account."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.io.demo_portfolio.account import Account


def shelved_for_cash(a: Account) -> None:
    """A good dealer in a bad year: the old debt rests by decision, and it orders for cash."""
    a.history(4, late=12)
    a.invoice(a.amount(4000, 8000), 74)
    a.is_(cooperative=True, worth_keeping=True, purchase_share=Decimal("0.25"))
    a.event("debt_shelved", 30, review_on=a.day(-45), note="decided with sales")
    a.event("order_request", 3)
    a.called(12)


def dependent_and_shelved(a: Account) -> None:
    """Its debt rests, and by now half of what it sells is ours."""
    a.history(4, late=14)
    invoice = a.invoice(a.amount(3000, 6000), 88)
    a.is_(
        cooperative=True,
        worth_keeping=True,
        purchase_share=Decimal("0.55"),
        rebate_accrued=a.part(invoice.amount, "0.3"),
        onsite_discount=a.converted(Decimal(180)),
    )
    a.event("debt_shelved", 60, review_on=a.day(-30))


def courted_by_competitor(a: Account) -> None:
    """Depends on us, was pressed twice this month, and has another offer."""
    a.history(3, late=16)
    a.invoice(a.amount(3000, 7000), 51)
    a.is_(purchase_share=Decimal("0.48"))
    for days_ago, measure in ((24, "restricted_products"), (11, "credit_hold")):
        a.event("pressing_measure", days_ago, measure=measure)
    a.event("competitor_offer", 6)
    a.called(6)


def last_shipment_paid(a: Account) -> None:
    """Not worth keeping; it paid its last delivery, and the old debt stands."""
    a.history(2, late=30)
    a.invoice(a.amount(5000, 9000), 140)
    last = a.invoice(a.amount(800, 1500), 4, is_final_shipment=True)
    a.pays(2, last.amount, last)
    a.is_(worth_keeping=False, rebate_accrued=a.converted(Decimal(350)))
    a.called(3)
