"""Creditors, debtors and the rates between their currencies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import get_args

from dunning_rules.models import Contact, Creditor, Debtor, DunningBlock, ExchangeRate
from dunning_rules.models.creditor import Attestation, AttestationKind
from dunning_rules.models.debtor import ContactRole, DebtorKind
from dunning_rules.testing import pools
from dunning_rules.testing.choices import Choices

YES_OR_NO = (True, False)
_RATES = ("1", "0.5", "1.0837", "7.8", "0.0061", "163.25")


def make_creditor(choices: Choices, as_of: datetime, currency: str) -> Creditor:
    """A creditor that reports in `currency`."""
    kinds = choices.some(get_args(AttestationKind), 0, 2)
    return Creditor(
        id=pools.styled(choices, 1),
        country=choices.maybe(50, pools.COUNTRIES),
        currency=currency,
        is_group=choices.chance(30),
        size=choices.maybe(30, ("small", "medium", "large")),
        large_amount=pools.positive_amount(choices, currency) if choices.chance(30) else None,
        margin_rank_cut=pools.share_of_whole(choices) if choices.chance(30) else None,
        attestations=tuple(
            Attestation(
                kind=kind,
                statement="so it is",
                attested_by="someone",
                attested_on=pools.any_day(choices, as_of.date()),
                valid_until=pools.near_day(choices, as_of.date()) if choices.chance(50) else None,
            )
            for kind in kinds
        ),
    )


def make_debtor(choices: Choices, debtor_id: str, as_of: datetime, currencies: Sequence[str]) -> Debtor:
    """A debtor of whom some things are known; its amounts are in one of `currencies`, the first being the creditor's."""
    own = choices.one_of(currencies)

    def money(percent: int) -> Decimal | None:
        return pools.amount_of(choices, own) if choices.chance(percent) else None

    def share(percent: int) -> Decimal | None:
        return pools.share_of_whole(choices) if choices.chance(percent) else None

    return Debtor(
        id=debtor_id,
        kind=choices.one_of(get_args(DebtorKind)),
        country=choices.maybe(50, pools.COUNTRIES),
        timezone=choices.maybe(50, pools.ZONES),
        contacts=_contacts(choices),
        currency=own if own != currencies[0] or choices.chance(20) else None,
        credit_limit=money(20),
        credit_hold=choices.chance(10),
        dunning_block=_block(choices, as_of) if choices.chance(10) else None,
        cooperative=choices.maybe(25, YES_OR_NO),
        worth_keeping=choices.maybe(25, YES_OR_NO),
        values_reputation=choices.maybe(25, YES_OR_NO),
        finances=choices.maybe(40, ("weak", "adequate", "strong")),
        margin_rank=share(20),
        volume_rank=share(20),
        purchase_share=share(30),
        rebate_accrued=money(20),
        onsite_discount=money(10),
        downstream_receivables=money(40),
        visit_cost=money(20),
        interest_basis=choices.maybe(50, ("contract", "statute")),
        interest_rate=share(40),
    )


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


def _contacts(choices: Choices) -> tuple[Contact, ...]:
    return tuple(
        Contact(id=f"c{number}", role=choices.one_of(get_args(ContactRole)), authority_to_pay=choices.maybe(70, YES_OR_NO))
        for number in range(choices.whole(0, 2))
    )


def _block(choices: Choices, as_of: datetime) -> DunningBlock:
    return DunningBlock(reason="a block", until=pools.near_day(choices, as_of.date()) if choices.chance(70) else None)
