"""One event of each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias, get_args

from dunning_rules.models import EVENT_ADAPTER, Event, Invoice
from dunning_rules.models import event as models
from dunning_rules.testing import pools
from dunning_rules.testing.choices import Choices
from dunning_rules.testing.make_parties import YES_OR_NO
from dunning_rules.testing.make_visits import CONTACTS

Fields: TypeAlias = "dict[str, Any]"
_NOWHERE = "nowhere"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Setting:
    """What events are about.

    Attributes:
        choices: what decides.
        debtor_id: whose they are.
        as_of: the moment near which they happen.
        currencies: in which their amounts may be.
        invoices: to which they may refer.
        names: the identifiers that they get.
    """

    choices: Choices
    debtor_id: str
    as_of: datetime
    currencies: tuple[str, ...]
    invoices: tuple[Invoice, ...]
    names: pools.Names

    @property
    def today(self) -> date:
        """The day of `as_of`."""
        return self.as_of.date()

    def moment(self, percent_later: int = 8) -> datetime:
        """When an event happens: in a few cases after `as_of`."""
        if self.choices.chance(percent_later):
            return pools.later_moment(self.choices, self.as_of)
        return pools.known_moment(self.choices, self.as_of)

    def event(self, kind: str, at: datetime, **fields: object) -> Event:
        """An event of `kind` at a moment; what is not named in `fields` is left to chance."""
        own = {"id": self.names.new(), "debtor_id": self.debtor_id, "at": at, "kind": kind}
        return EVENT_ADAPTER.validate_python({**own, **_MAKERS.get(kind, _nothing)(self, at), **fields})

    def invoice_id(self, percent: int) -> str | None:
        """The id of one of the invoices, or in a few cases of one that nobody knows."""
        if not self.choices.chance(percent):
            return None
        return self.choices.one_of(self.invoices).id if self.invoices and not self.choices.chance(3) else _NOWHERE

    def money(self) -> Fields:
        """An amount with its currency: most often one that an invoice has, or a part of it."""
        if not self.invoices or self.choices.chance(25):
            currency = self.choices.one_of(self.currencies)
            return {"amount": pools.amount_of(self.choices, currency), "currency": currency}
        invoice = self.choices.one_of(self.invoices)
        return {"amount": pools.part_of(self.choices, invoice.amount.copy_abs(), invoice.currency), "currency": invoice.currency}


def _nothing(_setting: Setting, _at: datetime) -> Fields:
    return {}


def _payment(setting: Setting, _at: datetime) -> Fields:
    return {**setting.money(), "invoice_id": setting.invoice_id(85)}


def _promise(setting: Setting, at: datetime) -> Fields:
    choices = setting.choices
    due_on = pools.near_day(choices, setting.today) if choices.chance(60) else at.date() + timedelta(days=choices.one_of(pools.EDGES))
    return {**setting.money(), "due_on": due_on, "invoice_id": setting.invoice_id(60), "contact_id": choices.maybe(20, CONTACTS)}


def _dispute(setting: Setting, _at: datetime) -> Fields:
    return {"invoice_id": setting.invoice_id(100), **(setting.money() if setting.choices.chance(30) else {})}


def _excuse(setting: Setting, _at: datetime) -> Fields:
    reason = "account_empty" if setting.choices.chance(50) else setting.choices.one_of(get_args(models.ExcuseReason))
    return {"reason": reason, "invoice_id": setting.invoice_id(20)}


def _notice(setting: Setting, at: datetime) -> Fields:
    choices = setting.choices
    kind = "interest_notice" if choices.chance(50) else choices.one_of(get_args(models.NoticeType))
    return {
        "notice": kind,
        "delivered_on": at.date() + _DAY * choices.whole(0, 5) if choices.chance(60) else None,
        "deadline_on": at.date() + _DAY * choices.one_of((10, 0, 1, 5, 30)) if choices.chance(60) else None,
        "level": choices.maybe(20, (1, 0, 2, 3)),
    }


def _contact(setting: Setting, _at: datetime) -> Fields:
    choices = setting.choices
    channel = choices.one_of(get_args(models.Channel))
    return {"channel": channel, "reached": choices.chance(50), "contact_id": choices.maybe(20, CONTACTS)}


def _named(name: str, options: tuple[object, ...]) -> Callable[[Setting, datetime], Fields]:
    return lambda setting, _at: {name: setting.choices.one_of(options)}


_MAKERS: Mapping[str, Callable[[Setting, datetime], Fields]] = {
    "payment": _payment,
    "promise": _promise,
    "excuse": _excuse,
    "excuse_checked": lambda setting, _at: {"excuse_id": _NOWHERE, "finding": setting.choices.one_of(("refuted", "verified"))},
    "evasion": _named("form", get_args(models.EvasionForm)),
    "dispute_raised": _dispute,
    "dispute_resolved": lambda setting, _at: {"dispute_id": _NOWHERE, "outcome": setting.choices.one_of(("for_us", "against_us"))},
    "order_closed": lambda _setting, _at: {"order_id": _NOWHERE},
    "delivery": lambda setting, _at: {"days_to_sell": setting.choices.maybe(60, (30, 1, 10, 60, 3650))},
    "sell_through": lambda setting, _at: {"delivery_id": _NOWHERE, "share": pools.share_of_whole(setting.choices)},
    "funds_observed": lambda setting, _at: {**setting.money(), "source": setting.choices.one_of(get_args(models.FundsSource))},
    "anomaly": _named("signal", get_args(models.AnomalySignal)),
    "notice_sent": _notice,
    "contact_attempt": _contact,
    "bank_demand": lambda setting, _at: {"deadline_on": pools.near_day(setting.choices, setting.today)},
    "reconciliation": _named("agreed", YES_OR_NO),
    "pressing_measure": _named("measure", get_args(models.MeasureType)),
    "debt_shelved": lambda setting, _at: {"review_on": pools.near_day(setting.choices, setting.today)},
}
