"""All checks at once."""

from __future__ import annotations

from datetime import datetime

from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.result import Report
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing.invariants.advice import check_advised, check_exclusions, check_nothing_owed
from dunning_rules.testing.invariants.age import check_ages
from dunning_rules.testing.invariants.changes import neighbour
from dunning_rules.testing.invariants.facts import check_facts
from dunning_rules.testing.invariants.lawful import LAWS, check_more_law, check_verdicts
from dunning_rules.testing.invariants.order import check_order, check_unrelated
from dunning_rules.testing.invariants.paying import check_paying


def check_report(report: Report, book: RuleBook) -> None:
    """What can be seen in one report: `check_advised`, `check_nothing_owed`, `check_exclusions`, `check_facts` and `check_verdicts`.

    Raises:
        InvariantError: something does not hold.
        ReportError: the report is not about one debtor.
    """
    check_advised(report)
    check_nothing_owed(report)
    check_exclusions(report, book)
    check_facts(report, book)
    check_verdicts(report)


def check_case(policy: Policy, case: Case, *, as_of: datetime, seed: int = 0) -> None:
    """Everything that must hold of a policy for one case: the report, its order, paying, growing older, more law, another debtor beside it.

    Args:
        policy: what is checked.
        case: for whom.
        as_of: the moment for which it is asked.
        seed: decides the other orders, and the other law.

    Raises:
        InvariantError: something does not hold.
    """
    check_report(policy.evaluate(case, as_of=as_of), policy.book)
    check_order(policy, case, as_of=as_of, seed=seed)
    check_paying(policy, case, as_of=as_of)
    check_ages(policy, case, as_of=as_of)
    check_more_law(policy, case, as_of=as_of, law=LAWS[seed % len(LAWS)])
    check_unrelated(policy, case, neighbour(case), as_of=as_of)
