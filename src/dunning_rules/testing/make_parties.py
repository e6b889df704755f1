"""Creditors, debtors and the rates between their currencies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, get_args

from dunning_rules.models import Contact, ContactPreference, Creditor, Debtor, DunningBlock, ExchangeRate
from dunning_rules.models.creditor import Attestation, AttestationKind
from dunning_rules.models.debtor import ContactRole, DebtorKind, DeclinedChannel
from dunning_rules.testing import pools
from dunning_rules.testing.choices import Choices

YES_OR_NO = (True, False)
_RATES = ("1", "0.5", "1.0837", "7.8", "0.0061", "163.25")
_OF_CREDITOR = ("large_amount", "country", "is_group", "size", "margin_rank_cut", "attestations")
_SHARES = ("purchase_share", "margin_rank", "volume_rank", "interest_rate")
_AMOUNTS = ("downstream_receivables", "visit_cost", "credit_limit", "rebate_accrued", "onsite_discount")
_CHOICES: Mapping[str, tuple[object, ...]] = {
    "interest_basis": ("contract", "statute"),
    "finances": ("weak", "adequate", "strong"),
    "cooperative": YES_OR_NO,
    "timezone": pools.ZONES,
    "country": pools.COUNTRIES,
    "kind": get_args(DebtorKind),
    "values_reputation": YES_OR_NO,
    "worth_keeping": YES_OR_NO,
    "credit_hold": (True,),
}
_WITH_STATUTES = ("GB", "CN", "DE", "FR")
_HOURS = ("00:00", "09:00", "12:30", "18:00", "24:00")
_OF_DEBTOR = (*_CHOICES, *_SHARES, *_AMOUNTS, "contacts", "dunning_block", "contact_preference")


def make_creditor(choices: Choices, as_of: datetime, currency: str) -> Creditor:
    """A creditor that reports in `currency`."""
    known = set(choices.some(_OF_CREDITOR, 0, 4))
    return Creditor(
        id=pools.styled(choices, 1),
        country=choices.one_of(pools.COUNTRIES) if "country" in known else None,
        currency=currency,
        is_group="is_group" in known,
        size=choices.one_of(("small", "medium", "large")) if "size" in known else None,
        large_amount=pools.positive_amount(choices, currency) if "large_amount" in known else None,
        margin_rank_cut=pools.share_of_whole(choices) if "margin_rank_cut" in known else None,
        attestations=_attestations(choices, as_of) if "attestations" in known else (),
    )


def make_debtor(choices: Choices, debtor_id: str, as_of: datetime, currencies: Sequence[str]) -> Debtor:
    """A debtor of whom some things are known; its amounts are in one of `currencies`, the first being the creditor's."""
    own = choices.one_of(currencies)
    known: dict[str, Any] = {}
    for name in choices.some(_OF_DEBTOR, 0, 12):
        if name in _CHOICES:
            known[name] = choices.one_of(_CHOICES[name])
        elif name in _SHARES:
            known[name] = pools.share_of_whole(choices)
        elif name in _AMOUNTS:
            known[name] = pools.amount_of(choices, own)
        else:
            known[name] = _PARTS[name](choices, as_of)
    if choices.chance(50):
        known["contacts"] = _contacts(choices, as_of)
    if choices.chance(10):
        known |= {"interest_basis": "contract", "interest_rate": pools.share_of_whole(choices)}
    elif choices.chance(10):
        known |= {"interest_basis": "statute", "governing_law": choices.one_of(_WITH_STATUTES), "kind": "company"}
    return Debtor(id=debtor_id, currency=own if own != currencies[0] or choices.chance(20) else None, **known)


def make_rates(choices: Choices, currencies: Sequence[str], as_of: datetime) -> tuple[ExchangeRate, ...]:
    """For each of `currencies` but the first a rate to the first that is known at `as_of`, some with an older and a later one."""
    reporting, *others = currencies
    today = as_of.date()
    found = []
    for source in others:
        days = [today - timedelta(days=choices.one_of((0, 1, 30)))]
        days += [today - timedelta(days=60)] if choices.chance(30) else []
        days += [today + timedelta(days=1)] if choices.chance(30) else []
        found += [ExchangeRate(source=source, target=reporting, rate=Decimal(choices.one_of(_RATES)), on=day) for day in days]
    return tuple(found)


def _attestations(choices: Choices, as_of: datetime) -> tuple[Attestation, ...]:
    return tuple(
        Attestation(
            kind=kind,
            statement="so it is",
            attested_by="someone",
            attested_on=pools.any_day(choices, as_of.date()),
            valid_until=pools.near_day(choices, as_of.date()) if choices.chance(50) else None,
        )
        for kind in choices.some(get_args(AttestationKind), 1, 2)
    )


def _contacts(choices: Choices, _as_of: datetime) -> tuple[Contact, ...]:
    return tuple(
        Contact(id=f"c{number}", role=choices.one_of(get_args(ContactRole)), authority_to_pay=choices.maybe(90, YES_OR_NO))
        for number in range(choices.one_of((1, 2, 2, 2)))
    )


def _block(choices: Choices, as_of: datetime) -> DunningBlock:
    return DunningBlock(reason="a block", until=pools.near_day(choices, as_of.date()) if choices.chance(70) else None)


def _preference(choices: Choices, _as_of: datetime) -> ContactPreference:
    start = choices.whole(0, len(_HOURS) - 2)
    return ContactPreference(
        start=_HOURS[start],
        end=choices.one_of(_HOURS[start + 1 :]),
        weekdays=tuple(choices.some((1, 2, 3, 4, 5, 6, 7), 1, 7)),
        not_by=tuple(choices.some(get_args(DeclinedChannel), 0, 2)),
    )


_PARTS: Mapping[str, Callable[[Choices, datetime], object]] = {
    "contacts": _contacts,
    "dunning_block": _block,
    "contact_preference": _preference,
}
