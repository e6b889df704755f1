"""Money of a bank statement as payments of debtors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from dunning_rules.errors import quote
from dunning_rules.io.bank.allot import allot, open_of
from dunning_rules.io.bank.named import Known
from dunning_rules.io.bank.reversals import cancel
from dunning_rules.io.bank.statement import Credit, Statement
from dunning_rules.models import Case, Invoice
from dunning_rules.models.event import Payment


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Money that no debtor could be found for, and why."""

    credit: Credit
    reason: str


@dataclass(frozen=True, slots=True)
class Booked:
    """The cases with their new payments, and the money that is left for a person to look at."""

    cases: tuple[Case, ...]
    unmatched: tuple[Unmatched, ...]


@dataclass(slots=True)
class _Desk:
    cases: dict[str, Case]
    accounts: Mapping[str, str]
    payments: dict[str, list[Payment]] = field(default_factory=dict)
    opens: dict[tuple[str, str], Decimal] = field(default_factory=dict)


def book_payments(statement: Statement, cases: Iterable[Case], *, accounts: Mapping[str, str] | None = None) -> Booked:
    """Add the money of a statement to the cases, as payments.

    An invoice is found by its whole id alone, in what the payer writes. Money of a known debtor that is for no invoice that can be told
    is unallocated. A transaction that was booked before, by its id, is not booked again; nor is one that the same statement takes back.
    Where the ledger has its own open amount of an invoice, it is lowered: give a statement that is newer than the ledger.

    Args:
        statement: as `read_camt` gives it.
        cases: the debtors.
        accounts: debtors by the account that they pay from, for money that names no invoice.
    """
    desk = _Desk({case.debtor.id: case for case in cases}, accounts or {})
    known = Known.of(desk.cases.values())
    credits_, lonely = cancel(statement.credits)
    unmatched = [Unmatched(each, "the payment that it takes back is not in this statement") for each in lonely]
    for credit in credits_:
        reason = _book(credit, desk, known)
        if reason is not None:
            unmatched.append(Unmatched(credit, reason))
    order = {id(credit): place for place, credit in enumerate(statement.credits)}
    unmatched.sort(key=lambda each: order[id(each.credit)])
    return Booked(tuple(_with_payments(case, desk) for case in desk.cases.values()), tuple(unmatched))


def _book(credit: Credit, desk: _Desk, known: Known) -> str | None:
    """Book one credit; or say why it cannot be."""
    invoices = known.named_in(credit)
    debtors = {each.debtor_id for each in invoices}
    payer = desk.accounts.get(credit.payer_account or "")
    if len(debtors) > 1 and payer in debtors:
        invoices = tuple(each for each in invoices if each.debtor_id == payer)
        debtors = {payer}
    if len(debtors) > 1:
        return f"it names invoices of several debtors: {', '.join(sorted(map(quote, debtors)))}"
    debtor = next(iter(debtors), payer)
    if debtor is None:
        return "it names no invoice, and nobody is known to pay from its account"
    if debtor not in desk.cases:
        return f"its account is that of {quote(debtor)}, who is no debtor here"
    case = desk.cases[debtor]
    if any(event.id == f"bank/{credit.id}" or event.id.startswith(f"bank/{credit.id}#") for event in case.events):
        return None
    opens = [desk.opens.setdefault((debtor, each.id), open_of(each, case)) for each in invoices]
    parts = allot(credit, invoices, opens, known)
    for number, (invoice, amount) in enumerate(parts, 1):
        identity = f"bank/{credit.id}" if len(parts) == 1 else f"bank/{credit.id}#{number}"
        desk.payments.setdefault(debtor, []).append(_payment(credit, identity, debtor, invoice, amount))
        if invoice is not None and invoice.currency == credit.currency:
            desk.opens[debtor, invoice.id] -= amount
    return None


def _payment(credit: Credit, identity: str, debtor: str, invoice: Invoice | None, amount: Decimal) -> Payment:
    return Payment(
        id=identity,
        debtor_id=debtor,
        at=credit.at,
        amount=amount,
        currency=credit.currency,
        invoice_id=None if invoice is None else invoice.id,
    )


def _with_payments(case: Case, desk: _Desk) -> Case:
    payments = desk.payments.get(case.debtor.id, [])
    if not payments:
        return case
    paid: dict[str, Decimal] = {}
    for each in payments:
        if each.invoice_id is not None:
            paid[each.invoice_id] = paid.get(each.invoice_id, Decimal(0)) + each.amount
    invoices = tuple(_lowered(invoice, case, desk) if invoice.id in paid else invoice for invoice in case.invoices)
    return case.model_copy(update={"invoices": invoices, "events": (*case.events, *payments)})


def _lowered(invoice: Invoice, case: Case, desk: _Desk) -> Invoice:
    if invoice.open_amount is None:
        return invoice
    left = desk.opens[case.debtor.id, invoice.id]
    return invoice.model_copy(update={"open_amount": max(left, Decimal(0))})
