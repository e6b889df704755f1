"""Reads a debt and its terms, has its interest reckoned, and shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from dunning_rules.cli.display import show
from dunning_rules.cli.faults import UsageError
from dunning_rules.cli.interest_table import interest_table
from dunning_rules.cli.option_values import read_amount, read_day
from dunning_rules.cli.share import read_share
from dunning_rules.cli.streams import write_bytes
from dunning_rules.cli.wishes import Debt, Terms
from dunning_rules.errors import InterestError, RateError, quote
from dunning_rules.io import read_rates
from dunning_rules.late_payment import Interest, interest
from dunning_rules.late_payment.claim import Dated

_ENTRY = re.compile(r"(?P<amount>[^@]+)@(?P<on>[^@]+)")
_OPTIONS = {"due_on": "due", "paid_on": "paid", "agreed_on": "agreed"}


def show_interest(debt: Debt, terms: Terms, lang: str, *, as_json: bool) -> None:
    """Show the interest on a debt.

    Raises:
        UsageError: an option is wrong, is missing, or means nothing under the regime.
        RateError: a rate is not known, or the file of rates cannot be used.
    """
    found = _reckon(debt, terms, lang)
    if as_json:
        write_bytes(f"{found.to_json()}\n".encode())
    else:
        show(interest_table(found))


def _reckon(debt: Debt, terms: Terms, lang: str) -> Interest:
    try:
        return interest(
            regime=terms.regime,
            principal=read_amount(debt.principal, "--principal"),
            currency=debt.currency,
            due_on=read_day(debt.due, "--due"),
            paid_on=read_day(debt.paid, "--paid"),
            payments=_entries(debt.payments, "--payments"),
            costs=_entries(debt.costs, "--costs"),
            waivers=_entries(debt.waivers, "--waivers"),
            rate=None if terms.rate is None else _share(terms.rate),
            multiple=None if terms.multiple is None else read_amount(terms.multiple, "--multiple"),
            agreed_on=None if terms.agreed is None else read_day(terms.agreed, "--agreed"),
            member_state=terms.member_state,
            allocation=terms.allocation,
            compensation=terms.compensation,
            basis_days=terms.basis_days,
            rates=None if terms.rates is None else read_rates(terms.rates),
            lang=lang,
        )
    except RateError:
        raise
    except InterestError as error:
        raise UsageError(error.message, where=_option(error.where), help=error.help) from None


def _option(field: str) -> str:
    """The option that gives a field."""
    name = field.partition(".")[0]
    return f"--{_OPTIONS.get(name, name).replace('_', '-')}" if name else ""


def _entries(texts: Iterable[str], option: str) -> tuple[Dated, ...]:
    return tuple(_entry(text, option) for text in texts)


def _entry(text: str, option: str) -> Dated:
    found = _ENTRY.fullmatch(text)
    if found is None:
        message = f"{quote(text)} is not an amount and its day"
        raise UsageError(message, where=option, help="write `500.00@2026-03-01`")
    return read_day(found["on"], option), read_amount(found["amount"], option)


def _share(text: str) -> Decimal:
    try:
        return read_share(text)
    except InvalidOperation:
        message = f"{quote(text)} is not a share"
        raise UsageError(message, where="--rate", help="write `8%` or `0.08`") from None
