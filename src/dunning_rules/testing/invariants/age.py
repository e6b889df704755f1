"""Growing older never makes a debt milder."""

from __future__ import annotations

from datetime import datetime, timedelta

from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.result import Report
from dunning_rules.testing.invariants.broken import of_one_debtor, require
from dunning_rules.testing.invariants.changes import known_at
from dunning_rules.vocabulary import debtor

_CLASSES = debtor.risk_class.type.choices
_LATER = (timedelta(days=1), timedelta(days=30), timedelta(days=400))


def check_age(policy: Policy, case: Case, *, as_of: datetime, later: datetime) -> None:
    """A later `as_of` with all else equal lowers neither `risk_class` nor the urgency of tip 1 (what must always hold, 4).

    All else equal means: nothing becomes known meanwhile. What the case records for after `as_of` is left out; give a policy without
    exchange rates of later days. Evasions, funds and excuses that are forgotten in time are part of growing older.

    Raises:
        InvariantError: the debt became milder.
    """
    known = known_at(case, as_of)
    check_not_milder(policy.evaluate(known, as_of=as_of), policy.evaluate(known, as_of=later))


def check_ages(policy: Policy, case: Case, *, as_of: datetime) -> None:
    """`check_age` for a day, a month and more than a year later.

    Raises:
        InvariantError: the debt became milder.
    """
    for ahead in _LATER:
        check_age(policy, case, as_of=as_of, later=as_of + ahead)


def check_not_milder(before: Report, after: Report) -> None:
    """Of two reports on the same records, the later one has neither a milder `risk_class` nor a less urgent tip 1.

    Raises:
        InvariantError: it has.
        ReportError: one of them is not about one debtor.
    """
    days = f"{before.as_of.date()} to {after.as_of.date()}"
    older, newer = risk_class(before), risk_class(after)
    require(
        _CLASSES.index(newer) >= _CLASSES.index(older),
        f"from {days} the class of the debtor fell from `{older}` to `{newer}`",
        after,
        "let no test of the class end by age: count a class or a worse one, not the class alone",
    )
    require(
        urgency_of_tip(1, after) >= urgency_of_tip(1, before),
        f"from {days} the urgency of tip 1 fell from {urgency_of_tip(1, before)} to {urgency_of_tip(1, after)} (-1 = not advised)",
        after,
        "let cadences of contact fall with the class, and let urgency rise with age",
    )


def risk_class(report: Report) -> str:
    """The class of the debtor; the mildest where none was concluded."""
    of_one_debtor(report)
    return next((str(each.value) for each in report.conclusions if each.name == debtor.risk_class.key), _CLASSES[0])


def urgency_of_tip(tip: int, report: Report) -> int:
    """The greatest urgency that a tip gives to anything; -1 where it advises nothing."""
    return max((each.urgency for each in report.recommendations if each.tip == tip), default=-1)
