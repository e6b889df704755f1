"""A report as rows: a run, and its recommendations with what each leaves once it is done."""

from __future__ import annotations

from functools import cache

from pydantic import TypeAdapter

from dunning_rules.errors import JournalError, quote
from dunning_rules.journal.digests import digest_of, short_id
from dunning_rules.journal.entries import Recommended, Run, in_utc
from dunning_rules.result import Recommendation, Report
from dunning_rules.rules.book import RuleBook
from dunning_rules.rules.trace import NOTHING, Trace

_ID_DIGITS = 16


def run_of(report: Report) -> Run:
    """The run that a report stands for."""
    digest = digest_of(report.to_json(indent=None))
    return Run(
        id=digest[:_ID_DIGITS],
        as_of=in_utc(report.as_of),
        day=report.as_of.date(),
        report_digest=digest,
        book_digest=report.metadata.book_digest,
        currency=report.totals.currency,
        debtors=report.totals.debtors,
        overdue_amount=report.totals.overdue_amount,
        recommendations=len(report.recommendations),
    )


def step_of(each: Recommendation) -> str:
    """What is the same for the same action about the same record of a debtor, whatever the run and the rule."""
    return short_id([each.debtor_id, each.action, each.record])


def recommended(report: Report, run_id: str, book: RuleBook) -> tuple[Recommended, ...]:
    """The recommendations of a report, in the order of doing.

    Raises:
        JournalError: the book is not the one of the report, and lacks an action of it.
    """
    return tuple(_row(each, place, run_id, book) for place, each in enumerate(report.recommendations, 1))


def _row(each: Recommendation, place: int, run_id: str, book: RuleBook) -> Recommended:
    trace = _trace(each, book)
    return Recommended(
        id=f"{run_id}.{place}",
        run_id=run_id,
        place=place,
        step=step_of(each),
        debtor_id=each.debtor_id,
        invoice_id=each.invoice_id,
        record=each.record,
        action=each.action,
        rule_id=each.rule_id,
        task=each.task,
        urgency=each.urgency,
        amount=each.amount,
        currency=each.currency,
        channel=each.channel,
        names_day=each.names_day,
        verdict=each.verdict,
        notice=trace.notice,
        level=trace.level,
        measure=trace.measure,
        change=trace.change,
        body=_adapter().dump_json(each).decode(),
    )


def _trace(each: Recommendation, book: RuleBook) -> Trace:
    known = {action.id: action for action in book.actions}
    if each.action not in known:
        raise JournalError(
            f"the rule book has no action {quote(each.action)}",
            where=f"debtor {quote(each.debtor_id)}",
            help="give the book that made the report: `record(report, book=policy.book)`, or `--plugins` on the command line",
        )
    was = each.original
    if was is not None and (was.channel, was.measure) != (each.channel, each.measure):
        return NOTHING  # the guard made another step of it
    return known[each.action].leaves


@cache
def _adapter() -> TypeAdapter[Recommendation]:
    return TypeAdapter(Recommendation)
