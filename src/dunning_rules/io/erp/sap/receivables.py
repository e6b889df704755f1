"""Items of SAP as invoices, credit notes and payments."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from dunning_rules.errors import quote
from dunning_rules.io.book import Book
from dunning_rules.io.erp.sap.item import Cells, due_on, identity, signed_amount
from dunning_rules.io.erp.shape import Shape
from dunning_rules.io.erp.values import moment
from dunning_rules.models import Debtor, Event, Invoice
from dunning_rules.models.event import DisputeRaised, NoticeSent, Payment
from dunning_rules.rows.row_error import RowError

PAYMENT_TYPES = frozenset({"DZ", "ZP", "ZV", "ZR"})
"""Document types of payments as SAP delivers them."""

_DEBTOR: Shape[Debtor] = Shape(Debtor, {"id": "KUNNR", "name": "NAME1", "country": "LAND1"})
_NAMES = {"id": "BELNR", "debtor_id": "KUNNR", "amount": "WRBTR", "currency": "WAERS"}
_INVOICE: Shape[Invoice] = Shape(Invoice, {**_NAMES, "issued_on": "BLDAT", "due_on": "ZFBDT"})
_PAYMENT: Shape[Payment] = Shape(Payment, {**_NAMES, "invoice_id": "REBZG", "at": "BUDAT"})
_NOTICE: Shape[NoticeSent] = Shape(NoticeSent, {**_NAMES, "level": "MANST", "at": "MADAT"})
_DISPUTE: Shape[DisputeRaised] = Shape(DisputeRaised, {**_NAMES, "ground": "MANSP", "at": "BUDAT"})


@dataclass(slots=True)
class Receivables:
    """Takes items into a book."""

    book: Book
    zone: ZoneInfo
    company_code: str | None
    payment_types: frozenset[str]
    seen_code: str | None = None
    debtors: dict[str, Debtor] = field(default_factory=dict)

    def is_money(self, cells: Cells | RowError) -> bool:
        """Whether an item is a payment, not an invoice or a credit note."""
        if isinstance(cells, RowError) or cells.text("BLART") not in self.payment_types:
            return False
        try:
            return signed_amount(cells) < 0
        except RowError:
            return False

    def take(self, _: int, cells: Cells) -> None:
        """Take one item.

        Raises:
            RowError: it cannot be used.
        """
        if not self._is_ours(cells) or cells.text("UMSKZ"):
            return
        amount = signed_amount(cells)
        if self.is_money(cells):
            self._take_money(cells, -amount)
        else:
            self._take_invoice(cells, amount)

    def _is_ours(self, cells: Cells) -> bool:
        code = cells.text("BUKRS")
        if self.company_code is not None:
            return code == self.company_code
        if self.seen_code is None:
            self.seen_code = code
        if code != self.seen_code:
            reason = f"the company code is {quote(code)}, and before it was {quote(self.seen_code)}"
            raise RowError(reason, field="BUKRS", value=code, help="read each company code by itself: name it")
        return True

    def _debtor(self, cells: Cells) -> Debtor:
        """The debtor of an item; what an earlier item said of it stays."""
        customer = cells.text("KUNNR")
        before = self.debtors.get(customer)
        name, country = (before.name, before.country) if before else ("", None)
        data = {"id": customer or None, "name": name or cells.text("NAME1") or None, "country": country or cells.text("LAND1") or None}
        self.debtors[customer] = found = _DEBTOR.record(data)
        return found

    def _take_invoice(self, cells: Cells, amount: Decimal) -> None:
        cleared = cells.day("AUGDT")
        invoice = _INVOICE.record(
            _base(cells)
            | {
                "amount": amount,
                "open_amount": None if cleared is None else Decimal(0),
                "issued_on": _iso(cells.day("BLDAT")),
                "due_on": _iso(due_on(cells, owed=amount > 0)),
            }
        )
        paid = None
        if cleared is not None and amount > 0:
            at = moment(cleared, self.zone)
            settled = {"id": f"{invoice.id}:cleared", "invoice_id": invoice.id, "amount": amount, "at": at}
            paid = _PAYMENT.record(_base(cells) | settled)
        events = self._marks(cells, invoice)
        self.book.add_open_item(self._debtor(cells), invoice, paid)
        for event in events:
            self.book.add_event(event)

    def _marks(self, cells: Cells, invoice: Invoice) -> list[Event]:
        found: list[Event] = []
        about = {"debtor_id": invoice.debtor_id}
        if block := cells.text("MANSP"):
            # The day of the block is not in the item; that of the posting is the first on which it can have been set.
            at = moment(cells.day("BUDAT") or invoice.issued_on, self.zone)
            dispute = {"id": f"{invoice.id}:blocked", "invoice_id": invoice.id, "at": at, "ground": f"dunning block {block}"}
            found.append(_DISPUTE.record(about | dispute))
        dunned = cells.day("MADAT")
        if dunned is not None:
            notice = {
                "id": f"{invoice.id}:dunned",
                "at": moment(dunned, self.zone),
                "notice": "reminder",
                "level": cells.whole("MANST") or None,
            }
            found.append(_NOTICE.record(about | notice | {"attributes": {"invoice": invoice.id}}))
        return found

    def _take_money(self, cells: Cells, amount: Decimal) -> None:
        if cells.day("AUGDT") is not None:
            return  # it was used up: the items that it cleared say so themselves
        at = moment(cells.day("BUDAT") or cells.day("BLDAT"), self.zone)
        invoice = identity(cells, "REBZG", "REBZJ", "REBZZ" if "BUZEI" in cells.row else "") or None
        payment = _PAYMENT.record(_base(cells) | {"amount": amount, "at": at, "invoice_id": invoice})
        self.book.know_debtor(self._debtor(cells))
        self.book.add_event(payment)


def _base(cells: Cells) -> dict[str, object]:
    return {"id": identity(cells) or None, "debtor_id": cells.text("KUNNR") or None, "currency": cells.text("WAERS") or None}


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
