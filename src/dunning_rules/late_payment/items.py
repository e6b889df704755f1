"""The parts of interest as it comes back: itemised, with its sources. Plain frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from dunning_rules.late_payment.law import Allocation, Regime
from dunning_rules.late_payment.sourced import Confidence, Verified


@dataclass(frozen=True, slots=True)
class Period:
    """Interest over days with one rate and one open principal.

    Attributes:
        start: the first day.
        end: the last day.
        days: how many they are, both within.
        principal: what was open of it.
        rate: the share that is asked, 0.1225 = 12.25 %.
        per: whether it is asked a day or a year.
        basis_days: days of the year to which a yearly rate belongs; 1 for a rate a day.
        reference: the value of the reference rate behind it; `None` where there is none.
        amount: the interest: the difference of two running totals, each rounded, so that all periods add up.
    """

    start: date
    end: date
    days: int
    principal: Decimal
    rate: Decimal
    per: Literal["day", "year"]
    basis_days: int
    reference: Decimal | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Compensation:
    """The fixed sum for the costs of recovery: its amount, and what grants it."""

    amount: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Allotment:
    """What the payments of one day paid.

    Attributes:
        on: the day.
        amount: what was paid.
        costs: what of it went to costs and compensation.
        interest: ... to interest.
        principal: ... to the principal.
        excess: ... to nothing: more was paid than was owed.
    """

    on: date
    amount: Decimal
    costs: Decimal
    interest: Decimal
    principal: Decimal
    excess: Decimal


@dataclass(frozen=True, slots=True)
class Citation:
    """A law or a table that was read.

    Attributes:
        name: its id.
        title: what people call it.
        source: where it is from.
        last_verified: the day to which the newest source speaks.
        verified: how it was verified.
        confidence: how far it can be trusted.
    """

    name: str
    title: str
    source: tuple[str, ...]
    last_verified: date
    verified: Verified
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What late payment costs the debtor. All amounts are in units of `currency`.

    Attributes:
        regime: by what it is reckoned.
        member_state: of the regime `eu`, where one was named.
        currency: of all amounts.
        principal: the debt.
        due_on: the day on which it was due; it bears no interest.
        paid_on: the day to which it is reckoned; it bears interest.
        days_late: from the one to the other, 0 where it is not late.
        periods: interest, item by item.
        interest: the sum of the periods.
        compensation: the fixed sum, where one is granted and something was paid late.
        costs: costs that were given.
        total: interest, compensation and costs: what is owed beside the principal, paid or not.
        payments: what was paid, by day, and for what.
        allocation: what part payments pay first; `None` where it was neither said nor presumed.
        waived: interest that was given up.
        open_principal: what is still open of it, after all of `payments`.
        open_interest: ... of interest.
        open_costs: ... of costs and compensation.
        open_total: what is to be paid on `paid_on` beside `payments`.
        citations: the law, and the reference rate that it reads.
        notes: when the law does not apply, and what else to heed.
        notice: what this is not.
        lang: the language of the texts.
    """

    regime: Regime
    member_state: str | None
    currency: str
    principal: Decimal
    due_on: date
    paid_on: date
    days_late: int
    periods: tuple[Period, ...]
    interest: Decimal
    compensation: Compensation | None
    costs: Decimal
    total: Decimal
    payments: tuple[Allotment, ...]
    allocation: Allocation | None
    waived: Decimal
    open_principal: Decimal
    open_interest: Decimal
    open_costs: Decimal
    open_total: Decimal
    citations: tuple[Citation, ...]
    notes: tuple[str, ...]
    notice: str
    lang: str
