"""Shares as people write them."""

from __future__ import annotations

from decimal import Decimal

from dunning_rules.language.types import EXACT
from dunning_rules.models.number import read_number


def read_share(text: str) -> Decimal:
    """The share that `0.08` or `8%` means.

    Raises:
        InvalidOperation: it is no number.
    """
    percent = text.endswith("%")
    number = read_number(text.removesuffix("%"))
    return EXACT.scaleb(number, -2) if percent and number.is_finite() else number
