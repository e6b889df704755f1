"""Which rate holds on which days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from dunning_rules.errors import RateError, quote
from dunning_rules.language.types import EXACT
from dunning_rules.late_payment.claim import YEAR, Claim
from dunning_rules.late_payment.law import Law
from dunning_rules.late_payment.rates import Rates
from dunning_rules.late_payment.table import RateRow

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days with one rate.

    Attributes:
        start: the first of them.
        end: the last of them.
        rate: the share that is asked, a day or a year.
        per: what it is for.
        reference: the value of the reference rate behind it.
    """

    start: date
    end: date
    rate: Decimal
    per: Literal["day", "year"]
    reference: Decimal | None

    @property
    def days(self) -> int:
        """How many they are."""
        return (self.end - self.start).days + 1


class Course:
    """The rate over time, by a law and what was agreed.

    Attributes:
        basis: days to which the rate belongs: 1 for a rate a day.
    """

    def __init__(self, law: Law, claim: Claim, rates: Rates) -> None:
        """Take what decides. No rate is looked up before it is needed."""
        self._law = law
        self._claim = claim
        self._rates = rates
        self.basis = 1 if law.daily_rate is not None else claim.basis_days or YEAR

    def over(self, start: date, end: date) -> Iterator[Stretch]:
        """The rates from the day `start` to the day `end`.

        Raises:
            RateError: the rate of a day is not known, or is negative.
        """
        law, claim = self._law, self._claim
        if law.daily_rate is not None:
            yield Stretch(start, end, law.daily_rate, "day", None)
        elif law.reference is None:
            yield Stretch(start, end, claim.rate or Decimal(0), "year", None)
        elif law.fixed_on is not None:
            row = self._row(law.reference, self._fixing_day(claim))
            yield self._stretch(start, end, row)
        else:
            day = start
            while day <= end:
                row = self._row(law.reference, day)
                last = min(row.valid_to, end)
                yield self._stretch(day, last, row)
                day = last + _DAY

    def _fixing_day(self, claim: Claim) -> date:
        return claim.agreed_on if claim.agreed_on is not None else claim.due_on + _DAY

    def _stretch(self, start: date, end: date, row: RateRow) -> Stretch:
        law, claim = self._law, self._claim
        multiple = law.multiple if claim.multiple is None else claim.multiple
        rate = EXACT.add(EXACT.multiply(row.rate, multiple), law.margin)
        if law.is_cap and claim.rate is not None:
            rate = min(rate, claim.rate)
        if rate < 0:
            message = f"the rate of {quote(law.name)} on {start} is negative"
            raise RateError(message, help="correct the reference rate in the file of rates")
        return Stretch(start, end, rate, "year", row.rate)

    def _row(self, name: str, day: date) -> RateRow:
        found = self._rates.find_table(name).on(day)
        if found is None:
            message = f"no value of the rate {quote(name)} is known for {day}"
            raise RateError(message, help="look it up and add it by a file of rates: a missing rate is never guessed")
        return found
