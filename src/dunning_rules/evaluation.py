"""The shortest way to an answer: one case, the built-in rules, the default engine."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.result import Report


def evaluate(case: Case, *, as_of: datetime) -> Report:
    """What to do next about one debtor, by the built-in rules with their default parameters.

    Args:
        case: the debtor with all of its records.
        as_of: the zone-aware moment for which you ask; what is dated after it is not known.

    Raises:
        AsOfError: `as_of` has no zone.
        CaseError: `case` is not a `Case`, or an amount cannot be converted.
    """
    return _standard().evaluate(case, as_of=as_of)


@cache
def _standard() -> Policy:
    return Policy()
