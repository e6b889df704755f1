"""Interest that has accrued on an invoice: reckoned when a rule first asks, by the contract or the statute that governs it (tip 10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from dunning_rules.engine.given import Frame, minor_units
from dunning_rules.errors import DunningError
from dunning_rules.language.plain import TermReader
from dunning_rules.language.record import Record, children
from dunning_rules.language.types import EXACT, total
from dunning_rules.late_payment import Law, Rates, open_interest, rate_sum, shipped_rates
from dunning_rules.late_payment.claim import Dated
from dunning_rules.models import Case, Creditor, Debtor, Invoice
from dunning_rules.models.event import Payment

PREFIX = "accrued."
"""What the source of such a field begins with."""
_FOUND = "%accrued"
_LAW = "%law"
_EVENTS = children("event")
_BOOKED = "principal-interest-costs"
"""Payments name the invoice, so they pay its principal first: of the orders in which they can be allotted, the one that asks the least."""


@dataclass(frozen=True, slots=True)
class Accrued:
    """What has accrued.

    Attributes:
        regime: the name of the law: `contract`, `eu-DE`.
        interest: the sum to date, in minor units of the reporting currency.
    """

    regime: str
    interest: int


@dataclass(frozen=True, slots=True)
class Claimed:
    """What decides how interest on an invoice runs: the law, the rate that was agreed, the currency and the due date."""

    law: Law
    rate: Decimal | None
    currency: str
    due_on: date

    @property
    def given(self) -> dict[str, object]:
        """The same as `late_payment` takes it."""
        return {"currency": self.currency, "due_on": self.due_on, "allocation": _BOOKED, "rate": self.rate}


class Accruals:
    """Reckons interest on invoices, by the rates that are known."""

    def __init__(self, *rates: Rates) -> None:
        """Take the shipped rates, and `rates` over them, each over those before it."""
        self._rates = shipped_rates()
        for each in rates:
            self._rates = self._rates.under(each)

    @property
    def digest(self) -> str:
        """Fingerprint of the laws and rates."""
        return sha256(self._rates.model_dump_json().encode()).hexdigest()

    def reader(self, source: str) -> TermReader:
        """A function that reads `interest` or `regime` of an invoice's record; missing where no law, or no rate, is known for it."""
        name = source.removeprefix(PREFIX)

        def read(record: Record) -> Any:
            found = record[_FOUND] if _FOUND in record else record.setdefault(_FOUND, self._accrued(record))
            return None if found is None else getattr(found, name)

        return read

    def _accrued(self, record: Record) -> Accrued | None:
        case: Case = record.parent.source
        invoice: Invoice = record.source
        frame: Frame = record.frame
        today = date.fromordinal(frame.today)
        if today <= invoice.due_on or invoice.amount <= 0:
            return None
        debtor: Record = record.parent
        law: Law | None = debtor[_LAW] if _LAW in debtor else debtor.setdefault(_LAW, self.law_of(case.debtor, case.creditor))
        if law is None:
            return None
        owed = _owed(invoice, [each.source for each in debtor[_EVENTS]], frame)
        if owed is None:
            return None
        principal, payments = owed
        claim = Claimed(law, case.debtor.interest_rate if law.by_contract else None, invoice.currency, invoice.due_on)
        interest = self.open_interest(claim, principal, payments, today)
        return None if interest is None else Accrued(law.name, minor_units(interest, frame.unit))

    def law_of(self, debtor: Debtor, creditor: Creditor) -> Law | None:
        """By what interest is owed: the contract where it names a rate, else the statute of the law that governs it."""
        country = debtor.governing_law or (debtor.country if debtor.country == creditor.country else None)
        if debtor.interest_basis == "contract":
            return None if debtor.interest_rate is None else self._rates.find_law("us-contract" if country == "US" else "contract", None)
        if debtor.interest_basis is None or country is None:
            return None
        return self._rates.statute_of(country, debtor_kind=debtor.kind, creditor_size=creditor.size)

    def open_interest(self, claim: Claimed, principal: Decimal, payments: Iterable[Dated], today: date) -> Decimal | None:
        """Interest to date; `None` where no rate is known for a day on which it runs, or the law is younger.

        Args:
            claim: what is claimed, by which law.
            principal: the debt.
            payments: days and amounts of part payments.
            today: the day to which it is reckoned.
        """
        try:
            return open_interest(
                claim.law, self._rates, {**claim.given, "principal": principal, "paid_on": today, "payments": tuple(payments)}
            )
        except DunningError:
            return None

    def rate_sum(self, claim: Claimed, day: date) -> tuple[Decimal, int] | None:
        """The sum of the rates of all days after the due date to `day`, and the days to which a rate belongs; `None` as above."""
        try:
            return rate_sum(claim.law, self._rates, {**claim.given, "principal": Decimal(1), "paid_on": max(day, claim.due_on)})
        except DunningError:
            return None


def _owed(invoice: Invoice, known: list[Any], frame: Frame) -> tuple[Decimal, tuple[tuple[date, Decimal], ...]] | None:
    """The principal and its part payments; `None` where a payment in another currency was made on it."""
    paid = [each for each in known if isinstance(each, Payment) and each.invoice_id == invoice.id]
    if any(each.currency != invoice.currency for each in paid):
        return None
    left = EXACT.subtract(invoice.amount, total(each.amount for each in paid))
    if invoice.open_amount is not None and invoice.open_amount < left:
        # when the ledger's further payments were made is not known: what they paid is taken to have borne no interest
        return invoice.open_amount, ()
    return invoice.amount, tuple((each.at.astimezone(frame.zone).date(), each.amount) for each in paid)
