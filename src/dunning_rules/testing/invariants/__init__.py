"""What must always hold of a policy, as checks that anybody can run on their own.

Each check takes a report, a policy with a case, or a book, and raises an `InvariantError` (which is an `AssertionError`) that says what
was promised and what was found instead. `check_case` runs all of them on one case.
"""

from __future__ import annotations

from dunning_rules.testing.invariants.advice import check_advised, check_exclusions, check_nothing_owed
from dunning_rules.testing.invariants.age import check_age, check_not_milder
from dunning_rules.testing.invariants.changes import known_at, paid, unpaid
from dunning_rules.testing.invariants.everything import check_case, check_report
from dunning_rules.testing.invariants.facts import check_facts
from dunning_rules.testing.invariants.lawful import check_more_law, check_verdicts
from dunning_rules.testing.invariants.order import check_engines, check_order, check_order_of_rules, check_unrelated
from dunning_rules.testing.invariants.paying import check_no_demand_grows, check_paying

__all__ = [
    "check_advised",
    "check_age",
    "check_case",
    "check_engines",
    "check_exclusions",
    "check_facts",
    "check_more_law",
    "check_no_demand_grows",
    "check_not_milder",
    "check_nothing_owed",
    "check_order",
    "check_order_of_rules",
    "check_paying",
    "check_report",
    "check_unrelated",
    "check_verdicts",
    "known_at",
    "paid",
    "unpaid",
]
