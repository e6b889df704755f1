"""The account of one debt: what is open of principal, interest and costs, and what a payment pays first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dunning_rules.errors import InterestError, quote
from dunning_rules.language.types import EXACT
from dunning_rules.late_payment.items import Allotment
from dunning_rules.late_payment.law import Allocation


class Account:
    """Three open sums, in units of the currency.

    Interest is added up exactly and rounded half up to the minor unit each time that it is stated: a stated amount is the difference of
    two running totals. So what is stated adds up, and the total is rounded once.

    Attributes:
        unit: the minor unit of the currency.
        principal: what is open of it.
        costs: what is open of costs and compensation.
        interest: all of it so far, rounded.
        waived: interest that was given up.
    """

    def __init__(self, principal: Decimal, unit: Decimal, basis: int, order: Allocation | None) -> None:
        """Open it.

        Args:
            principal: the debt.
            unit: the minor unit of its currency.
            basis: days to which rates belong.
            order: what a part payment pays first; `None` = it was not said.
        """
        self.unit = unit
        self.principal = self.stated(principal)
        self.costs = self.interest = self.waived = self._paid = self.stated(Decimal(0))
        self._exact = Decimal(0)  # interest times basis: a division could not be exact
        self._basis = Decimal(basis)
        self._order = order

    def stated(self, amount: Decimal) -> Decimal:
        """An amount with the decimals of the currency, rounded half up."""
        return EXACT.quantize(amount, self.unit)

    @property
    def open_interest(self) -> Decimal:
        """Interest that is neither paid nor waived. It is there after the principal is paid, too."""
        return EXACT.subtract(EXACT.subtract(self.interest, self._paid), self.waived)

    def accrue(self, rate: Decimal, days: int) -> Decimal:
        """Add interest on what is open of the principal; the amount as it is stated."""
        self._exact = EXACT.add(self._exact, EXACT.multiply(EXACT.multiply(self.principal, rate), Decimal(days)))
        before, self.interest = self.interest, self.stated(EXACT.divide(self._exact, self._basis))
        return EXACT.subtract(self.interest, before)

    def spend(self, amount: Decimal) -> None:
        """Add costs, or compensation."""
        self.costs = EXACT.add(self.costs, amount)

    def waive(self, on: date, amount: Decimal) -> None:
        """Give up interest.

        Raises:
            InterestError: there is not so much of it.
        """
        if amount > self.open_interest:
            message = f"{quote(str(amount))} is waived on {on}, but only {self.open_interest} of interest is open"
            raise InterestError(message, where="waivers", help="waive what has accrued by that day")
        self.waived = EXACT.add(self.waived, amount)

    def pay(self, on: date, amount: Decimal) -> Allotment:
        """Take a payment.

        Raises:
            InterestError: it is a part payment, and nobody has said what it pays first.
        """
        pots = {"principal": self.principal, "interest": self.open_interest, "costs": self.costs}
        owed = [name for name, open_amount in pots.items() if open_amount]
        total = EXACT.add(EXACT.add(self.principal, self.open_interest), self.costs)
        if self._order is None and len(owed) > 1 and amount < total:
            message = f"what the part payment of {on} pays first is not said"
            raise InterestError(
                message,
                where="allocation",
                help="give `principal-interest-costs` or `costs-interest-principal`, as agreed or as the law presumes",
            )
        left = self.stated(amount)
        shares: dict[str, Decimal] = {}
        for name in (self._order or "costs-interest-principal").split("-"):
            shares[name] = min(left, pots[name])
            left = EXACT.subtract(left, shares[name])
        self.principal = EXACT.subtract(self.principal, shares["principal"])
        self.costs = EXACT.subtract(self.costs, shares["costs"])
        self._paid = EXACT.add(self._paid, shares["interest"])
        return Allotment(on, self.stated(amount), shares["costs"], shares["interest"], shares["principal"], left)
