"""The comparison of two policies: rule by rule, part by part, day by day of all that is ever in force."""

from __future__ import annotations

from dunning_rules.comparison.both import Both
from dunning_rules.comparison.joint import join
from dunning_rules.comparison.measured import Measured
from dunning_rules.comparison.parts import changed_parts
from dunning_rules.comparison.report import CompareReport
from dunning_rules.comparison.rules import Rules
from dunning_rules.policy import Policy
from dunning_rules.verify.run import days_of
from dunning_rules.verify.search import SIZES
from dunning_rules.verify.solver import ONE_AT_A_TIME


def run_compare(old: Policy, new: Policy, portfolio: Measured | None) -> CompareReport:
    """What differs between two policies.

    Args:
        old: the earlier one.
        new: the later one.
        portfolio: what the change does to a portfolio, where that was measured.
    """
    with ONE_AT_A_TIME:
        rules = Rules(old, new)
        days = days_of(old.book, new.book)
        questions = 0
        for day in days:
            question = Both(join(old, new, day))
            rules.take(question)
            questions += question.search.questions
        changes = tuple(rules.changes())
    return CompareReport(
        old.digest, new.digest, days, rules.identical(), questions, dict(SIZES[-1]), changes, tuple(changed_parts(old, new)), portfolio
    )
