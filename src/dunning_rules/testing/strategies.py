"""Hypothesis strategies: what tests of rules and policies draw."""

from __future__ import annotations

from datetime import datetime

from hypothesis import strategies as st

from dunning_rules.models import Case, Creditor, Debtor, Event, ExchangeRate, Invoice, Visit
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing import pools
from dunning_rules.testing.choices import DrawnChoices
from dunning_rules.testing.make_attributes import with_attributes
from dunning_rules.testing.make_books import make_book
from dunning_rules.testing.make_cases import Size, make_case
from dunning_rules.testing.make_events import Setting
from dunning_rules.testing.make_histories import make_history
from dunning_rules.testing.make_invoices import make_invoice
from dunning_rules.testing.make_parties import make_creditor, make_debtor, make_rates
from dunning_rules.testing.make_visits import make_visit
from dunning_rules.vocabulary import Field

EUR = ("EUR",)


@st.composite
def creditors(draw: st.DrawFn, *, as_of: datetime = pools.AS_OF, currency: str = "EUR") -> Creditor:
    """Creditors that report in `currency`; some attest something near the day of `as_of`."""
    return make_creditor(DrawnChoices(draw), as_of, currency)


@st.composite
def debtors(draw: st.DrawFn, *, debtor_id: str | None = None, as_of: datetime = pools.AS_OF, currencies: tuple[str, ...] = EUR) -> Debtor:
    """Debtors of whom some things are known; a dunning block, where there is one, ends near the day of `as_of`."""
    choices = DrawnChoices(draw)
    return make_debtor(choices, pools.styled(choices, 1) if debtor_id is None else debtor_id, as_of, currencies)


@st.composite
def invoices(draw: st.DrawFn, *, debtor_id: str = "1", as_of: datetime = pools.AS_OF, currencies: tuple[str, ...] = EUR) -> Invoice:
    """Invoices and credit notes, due before and after `as_of`; some with the open amount of a ledger, few issued after `as_of`."""
    choices = DrawnChoices(draw)
    return make_invoice(choices, pools.styled(choices, 1), debtor_id, as_of.date(), choices.one_of(currencies))


@st.composite
def visits(draw: st.DrawFn, *, debtor_id: str = "1", as_of: datetime = pools.AS_OF, currencies: tuple[str, ...] = EUR) -> Visit:
    """Visits planned near `as_of`, or done; few recorded after `as_of`."""
    choices = DrawnChoices(draw)
    return make_visit(choices, pools.styled(choices, 1), debtor_id, as_of, choices.one_of(currencies))


@st.composite
def events(
    draw: st.DrawFn,
    *,
    debtor_id: str = "1",
    as_of: datetime = pools.AS_OF,
    about: tuple[Invoice, ...] = (),
    currencies: tuple[str, ...] = EUR,
    max_size: int = 10,
) -> tuple[Event, ...]:
    """What happened to a debtor: events of all kinds that often belong together, few of them after `as_of`.

    Args:
        draw: given by Hypothesis.
        debtor_id: whose they are.
        as_of: the moment near which they happen.
        about: the invoices to which they refer.
        currencies: of their amounts.
        max_size: at most so many.
    """
    choices = DrawnChoices(draw)
    return make_history(Setting(choices, debtor_id, as_of, currencies, about, pools.Names(choices)), max_size)


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    as_of: datetime = pools.AS_OF,
    debtor_id: str | None = None,
    max_invoices: int = 5,
    max_visits: int = 2,
    max_events: int = 10,
    currencies: tuple[str, ...] = EUR,
    fields: tuple[Field, ...] = (),
) -> Case:
    """Valid cases, with records before and after `as_of`.

    Args:
        draw: given by Hypothesis.
        as_of: the moment for which they will be evaluated.
        debtor_id: whose they are; any identifier where absent.
        max_invoices: at most so many invoices and credit notes.
        max_visits: at most so many visits.
        max_events: at most so many events.
        currencies: of their amounts; the creditor reports in the first. With more than one, give a `Policy` rates of `exchange_rates`.
        fields: those of a policy; the attributes that they read are recorded in some of the records.
    """
    choices = DrawnChoices(draw)
    name = pools.styled(choices, 1) if debtor_id is None else debtor_id
    made = make_case(choices, name, as_of, Size(max_invoices, max_visits, max_events), currencies)
    return with_attributes(choices, made, fields, as_of.date())


@st.composite
def exchange_rates(draw: st.DrawFn, currencies: tuple[str, ...], *, as_of: datetime = pools.AS_OF) -> tuple[ExchangeRate, ...]:
    """A rate to the first of `currencies` for each of the others that is known at `as_of`; some older and later ones."""
    return make_rates(DrawnChoices(draw), currencies, as_of)


@st.composite
def rulebooks(draw: st.DrawFn, *, as_of: datetime = pools.AS_OF, max_rules: int = 6) -> RuleBook:
    """Valid rule books over the built-in vocabulary and further fields that their rules conclude.

    Their rules look at every scope, use every part of the language, and stand in up to six strata.

    Args:
        draw: given by Hypothesis.
        as_of: the moment near which their constants lie.
        max_rules: at most so many rules.
    """
    return make_book(DrawnChoices(draw), as_of.date(), max_rules)
