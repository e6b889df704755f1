"""Writes down what happened with one dealer, in days before the day of the demo."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from dunning_rules.io.demo_portfolio.firms import Firm
from dunning_rules.models import EVENT_ADAPTER, Case, Contact, Creditor, Debtor, Event, Invoice, Visit

DEMO_DAY = date(2026, 7, 15)
"""The day on which the demo asks; its records are dated around it."""
WORTH_OF_EUR = {"CNY": Decimal("7.80"), "EUR": Decimal(1), "GBP": Decimal("0.85"), "USD": Decimal("1.10")}
"""What one euro is worth in the demo. The figures are invented."""
_CENT = Decimal("0.01")


class Account:
    """The records of one dealer as they grow. Its stories write, `case` reads."""

    def __init__(self, firm: Firm, number: int, seed: int) -> None:
        """Open the account; `number` begins the numbers of its invoices."""
        self._firm = firm
        self._number = number
        # `random()` alone gives the same numbers in every version of Python.
        self._dice = Random(f"{seed}/{firm.id}")  # noqa: S311 - a demo, not a secret
        self._fields: dict[str, Any] = {}
        self._invoices: list[Invoice] = []
        self._visits: list[Visit] = []
        self._events: list[Event] = []

    def is_(self, **fields: Any) -> None:  # noqa: ANN401 - fields of a `Debtor` have many types
        """Note what is known of the dealer itself."""
        self._fields.update(fields)

    def amount(self, low: int, high: int) -> Decimal:
        """An amount between two amounts of euros, in the dealer's currency; small ones are likelier."""
        part = self._dice.random() ** 2
        return self.converted(Decimal(int((low + (high - low) * part) * 20)) / 20)

    def converted(self, euros: Decimal) -> Decimal:
        """An amount of euros in the dealer's currency."""
        return (euros * WORTH_OF_EUR[self._firm.currency]).quantize(_CENT, ROUND_HALF_UP)

    def part(self, amount: Decimal, share: str) -> Decimal:
        """A share of an amount."""
        return (amount * Decimal(share)).quantize(_CENT, ROUND_HALF_UP)

    def day(self, days_ago: int) -> date:
        """A day before the day of the demo; after it, where negative."""
        return DEMO_DAY - timedelta(days_ago)

    def days(self, low: int, high: int) -> int:
        """A number of days between two numbers, both included."""
        return low + int(self._dice.random() * (high - low + 1))

    def invoice(self, amount: Decimal, past_due: int, *, signed: bool = True, **fields: Any) -> Invoice:  # noqa: ANN401 - as above
        """Invoice `amount`, due `past_due` days before the day of the demo (after it, where negative), with 30 days of credit."""
        due_on = self.day(past_due)
        issued_on = due_on - timedelta(30)
        invoice = Invoice(
            id=f"R{self._number:02}{len(self._invoices) + 1:02}",
            debtor_id=self._firm.id,
            amount=amount,
            currency=self._firm.currency,
            issued_on=issued_on,
            due_on=due_on,
            acknowledged_on=issued_on + timedelta(1) if signed else None,
            **fields,
        )
        self._invoices.append(invoice)
        return invoice

    def history(self, count: int, late: int) -> None:
        """Let `count` invoices of the last year have been paid, each `late` days after its due date."""
        for index in range(count):
            past_due = 290 - index * (220 // count) + self.days(0, 9)
            invoice = self.invoice(self.amount(400, 4000), past_due)
            self.pays(past_due - late, invoice.amount, invoice)

    def event(self, kind: str, days_ago: int, **fields: Any) -> str:  # noqa: ANN401 - as above
        """Note an event; its id is given back, for those that answer it."""
        at = datetime.combine(self.day(days_ago), time(8 + self.days(0, 5), 15 * self.days(0, 3)), UTC)
        name = f"E{self._number:02}{len(self._events) + 1:02}"
        self._events.append(EVENT_ADAPTER.validate_python({"kind": kind, "id": name, "debtor_id": self._firm.id, "at": at, **fields}))
        return name

    def pays(self, days_ago: int, amount: Decimal, invoice: Invoice | None = None) -> None:
        """Money came in; without an invoice it is not allocated."""
        self._money("payment", days_ago, amount, invoice)

    def promises(self, days_ago: int, due_in: int, amount: Decimal, invoice: Invoice | None = None, *, contact: str = "payer") -> None:
        """A payment was promised for the day in `due_in` days."""
        self._money("promise", days_ago, amount, invoice, due_on=self.day(-due_in), contact_id=contact)

    def shows_funds(self, days_ago: int, amount: Decimal, source: str = "debtor_statement") -> None:
        """Money was seen at the dealer's."""
        self.event("funds_observed", days_ago, amount=amount, currency=self._firm.currency, source=source)

    def called(self, days_ago: int, *, reached: bool = True) -> None:
        """We called."""
        self.event("contact_attempt", days_ago, channel="call", reached=reached, contact_id="payer")

    def was_visited(
        self, days_ago: int, *outcomes: str, expected: Decimal | None = None, collected: Decimal | None = None, contact: str = "payer"
    ) -> None:
        """We were there, for an hour from ten o'clock on."""
        start = self._moment(-days_ago, time(10))
        self._visit(start + timedelta(hours=2), contact, started_at=start, ended_at=start + timedelta(hours=1), outcomes=outcomes,
                    expected_amount=expected, collected_amount=collected)  # fmt: skip

    def is_being_visited(self, *, others: bool) -> None:
        """We have been there since ten o'clock, alone or beside other customers."""
        start = self._moment(0, time(10))
        self._visit(start, "payer", started_at=start, other_customers_present=others)

    def expects_us(self, in_days: int, at: time, amount: Decimal, *, contact: str = "payer") -> None:
        """A visit was agreed the day before yesterday."""
        self._visit(self._moment(-2, time(15)), contact, scheduled_for=self._moment(in_days, at), expected_amount=amount)

    def case(self, creditor: Creditor) -> Case:
        """All that was noted."""
        firm = self._firm
        contacts = (
            Contact(id="payer", role="payer", authority_to_pay=True),
            Contact(id="clerk", role="clerk", authority_to_pay=False),
        )
        known = {"kind": "company", "contacts": contacts, "visit_cost": self.converted(Decimal(120)), **self._fields}
        debtor = Debtor(id=firm.id, name=firm.name, country=firm.country, timezone=firm.zone, currency=firm.currency, **known)
        return Case(
            creditor=creditor, debtor=debtor, invoices=tuple(self._invoices), visits=tuple(self._visits), events=tuple(self._events)
        )

    def _money(self, kind: str, days_ago: int, amount: Decimal, invoice: Invoice | None, **fields: Any) -> None:  # noqa: ANN401 - as above
        invoice_id = None if invoice is None else invoice.id
        self.event(kind, days_ago, amount=amount, currency=self._firm.currency, invoice_id=invoice_id, **fields)

    def _visit(self, recorded_at: datetime, contact: str, **fields: Any) -> None:  # noqa: ANN401 - as above
        name = f"V{self._number:02}{len(self._visits) + 1:02}"
        self._visits.append(
            Visit(id=name, debtor_id=self._firm.id, recorded_at=recorded_at, contact_id=contact, currency=self._firm.currency, **fields)
        )

    def _moment(self, in_days: int, at: time) -> datetime:
        return datetime.combine(self.day(-in_days), at, ZoneInfo(self._firm.zone))
