"""The check of a policy: every finding, day by day of all that is ever in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from threading import Lock

from dunning_rules.engine.plan import make_plan
from dunning_rules.policy import Policy
from dunning_rules.rules.accepted import FINDING_KINDS
from dunning_rules.rules.book import RuleBook
from dunning_rules.verify.check_contradiction import check_contradiction
from dunning_rules.verify.check_dead import check_dead, never_in_force
from dunning_rules.verify.check_gap import OVERDUE, check_gap
from dunning_rules.verify.check_masked import check_masked
from dunning_rules.verify.check_monotone import check_monotone
from dunning_rules.verify.check_overlap import check_overlap
from dunning_rules.verify.check_red_line import check_red_line
from dunning_rules.verify.check_subsumed import check_subsumed
from dunning_rules.verify.check_unreachable import check_unreachable
from dunning_rules.verify.check_unused import unused
from dunning_rules.verify.inquiry import Inquiry
from dunning_rules.verify.report import CheckFinding, CheckReport
from dunning_rules.verify.search import SIZES
from dunning_rules.verify.world import World

DAY = date(2026, 1, 15)
"""The day that is looked at where nothing ever changes: the check reads no clock."""
_DIGITS = 2
_ONE_AT_A_TIME = Lock()
"""Formulas stand in one place of the solver's library, which takes one thread at a time."""
CHECKS = (
    check_dead,
    check_masked,
    check_subsumed,
    check_contradiction,
    check_overlap,
    check_gap,
    check_monotone,
    check_red_line,
    check_unreachable,
)


def run_check(policy: Policy) -> CheckReport:
    """What is wrong with `policy`."""
    with _ONE_AT_A_TIME:
        return _check(policy)


def _check(policy: Policy) -> CheckReport:
    found: dict[tuple[str, tuple[str, ...]], CheckFinding] = {}
    days = days_of(policy.book)
    questions = 0
    for day in days:
        inquiry = Inquiry(policy, World(make_plan(policy.book, day, _DIGITS), policy.book.vocabulary, day), (OVERDUE,))
        for check in CHECKS:
            check(inquiry)
        questions += inquiry.search.questions
        for each in inquiry.findings:
            found.setdefault((each.kind, each.names), each)
    for each in (*never_in_force(policy.book, days), *unused(policy)):
        found.setdefault((each.kind, each.names), each)
    return _report(policy, found.values(), days, questions)


def days_of(book: RuleBook) -> tuple[date, ...]:
    """One day for each set of rules and parameter values that is ever in force."""
    marks = {since for rule in book.rules if (since := rule.since) is not None}
    marks |= {until + timedelta(days=1) for rule in book.rules if (until := rule.until) is not None}
    marks |= {day for parameter in book.parameters for day, _ in parameter.changes}
    if not marks:
        return (DAY,)
    return (min(marks) - timedelta(days=1), *sorted(marks))


def _report(policy: Policy, found: Iterable[CheckFinding], days: tuple[date, ...], questions: int) -> CheckReport:
    ordered = sorted(found, key=lambda each: (FINDING_KINDS.index(each.kind), each.names))
    wrong: list[CheckFinding] = []
    meant: list[CheckFinding] = []
    for each in ordered:
        why = next((accepted.why for accepted in policy.book.accepted if accepted.fits(each.kind, each.names)), None)
        if why is None:
            wrong.append(each)
        else:
            meant.append(replace(each, accepted=why.text(policy.lang)))
    return CheckReport(policy.book.digest, days, len(policy.book.rules), questions, dict(SIZES[-1]), tuple(wrong), tuple(meant))
