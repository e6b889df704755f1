"""Data of law: where they come from, and how far they can be trusted."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from dunning_rules.language import Wording
from dunning_rules.models.base import Day, Record, Text
from dunning_rules.models.number import PLAIN

Verified = Literal["provision", "secondary", "general"]
"""Read in the provision's text, taken from a secondary source, or general knowledge."""
Confidence = Literal["high", "medium", "low"]
Rate = Annotated[Decimal, Field(ge=Decimal(-1), le=Decimal(1), decimal_places=12, allow_inf_nan=False), PLAIN]
"""A share of the principal, a year or a day: 0.0215 is 2.15 %."""


class Title(Record):
    """A text for people in the languages of the library."""

    en: Text
    zh: Text

    @property
    def wording(self) -> Wording:
        """The same as the texts of rules have it."""
        return Wording(self.en, self.zh)


class Sourced(Record):
    """What all data of law say of themselves."""

    last_verified: Day
    """The day to which the newest source speaks."""
    verified: Verified
    confidence: Confidence
