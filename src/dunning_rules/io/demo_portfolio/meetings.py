"""Stories of what dealers say and do when we come: each writes its records into an account."""

from __future__ import annotations

from datetime import time
from decimal import Decimal

from dunning_rules.io.demo_portfolio.account import Account


def others_present(a: Account) -> None:
    """We are in the shop, and so are other customers."""
    a.history(3, late=12)
    a.invoice(a.amount(2500, 6000), 27)
    a.is_being_visited(others=True)
    a.event("reconciliation", 6)


def eager_with_money(a: Account) -> None:
    """Full of praise, and not a cent, though there is some in the bank."""
    a.history(3, late=10)
    invoice = a.invoice(a.amount(3000, 6000), 34)
    a.shows_funds(9, a.part(invoice.amount, "0.4"), "bank_confirmation_with_consent")
    a.was_visited(0, "flattered_without_payment", expected=invoice.amount)


def eager_and_unsigned(a: Account) -> None:
    """Went to fetch the money and came back without; nobody ever signed for the goods."""
    a.history(3, late=9)
    invoice = a.invoice(a.amount(2000, 5000), 29, signed=False)
    a.was_visited(1, "returned_without_money", expected=invoice.amount)


def eager_and_large(a: Account) -> None:
    """Likewise, with a large debt, long overdue."""
    a.history(2, late=24)
    invoice = a.invoice(a.converted(Decimal(26400)), 95)
    a.was_visited(1, "returned_without_money", expected=invoice.amount)


def eager_and_small(a: Account) -> None:
    """Likewise, with a debt that one transfer settles."""
    a.history(4, late=7)
    invoice = a.invoice(a.amount(600, 1200), 16)
    a.was_visited(0, "returned_without_money", expected=invoice.amount)


def windfall(a: Account) -> None:
    """Never in time, and today it paid twice what we had hoped for."""
    a.history(4, late=17)
    a.invoice(a.converted(Decimal(6200)), 42)
    a.was_visited(0, "paid_in_part", expected=a.converted(Decimal(1500)), collected=a.converted(Decimal(3000)))


def windfall_unexpected(a: Account) -> None:
    """Never in time, and today it paid without having been asked."""
    a.history(4, late=13)
    invoice = a.invoice(a.converted(Decimal(4800)), 36)
    part = a.converted(Decimal(2700))
    a.was_visited(0, "paid_in_part", collected=part)
    a.pays(0, part, invoice)


def payer_is_absent(a: Account) -> None:
    """The one who signs is out, says the clerk; that the goods lie on the shelf was not so."""
    a.history(3, late=9)
    a.invoice(a.amount(1500, 5000), 32)
    unsold = a.event("excuse", 20, reason="unsold_stock")
    a.event("excuse_checked", 13, excuse_id=unsold, finding="refuted", note="stock counted: nearly empty")
    a.was_visited(3, "nobody_met", contact="clerk")
    a.event("excuse", 3, reason="payer_absent")


def payer_found(a: Account) -> None:
    """On Monday there was only the clerk; today we met the one who pays."""
    a.history(4, late=8)
    invoice = a.invoice(a.amount(1800, 4000), 19)
    a.was_visited(2, "nobody_met", contact="clerk")
    a.was_visited(0, "paid", expected=invoice.amount, collected=invoice.amount)
    a.pays(0, invoice.amount, invoice)
    a.invoice(a.amount(600, 2000), -17)


def clerk_promises(a: Account) -> None:
    """A clerk gave the word, and a clerk is to receive us."""
    a.history(3, late=11)
    invoice = a.invoice(a.amount(1500, 4000), 22)
    a.promises(5, 4, invoice.amount, invoice, contact="clerk")
    a.expects_us(4, time(11), invoice.amount, contact="clerk")


def says_not_yet_due(a: Account) -> None:
    """Holds that sixty days were agreed, where the order says thirty."""
    a.history(4, late=6)
    a.invoice(a.amount(2000, 5000), 14)
    a.called(4)
    a.event("excuse", 4, reason="not_yet_due")


def excuse_found_true(a: Account) -> None:
    """Its stock was counted: it really does not sell."""
    a.history(5, late=1)
    a.invoice(a.amount(2500, 5000), 12)
    unsold = a.event("excuse", 9, reason="unsold_stock")
    a.event("excuse_checked", 5, excuse_id=unsold, finding="verified", note="stock counted on site")
    a.called(9)


def no_money_refuted(a: Account) -> None:
    """Said that there is no money; the day's receipts said otherwise."""
    a.history(3, late=15)
    a.invoice(a.amount(2500, 6000), 40)
    empty = a.event("excuse", 14, reason="account_empty")
    a.event("excuse_checked", 4, excuse_id=empty, finding="refuted", note="receipts of the day seen on site")
    a.event("evasion", 2, form="deflected")


def values_its_name(a: Account) -> None:
    """Slow to pay, and careful of what its street thinks of it."""
    a.history(4, late=18)
    a.invoice(a.amount(2000, 6000), 26)
    a.is_(values_reputation=True)
    a.called(8)
