"""What a change of policy does: proved for all cases first, then measured on a portfolio."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_rules.comparison.measured import Measured
from dunning_rules.comparison.report import CompareReport, EffectChange, PartChange, RuleChange, Witness
from dunning_rules.errors import AsOfError
from dunning_rules.extras import need

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from dunning_rules.models import Case
    from dunning_rules.policy import Policy


def compare(
    old: Policy | None = None, new: Policy | None = None, *, on: Iterable[Case] | None = None, as_of: datetime | None = None
) -> CompareReport:
    """What a change of policy does: which rules are equivalent, stricter, looser, or others, with a case to show each difference.

    What is said of a rule is proved for all cases, or shown by a case that was run by both policies.

    Args:
        old: the earlier policy; the built-in rules where absent.
        new: the later one; the built-in rules where absent.
        on: a portfolio, to measure what the change does to it.
        as_of: the moment for which the portfolio is asked about.

    Raises:
        AsOfError: a portfolio is given without a moment, or `as_of` has no zone.
        CaseError: the policies report in two currencies.
        ExtraError: z3 is not installed; the extra `verify` brings it.
    """
    need("z3", extra="verify", what="the comparison of policies")
    from dunning_rules.comparison.measure import measure  # noqa: PLC0415 - only where it is asked
    from dunning_rules.comparison.run import run_compare  # noqa: PLC0415 - z3 is an extra
    from dunning_rules.policy import Policy as BuiltIn  # noqa: PLC0415 - only where it is asked

    before, now = BuiltIn() if old is None else old, BuiltIn() if new is None else new
    portfolio = None
    if on is not None:
        if as_of is None:
            message = "it is not said for which moment the portfolio is asked about"
            raise AsOfError(message, help="give `as_of`, a moment with its zone")
        portfolio = measure(before, now, on, as_of=as_of)
    return run_compare(before, now, portfolio)


__all__ = ["CompareReport", "EffectChange", "Measured", "PartChange", "RuleChange", "Witness", "compare"]
