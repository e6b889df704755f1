"""What could not be used of a ledger, and the count that shows that nothing was lost on the way."""

from __future__ import annotations

from dataclasses import dataclass

from dunning_rules.errors import DunningError, LedgerError, quote


@dataclass(frozen=True, slots=True)
class Reject:
    """One row that could not be used: where it stands, what is wrong with it, how to mend it."""

    file: str
    """Name of the file, without its folder; or model and id of a record of another system, `account.move/17`; or, of a nested
    case table, the debtor and the record, `debtors/25/invoices/4711`."""
    line: int | None
    """Physical line of the file at which the row begins, or place of a case among those given as data, from 1; `None` where it has none."""
    table: str
    """`creditor`, `debtors`, `contacts`, `invoices`, `visits`, `events`, `cases`, `open_items` or `transactions`."""
    field: str
    """The field, as the file names it, or `""` where the row as a whole is wrong."""
    value: str
    """What stands there, on one line and shortened; `(hidden)` where it may be personal data."""
    reason: str
    help: str
    """How to mend it."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a ledger. Every row that was read was either accepted or rejected.

    Raises:
        LedgerError: a count is negative, or `accepted` and `rejected` do not make `read`.
    """

    read: int
    accepted: int
    rejected: int

    def __post_init__(self) -> None:
        """Check the sum."""
        if min(self.read, self.accepted, self.rejected) < 0 or self.accepted + self.rejected != self.read:
            raise LedgerError(
                f"the counts do not add up: read `{self.read}`, accepted `{self.accepted}`, rejected `{self.rejected}`",
                help="`accepted` and `rejected` make `read`, and none of them is negative",
            )


def reject_of(debtor_id: str, error: DunningError) -> Reject:
    """The reject that a case without an answer becomes."""
    place = "" if error.where in {"", f"debtor {quote(debtor_id)}"} else f" ({error.where})"
    return Reject("", None, "cases", "", debtor_id, f"{error.message}{place}", error.help)
