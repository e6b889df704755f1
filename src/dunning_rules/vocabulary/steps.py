"""What a step of collecting can be: who does it, by which way, before whom, where, how, and what it does to the debtor's rights."""

from __future__ import annotations

from typing import Literal, TypeAlias

Actor: TypeAlias = Literal["collector", "sales", "credit_manager", "legal", "headquarters"]
Channel: TypeAlias = Literal["call", "message", "email", "letter", "visit", "court", "internal"]
Audience: TypeAlias = Literal["authorised_payer", "debtor", "third_parties", "court", "own_people"]
Place: TypeAlias = Literal["remote", "business_premises", "residence", "own_office", "court"]
Tone: TypeAlias = Literal["warm", "neutral", "firm", "threatening"]
Stance: TypeAlias = Literal["soft", "neutral", "hard"]
Measure: TypeAlias = Literal[
    "none",
    "state_account",
    "grade",
    "watch",
    "secure",
    "change_supply",
    "withhold",
    "set_off",
    "announce_interest",
    "charge_interest",
    "return_of_goods",
    "take_goods",
    "preservation",
    "legal_process",
]
"""What a step does to the debtor's rights, beyond speaking with it."""
Information: TypeAlias = Literal["none", "own_records", "lawful_monitoring", "on_site", "informant"]
"""Where the knowledge that a step gathers comes from."""

CONTACT_CHANNELS = frozenset({"call", "message", "email", "letter", "visit"})
"""The ways that reach the debtor."""
