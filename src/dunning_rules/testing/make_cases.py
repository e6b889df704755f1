"""Whole cases: a creditor, a debtor and its records, before and after `as_of`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dunning_rules.models import Case, Invoice, Visit
from dunning_rules.testing import pools
from dunning_rules.testing.choices import Choices
from dunning_rules.testing.make_events import Setting
from dunning_rules.testing.make_histories import make_history
from dunning_rules.testing.make_invoices import make_invoice
from dunning_rules.testing.make_parties import make_creditor, make_debtor
from dunning_rules.testing.make_visits import make_visit


@dataclass(frozen=True, slots=True)
class Size:
    """How many records a case may have.

    Attributes:
        invoices: at most so many invoices.
        visits: at most so many visits.
        events: at most so many events.
    """

    invoices: int = 5
    visits: int = 2
    events: int = 10


def make_case(choices: Choices, debtor_id: str, as_of: datetime, size: Size, currencies: tuple[str, ...]) -> Case:
    """A case of one debtor; the creditor reports in the first of `currencies`."""
    creditor = make_creditor(choices, as_of, currencies[0])
    debtor = make_debtor(choices, debtor_id, as_of, currencies)
    today = as_of.date()
    invoice_names, visit_names = pools.Names(choices), pools.Names(choices)

    def an_invoice() -> Invoice:
        return make_invoice(choices, invoice_names.new(), debtor_id, today, choices.one_of(currencies))

    def a_visit() -> Visit:
        return make_visit(choices, visit_names.new(), debtor_id, as_of, choices.one_of(currencies))

    invoices = tuple(choices.many(an_invoice, size.invoices))
    visits = tuple(choices.many(a_visit, size.visits))
    setting = Setting(choices, debtor_id, as_of, currencies, invoices, pools.Names(choices))
    return Case(creditor=creditor, debtor=debtor, invoices=invoices, visits=visits, events=make_history(setting, size.events))
