"""The company that is owed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dunning_rules.models.base import CountryCode, CurrencyCode, Day, Id, PositiveMoney, Record, Share, Text

AttestationKind = Literal["bank_pressure", "salaries_unpaid", "recovery_budget", "approved_next_step"]


class Attestation(Record):
    """A statement about ourselves that a responsible person vouches for (tips 2, 6, 10).

    Only what is attested may be claimed before a debtor.
    """

    kind: AttestationKind
    statement: Text
    attested_by: Id
    attested_on: Day
    valid_until: Day | None = None


class Creditor(Record):
    """The company that is owed; ERPs call it company."""

    id: Id
    name: Text = ""
    country: CountryCode | None = None
    currency: CurrencyCode
    """The reporting currency: all amounts of a run are compared in it."""
    is_group: bool = False
    """It has a head office that can act in its own name (tip 21)."""
    size: Literal["small", "medium", "large"] | None = None
    large_amount: PositiveMoney | None = None
    """What it counts as a large debt, in `currency`; the parameter `large_amount` where absent."""
    margin_rank_cut: Share | None = None
    """Debtors at or above this rank by margin or volume are worth keeping (tip 12)."""
    attestations: Annotated[tuple[Attestation, ...], Field(strict=False, fail_fast=True)] = ()
