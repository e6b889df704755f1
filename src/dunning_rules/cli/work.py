"""What the commands do, once their options are read."""

from __future__ import annotations

from pathlib import Path

import typer

from dunning_rules import explain
from dunning_rules.cli.deliver import deliver
from dunning_rules.cli.display import indented, show
from dunning_rules.cli.faults import UsageError
from dunning_rules.cli.files import check_target
from dunning_rules.cli.group import WITH_REJECTS
from dunning_rules.cli.job import Job, demo_source, file_source
from dunning_rules.cli.rejected import tell_rejects
from dunning_rules.cli.wishes import Delivery, Question
from dunning_rules.cli.words import say
from dunning_rules.errors import BookError, CaseError, did_you_mean, quote
from dunning_rules.result import Report
from dunning_rules.rules import RuleBook


def make_worklist(path: Path | None, column_map: Path | None, question: Question, delivery: Delivery) -> None:
    """Do the main job over the ledger at `path`, or over the demo's portfolio where it is `None`.

    Raises:
        DunningError: it could not be done.
        typer.Exit: rows were rejected.
    """
    job = Job(question, demo_source() if path is None else file_source(path, column_map))
    if delivery.output is not None:
        check_target(delivery.output, inputs=(path, column_map))
    deliver(job.answer(job.read()), delivery)


def explain_debtor(debtor: str, rule: str | None, path: Path | None, column_map: Path | None, question: Question) -> None:
    """Show why a debtor got what it got.

    Raises:
        DunningError: there is no such debtor or rule, or nothing to explain.
        typer.Exit: rows were rejected.
    """
    if column_map is not None and path is None:
        raise UsageError("`--map` is given without a ledger", help="name the ledger by `--from PATH`")
    job = Job(question, demo_source() if path is None else file_source(path, column_map))
    if rule is not None:
        _check_rule(rule, job.book)
    ledger = job.read()
    cases = [case for case in ledger.cases if case.debtor.id == debtor]
    if not cases:
        raise UsageError(f"there is no debtor {quote(debtor)}", help=did_you_mean(debtor, (case.debtor.id for case in ledger.cases)))
    report = job.answer(ledger, cases).report
    if len(report.rejects) > len(ledger.rejects):
        refused = report.rejects[-1]
        raise CaseError(refused.reason, where=f"debtor {quote(debtor)}", help=refused.help)
    nothing = not report.recommendations and not report.gave_way
    lines = _conclusions(report, debtor, question.lang) if nothing else str(explain(report, debtor, rule)).splitlines()
    show(map(indented, lines))
    tell_rejects(report.rejects)
    if report.rejects:
        raise typer.Exit(WITH_REJECTS)


def _check_rule(rule: str, book: RuleBook) -> None:
    try:
        book.rule(rule)
    except BookError as error:
        raise UsageError(error.message, where="--rule", help=error.help) from None


def _conclusions(report: Report, debtor: str, lang: str) -> list[str]:
    """What was concluded of a debtor for whom nothing is to be done."""
    return [debtor, f"  {say('nothing', lang)}", *(f"  {each.name} = {each.text}: {each.reason}" for each in report.conclusions)]
