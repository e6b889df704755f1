"""Weights: what moves a recommendation up or down the worklist, beyond money and urgency."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from dunning_rules.errors import BookError, LanguageError, quote
from dunning_rules.language import Condition, Term, Wording, as_condition
from dunning_rules.language.reads import check_reads

LEAST, MOST = Decimal("0.1"), Decimal(10)
"""No weight may hide what the others say."""
_SCOPE = "recommendation"


@dataclass(frozen=True, slots=True, eq=False)
class Weight:
    """Where the condition holds for a recommendation, what it is sorted by is multiplied by `factor`; several weights multiply.

    Attributes:
        id: unique in a book.
        when: a condition on the recommendation (its action, channel, urgency, …) and its debtor; a flag means that it is true.
        factor: 0.1 to 10; more than 1 moves it up.
        why: the reason, for people.
        condition: `when` as a condition.
    """

    id: str
    when: Condition | Term
    factor: Decimal
    why: Wording
    condition: Condition = field(init=False)

    def __post_init__(self) -> None:
        """Check it.

        Raises:
            BookError: the factor is no number from 0.1 to 10.
            LanguageError: `when` is no condition, or reads other records than the recommendation and its debtor.
        """
        where = f"weight {quote(self.id)}"
        if not isinstance(self.factor, Decimal) or not self.factor.is_finite() or not LEAST <= self.factor <= MOST:
            message = f"{quote(str(self.factor))} is no factor"
            raise BookError(message, where=where, help=f"give a `decimal.Decimal` from {LEAST} to {MOST}")
        try:
            object.__setattr__(self, "condition", as_condition(self.when))
            check_reads(self.condition, _SCOPE)
        except LanguageError as error:
            raise LanguageError(error.message, where=where, help=error.help) from None
