"""What each debtor of a report owes, invoice by invoice, as the rules saw it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dunning_rules.engine.workings import Workings
from dunning_rules.errors import DunningError
from dunning_rules.language.record import Record
from dunning_rules.language.types import in_units
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.result import Report


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An invoice or credit note that is known on the day of the report.

    Attributes:
        id: its id.
        issued_on: the day of issue.
        due_on: the day on which it is due.
        amount: the original amount in the reporting currency; a credit note is negative.
        open_amount: what of it is unpaid, likewise.
        is_open: whether it is still to be paid.
        days_past_due: how long it has been past due.
    """

    id: str
    issued_on: date
    due_on: date
    amount: Decimal
    open_amount: Decimal
    is_open: bool
    days_past_due: int


@dataclass(frozen=True, slots=True)
class Account:
    """One debtor with what it owes, in the reporting currency.

    Attributes:
        case: the debtor with all of its records.
        open_amount: open, less credits.
        overdue_amount: overdue, less credits.
        credit_amount: credit notes and unallocated cash.
        days_past_due: of its oldest overdue invoice.
        items: its invoices, oldest due first.
    """

    case: Case
    open_amount: Decimal
    overdue_amount: Decimal
    credit_amount: Decimal
    days_past_due: int
    items: tuple[OpenItem, ...]


def accounts(report: Report, cases: Iterable[Case], policy: Policy) -> Iterator[Account]:
    """The accounts of the debtors that the report answers, in the order of `cases`.

    Args:
        report: the report.
        cases: what it was asked about.
        policy: what made it.
    """
    known = tuple(cases)
    left = Counter(case.debtor.id for case in known)
    left.subtract(each.value for each in report.rejects if each.table == "cases" and not each.file and each.value in left)
    for case in known:
        if left[case.debtor.id] > 0:
            try:
                account = _account(policy.workings(case, as_of=report.as_of))
            except DunningError:
                continue  # the report lists it among the rejects
            left[case.debtor.id] -= 1
            yield account


def _account(workings: Workings) -> Account:
    records = workings.projector.records(workings.case, workings.as_of)
    digits = workings.plan.digits
    debtor = records.debtor
    items = [_item(each, digits) for each in records.by_scope["invoice"]]
    account = Account(
        workings.case,
        in_units(debtor["open_amount"], digits),
        in_units(debtor["overdue_amount"], digits),
        in_units(debtor["credit_amount"], digits),
        debtor["max_days_past_due"],
        tuple(sorted(items, key=lambda each: (each.due_on, each.id))),
    )
    records.release()
    return account


def _item(record: Record, digits: int) -> OpenItem:
    return OpenItem(
        record["id"],
        record.source.issued_on,
        record.source.due_on,
        in_units(record["amount"], digits),
        in_units(record["open_amount"], digits),
        record["is_open"],
        record["days_past_due"],
    )
