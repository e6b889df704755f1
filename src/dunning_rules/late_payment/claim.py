"""What is claimed: the debt, its days, and what was paid, spent and waived."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from dunning_rules.errors import InterestError, quote
from dunning_rules.language.types import EXACT
from dunning_rules.late_payment.law import Allocation, Law, Multiple
from dunning_rules.models.base import CurrencyCode, Day, PositiveMoney, Record, check_minor_unit, minor_digits
from dunning_rules.models.number import PLAIN

Dated: TypeAlias = tuple[date, Decimal]
"""An amount and the day on which it was paid, spent or waived."""
BasisDays: TypeAlias = Literal[360, 365]
"""Days to which a yearly rate belongs: real days are counted, a leap year has no other basis."""
YEAR: BasisDays = 365
"""It never claims more than 360 does."""
_MOST = 10_000
_Entries = Annotated[tuple[tuple[Day, PositiveMoney], ...], Field(strict=False, max_length=_MOST)]
_AgreedRate = Annotated[Decimal, Field(ge=Decimal(0), lt=Decimal(1), decimal_places=12, allow_inf_nan=False), PLAIN]
_WORDS = {
    "less_than": "it is 1 or more; help: a rate is a share, write 0.08 for 8 %",
    "greater_than_equal": "it is too small; help: neither rates nor multiples are negative",
    "decimal_max_places": "it has too many decimals; help: round it before",
    "too_long": f"there are more than {_MOST:,} entries; help: add up those of one day",
}


class Claim(Record):
    """A debt that was or is paid late, checked."""

    principal: PositiveMoney
    currency: CurrencyCode
    due_on: Day
    paid_on: Day
    payments: _Entries = ()
    costs: _Entries = ()
    waivers: _Entries = ()
    rate: _AgreedRate | None = None
    multiple: Multiple | None = None
    agreed_on: Day | None = None
    allocation: Allocation | None = None
    basis_days: BasisDays | None = None

    @model_validator(mode="after")
    def _fits_together(self) -> Claim:
        check_minor_unit(self.principal, self.currency, "principal")
        for name, entries in (("payments", self.payments), ("costs", self.costs), ("waivers", self.waivers)):
            for on, amount in entries:
                check_minor_unit(amount, self.currency, name)
                if on > self.paid_on:
                    raise PydanticCustomError(
                        "after_paid_on",
                        "{field} has an entry after `paid_on`; help: leave out what came later",
                        {"field": quote(name), "fields": (name,)},
                    )
        return self

    @property
    def unit(self) -> Decimal:
        """The minor unit of the currency, 0.01 for `EUR`."""
        return EXACT.scaleb(Decimal(1), -(minor_digits(self.currency) or 0))


def read_claim(law: Law, given: dict[str, object]) -> Claim:
    """The claim, if it makes sense and fits the law.

    Raises:
        InterestError: a value is wrong, is missing, or means nothing under that law.
    """
    try:
        claim = Claim.model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in (*first["loc"], *first.get("ctx", {}).get("fields", ())[:1]))
        message, _, mend = _WORDS.get(first["type"], first["msg"]).partition("; help: ")
        raise InterestError(message[:1].lower() + message[1:], where=where, help=mend or "correct the value") from None
    _check_fit(law, claim)
    return claim


def _check_fit(law: Law, claim: Claim) -> None:
    if law.by_contract and claim.rate is None:
        raise InterestError(
            f"the regime {quote(law.name)} needs a rate", where="rate", help="give the yearly rate of the contract, 0.08 for 8 %"
        )
    if law.fixed_on == "agreement" and claim.agreed_on is None:
        raise InterestError(
            f"the regime {quote(law.name)} needs the day of the contract", where="agreed_on", help="its reference rate is that of this day"
        )
    meaningless = {
        "rate": claim.rate is not None and not (law.by_contract or law.is_cap),
        "multiple": claim.multiple is not None and law.highest_multiple is None,
        "agreed_on": claim.agreed_on is not None and law.fixed_on != "agreement",
        "basis_days": claim.basis_days is not None and not law.by_contract,
    }
    for name, wrong in meaningless.items():
        if wrong:
            raise InterestError(
                f"{quote(name)} means nothing under the regime {quote(law.name)}",
                where=name,
                help="leave it out; where a contract names the rate, the regime is `contract`",
            )
    if claim.multiple is not None and law.highest_multiple is not None and not law.multiple <= claim.multiple <= law.highest_multiple:
        message = f"the multiple {quote(str(claim.multiple))} is out of range"
        raise InterestError(message, where="multiple", help=f"give one from {law.multiple} to {law.highest_multiple}")
    if claim.paid_on > claim.due_on and claim.due_on.toordinal() + 1 < law.valid_from.toordinal():
        raise InterestError(
            f"the law {quote(law.name)} is not older than {law.valid_from}, and interest begins before",
            where="due_on",
            help="add the older law by a file of rates, or use the regime `contract` with its rate",
        )
