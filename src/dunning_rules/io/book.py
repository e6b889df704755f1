"""Puts the records of a ledger together, debtor by debtor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from dunning_rules.errors import LedgerError, quote
from dunning_rules.models import Case, Contact, Creditor, Debtor, Event, Invoice, Visit
from dunning_rules.models.event import Payment
from dunning_rules.rows.currencies import Currencies
from dunning_rules.rows.faults import debtor_rejected, debtor_unknown, occurs_twice

_Record = TypeVar("_Record", Contact, Invoice, Visit, Event)


@dataclass(slots=True)
class _Account:
    debtor: Debtor
    contacts: dict[str, Contact]
    invoices: dict[str, Invoice] = field(default_factory=dict)
    visits: dict[str, Visit] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)


class Book:
    """Debtors with their records. Ids are unique among one debtor's records of one table, as in a `Case`.

    Whatever cannot be added raises `RowError` and leaves the book as it was.
    """

    def __init__(self, currencies: Currencies) -> None:
        self.currencies = currencies
        self._accounts: dict[str, _Account] = {}
        self._refused: dict[str, str] = {}

    def refuse_debtor(self, debtor_id: str, place: str) -> None:
        """Note that a row with this debtor was rejected, for the records that name it."""
        self._refused.setdefault(debtor_id, place)

    def add_debtor(self, debtor: Debtor) -> None:
        """Open the account of a debtor."""
        if debtor.id in self._accounts:
            raise occurs_twice("debtor", debtor.id)
        self.currencies.check(debtor)
        self._accounts[debtor.id] = _Account(debtor, {contact.id: contact for contact in debtor.contacts})

    def add_open_item(self, debtor: Debtor, invoice: Invoice, payment: Payment | None) -> None:
        """Add an invoice with all that its row says: the account is opened, or its debtor brought up to date."""
        self.currencies.check(debtor)
        self.currencies.check(invoice)
        account = self._accounts.get(debtor.id) or _Account(debtor, {})
        _add(account.invoices, invoice, "invoice")
        if payment is not None:
            _add(account.events, payment, "event")
        account.debtor = debtor
        account.contacts = {contact.id: contact for contact in debtor.contacts}
        self._accounts[debtor.id] = account

    def know_debtor(self, debtor: Debtor) -> None:
        """Open the account of a debtor, or bring it up to date."""
        self.currencies.check(debtor)
        account = self._accounts.setdefault(debtor.id, _Account(debtor, {}))
        account.debtor = debtor

    def add_contact(self, debtor_id: str, contact: Contact) -> None:
        """Add a contact that has its own row."""
        _add(self._account(debtor_id).contacts, contact, "contact")

    def add_invoice(self, invoice: Invoice) -> None:
        """Add an invoice to its debtor's account."""
        self.currencies.check(invoice)
        _add(self._account(invoice.debtor_id).invoices, invoice, "invoice")

    def add_visit(self, visit: Visit) -> None:
        """Add a visit to its debtor's account."""
        self.currencies.check(visit)
        _add(self._account(visit.debtor_id).visits, visit, "visit")

    def add_event(self, event: Event) -> None:
        """Add an event to its debtor's account."""
        self.currencies.check(event)
        _add(self._account(event.debtor_id).events, event, "event")

    def cases(self, creditor: Creditor | None) -> Iterator[Case]:
        """The debtors with their records, by debtor id.

        Args:
            creditor: who is owed; where it is `None`, one is made of the only currency of the records.

        Raises:
            LedgerError: no creditor is given, and the records have no or several currencies.
        """
        if not self._accounts:
            return
        owed = creditor or default_creditor(sorted(self._currencies()))
        for _, account in sorted(self._accounts.items()):
            yield Case(
                creditor=owed,
                debtor=account.debtor.model_copy(update={"contacts": tuple(account.contacts.values())}),
                invoices=tuple(account.invoices.values()),
                visits=tuple(account.visits.values()),
                events=tuple(account.events.values()),
            )

    def _account(self, debtor_id: str) -> _Account:
        account = self._accounts.get(debtor_id)
        if account is not None:
            return account
        if debtor_id in self._refused:
            raise debtor_rejected(debtor_id, self._refused[debtor_id])
        raise debtor_unknown(debtor_id)

    def _currencies(self) -> set[str]:
        found: set[str | None] = set()
        for account in self._accounts.values():
            found.add(account.debtor.currency)
            found.update(invoice.currency for invoice in account.invoices.values())
            found.update(visit.currency for visit in account.visits.values())
            found.update(getattr(event, "currency", None) for event in account.events.values())
        return {currency for currency in found if currency is not None}


def _add(records: dict[str, _Record], record: _Record, table: str) -> None:
    if record.id in records:
        raise occurs_twice(table, record.id)
    records[record.id] = record


def default_creditor(currencies: list[str]) -> Creditor:
    """A creditor that has the only currency of the records.

    Raises:
        LedgerError: they have none, or several.
    """
    if len(currencies) == 1:
        return Creditor(id="creditor", currency=currencies[0])
    found = f"has several currencies ({', '.join(map(quote, currencies))})" if currencies else "names no currency"
    raise LedgerError(
        f"the ledger {found}, and no creditor",
        help="give a creditor with its reporting currency, as a table or in the column map, or the reporting currency alone (`--currency`)",
    )
