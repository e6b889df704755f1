"""Both policies have to report in one currency: else no amount of the one can be compared with one of the other."""

from __future__ import annotations

from dunning_rules.errors import CaseError, quote


def two_currencies(one: str, other: str) -> CaseError:
    """The error where they do not."""
    message = f"the policies report in two currencies: {quote(one)} and {quote(other)}"
    return CaseError(message, help="give both the same reporting currency")
