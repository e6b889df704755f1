"""What a bank statement says of money that came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from dunning_rules.rejects import Counts, Reject


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that the payer names, and how much of the money is for it, where that is said."""

    document: str
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    """Money that came in, or was taken back.

    Attributes:
        id: the bank's reference of it; without one, its place in the statement.
        line: line of the file at which it begins.
        account: the account, as IBAN or other number.
        amount: the amount booked, in `currency`.
        currency: the currency of the account.
        at: when it was booked.
        is_reversal: whether money that had come in was taken back.
        end_to_end_id: the payer's own reference.
        references: documents that are named in structured form.
        text: what is written freely.
        payer_account: where it came from.
    """

    id: str
    line: int
    account: str
    amount: Decimal
    currency: str
    at: datetime
    is_reversal: bool = False
    end_to_end_id: str | None = None
    references: tuple[Reference, ...] = ()
    text: str = ""
    payer_account: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What could be read of a bank statement, what could not, and how many entries were which."""

    credits: tuple[Credit, ...]
    """In the order of the file."""
    rejects: tuple[Reject, ...]
    counts: Counts
    """Transactions; one that brings no money, such as a debit or what is not booked yet, is accepted and gives no credit."""
