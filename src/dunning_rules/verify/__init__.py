"""Proofs about rule books: what holds of all cases, with a case to show where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dunning_rules.extras import need
from dunning_rules.verify.report import CheckFinding, CheckReport, CounterExample

if TYPE_CHECKING:
    from dunning_rules.policy import Policy


def check(policy: Policy | None = None) -> CheckReport:
    """What is wrong with a policy: rules that never fire or contradict each other, overdue debtors for whom nothing is advised, and more.

    What is found is proved for all cases, or shown by a case that was run through the engine of the policy.

    Args:
        policy: the policy; the built-in rules where absent.

    Raises:
        ExtraError: z3 is not installed; the extra `verify` brings it.
    """
    need("z3", extra="verify", what="the check of policies")
    from dunning_rules.policy import Policy as BuiltIn  # noqa: PLC0415 - only where it is asked
    from dunning_rules.verify.run import run_check  # noqa: PLC0415 - z3 is an extra

    return run_check(BuiltIn() if policy is None else policy)


__all__ = ["CheckFinding", "CheckReport", "CounterExample", "check"]
