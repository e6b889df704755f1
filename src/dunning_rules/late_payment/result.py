"""Interest as it comes back: its parts, as JSON, and as text for people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dunning_rules.late_payment.items import Reckoning
from dunning_rules.late_payment.text import text_of

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Interest(Reckoning):
    """What late payment costs the debtor: a `Reckoning` that says itself."""

    def to_json(self, *, indent: int | None = 2) -> str:
        """It as JSON text, amounts and rates as text; the same bytes for the same interest."""
        return interest_adapter().dump_json(self, indent=indent).decode()

    def text(self) -> str:
        """It in a few lines for people: how it is reckoned, the sums, what is open, and the sources."""
        return text_of(self)


@cache
def interest_adapter() -> TypeAdapter[Interest]:
    """Writes interest as JSON; made when first needed."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - only when JSON is asked for

    return TypeAdapter(Interest)
