"""How a broken promise is told."""

from __future__ import annotations

from dunning_rules.errors import InvariantError, ReportError, quote
from dunning_rules.result import Recommendation, Report


def require(holds: object, message: str, report: Report, mend: str) -> None:
    """Nothing, where it holds.

    Raises:
        InvariantError: it does not.
    """
    if not holds:
        raise InvariantError(message, where=f"as of {report.as_of.isoformat()}, book {quote(report.metadata.book_digest[:8])}", help=mend)


def of_one_debtor(report: Report) -> Report:
    """The report, if it is about one debtor.

    Raises:
        ReportError: it is about none, or about several.
    """
    if report.totals.debtors != 1:
        message = f"the report is about {report.totals.debtors} debtors"
        raise ReportError(message, help="check the report of one case: `policy.evaluate(case, as_of=…)`")
    return report


def named(advice: Recommendation) -> str:
    """A recommendation in a message: action, rule and record."""
    return f"{quote(advice.action)} by {quote(advice.rule_id)} for {quote(advice.record)}"


def demands(report: Report) -> list[Recommendation]:
    """What asks for money."""
    return [each for each in report.recommendations if each.demands_payment]
