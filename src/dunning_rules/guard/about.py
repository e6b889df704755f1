"""The debt that a step is about: one invoice, or all that the debtor owes. Read when a constraint first asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from dunning_rules.engine.records import Records
from dunning_rules.engine.run import Proposal
from dunning_rules.language.plain import TermReader
from dunning_rules.language.record import Record, children
from dunning_rules.resolve import invoice_of

_INVOICES = children("invoice")
_Of: TypeAlias = Callable[[Record], object]


def invoice_record(proposal: Proposal, records: Records) -> Record | None:
    """The record of the invoice that a proposal is about, if it is about one that is known."""
    if proposal.rule.rule.scope == "invoice":
        return proposal.subject
    named = invoice_of(proposal)
    return None if named is None else next((each for each in records.by_scope["invoice"] if each["id"] == named), None)


def about_readers() -> Mapping[str, TermReader]:
    """How each fact about that debt is read from the record of a recommendation, whose source is the record of its invoice."""
    return {f"about_{name}": _either(of_debtor, of_invoice) for name, (of_debtor, of_invoice) in _FACTS.items()}


def _either(of_debtor: _Of, of_invoice: _Of) -> TermReader:
    return lambda record: of_debtor(record.parent) if record.source is None else of_invoice(record.source)


def _debtor_open(debtor: Record) -> int:
    found: int = debtor["overdue_amount"] or max(debtor["open_amount"], 0)
    return found


def _debtor_undisputed(debtor: Record) -> int:
    free: int = max(debtor["open_amount"], 0) - debtor["disputed_overdue"] - debtor["disputed_not_due"]
    undisputed: int = debtor["undisputed_overdue"] if debtor["overdue_amount"] else max(free, 0)
    return undisputed


def _invoice_open(invoice: Record) -> int:
    found: int = max(invoice["open_amount"], 0)
    return found


def _interest(invoices: Iterable[Record]) -> int | None:
    """The interest to date on what is not disputed; `None` where it is not known of one of them."""
    found = 0
    for invoice in invoices:
        if (interest := invoice["accrued_interest"]) is None:
            return None
        found += interest * invoice["undisputed_amount"] // invoice["open_amount"] if invoice["open_amount"] > 0 else 0
    return found


_FACTS: Mapping[str, tuple[_Of, _Of]] = {
    "invoice": (lambda _debtor: False, lambda _invoice: True),
    "open": (_debtor_open, _invoice_open),
    "claimable": (
        lambda debtor: max(max(debtor["open_amount"], 0) - debtor["disputed_not_due"], 0),
        lambda invoice: min(_invoice_open(invoice), max(invoice.parent["open_amount"], 0)),
    ),
    "overdue": (lambda debtor: debtor["is_overdue"], lambda invoice: bool(invoice["is_overdue"])),
    "undisputed": (_debtor_undisputed, lambda invoice: invoice["undisputed_amount"]),
    "title": (
        lambda debtor: debtor["title_amount"],
        lambda invoice: _invoice_open(invoice) if invoice["retention_of_title"] or invoice["lien"] else 0,
    ),
    "interest": (
        lambda debtor: _interest([each for each in debtor[_INVOICES] if each["is_overdue"]]),
        lambda invoice: _interest([invoice]),
    ),
    "limitation_on": (
        lambda debtor: None if debtor["invoices_of_unknown_limitation"] > 0 else debtor["next_limitation_on"],
        lambda invoice: invoice["limitation_on"],
    ),
}
