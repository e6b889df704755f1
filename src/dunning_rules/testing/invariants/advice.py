"""What is advised: something for whoever is overdue, no demand where nothing is owed, nothing beside what excludes it."""

from __future__ import annotations

from dunning_rules.language import Wording
from dunning_rules.result import GaveWay, Report
from dunning_rules.rules.action import HARD_OVER_SOFT
from dunning_rules.rules.book import RuleBook
from dunning_rules.testing.invariants.broken import demands, named, of_one_debtor, require


def check_advised(report: Report) -> None:
    """Every overdue debtor gets at least one recommendation (what must always hold, 1).

    Overdue is who owes more than `small_balance` past its due day when its credits are netted: a dunning block, a dispute, a promise or a
    shelved debt changes what is advised, but not that something is.

    Raises:
        InvariantError: an overdue debtor gets none.
        ReportError: the report is not about one debtor.
    """
    totals = of_one_debtor(report).totals
    message = f"{totals.overdue_amount} {totals.currency} are overdue, and nothing is recommended"
    mend = "let a rule without further conditions advise something, as tip 17 does"
    require(not totals.overdue_debtors or report.recommendations, message, report, mend)


def check_nothing_owed(report: Report) -> None:
    """A debtor that owes nothing gets no demand for payment, and no invoice gets one of which nothing is open (what must always hold, 1).

    Credit notes and unallocated cash are netted first.

    Raises:
        InvariantError: a payment is demanded that is not owed.
        ReportError: the report is not about one debtor.
    """
    totals = of_one_debtor(report).totals
    for each in demands(report):
        mend = "ask for an open amount in the condition: `debtor.open_amount > 0`, `invoice.is_open`"
        require(totals.open_amount > 0, f"nothing is owed, and payment is demanded: {named(each)}", report, mend)
        require(each.amount_at_risk > 0, f"nothing is open of what a payment is demanded for: {named(each)}", report, mend)


def check_exclusions(report: Report, book: RuleBook) -> None:
    """What may never stand together does not; what gave way says to what, and why.

    These are the declared exclusions of the book, and any soft with any hard action.

    Raises:
        InvariantError: two actions stand together that exclude each other, or one gave way without a declared reason.
        ReportError: the report is not about one debtor.
    """
    there = {each.action for each in of_one_debtor(report).recommendations}
    mend = "declare an `Exclusion` for each such pair, and let `resolve` settle it"
    for each in book.exclusions:
        message = f"{each.stays} and {each.yields} stand together, which exclude each other"
        require(not {each.stays, each.yields} <= there, message, report, mend)
    stances = {book.action(action).stance: action for action in sorted(there)}
    require(not {"soft", "hard"} <= stances.keys(), f"soft and hard stand together: {sorted(stances.items())}", report, mend)
    for gone in report.gave_way:
        _check_gave_way(report, book, gone, there)


def _check_gave_way(report: Report, book: RuleBook, gone: GaveWay, there: set[str]) -> None:
    name = named(gone.recommendation)
    mend = "report the action that stayed, with the reason that the exclusion declares"
    require(gone.to in there, f"{name} gave way to `{gone.to}`, which is not there", report, mend)
    require(gone.recommendation.action not in there, f"{name} gave way and is there all the same", report, mend)
    reasons = [each.text(report.metadata.lang) for each in _declared(book, gone.to, gone.recommendation.action)]
    require(gone.why in reasons, f"{name} gave way to `{gone.to}` for a reason that is not declared: {gone.why!r}", report, mend)


def _declared(book: RuleBook, stays: str, yields: str) -> list[Wording]:
    """For what reasons one action may give way to another."""
    found = [each.why for each in book.exclusions if (each.stays, each.yields) == (stays, yields)]
    found += [each.why_turned for each in book.exclusions if (each.yields, each.stays) == (stays, yields) and each.why_turned is not None]
    is_general = (book.action(stays).stance, book.action(yields).stance) == ("hard", "soft")
    return [*found, HARD_OVER_SOFT] if is_general else found
