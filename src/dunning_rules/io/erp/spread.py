"""Payments of an invoice that falls due in parts: the part that fell due first is paid first."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


def spread(parts: Sequence[Decimal], payments: Sequence[Decimal]) -> list[tuple[int, int, Decimal]]:
    """Which payment paid what of which part.

    Args:
        parts: amounts of the parts, in the order of their days.
        payments: amounts of the payments, in the order of their days; what they pay beyond the parts belongs to none.

    Returns:
        Index of the payment, index of the part, and the amount, wherever there is one.
    """
    found = []
    part = 0
    left = parts[0] if parts else Decimal(0)
    for number, payment in enumerate(payments):
        rest = payment
        while rest > 0 and part < len(parts):
            taken = min(rest, left)
            if taken > 0:
                found.append((number, part, taken))
            rest -= taken
            left -= taken
            if left <= 0:
                part += 1
                left = parts[part] if part < len(parts) else Decimal(0)
    return found


def still_open(parts: Sequence[Decimal], open_amount: Decimal) -> list[Decimal]:
    """What is open of each part, where `open_amount` is open of all of them: the last parts are open first."""
    found: list[Decimal] = []
    rest = open_amount
    for part in reversed(parts):
        found.append(min(part, max(rest, Decimal(0))))
        rest -= part
    return found[::-1]
