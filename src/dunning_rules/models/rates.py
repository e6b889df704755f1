"""Exchange rates, given by the caller and never guessed."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from dunning_rules.models.base import CurrencyCode, Day, Record
from dunning_rules.models.number import PLAIN


class ExchangeRate(Record):
    """One unit of `source` is worth `rate` units of `target` on the day `on`."""

    source: CurrencyCode
    target: CurrencyCode
    rate: Annotated[Decimal, Field(gt=0, lt=Decimal(10) ** 9, allow_inf_nan=False), PLAIN]
    on: Day
