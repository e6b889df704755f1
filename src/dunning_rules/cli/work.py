"""What the commands do, once their options are read."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from dunning_rules import explain, why_not
from dunning_rules.cli.columns import answer_in_columns, is_for_columns
from dunning_rules.cli.deliver import deliver
from dunning_rules.cli.display import show, tree
from dunning_rules.cli.faults import UsageError
from dunning_rules.cli.files import check_target, write_file
from dunning_rules.cli.from_files import source_of
from dunning_rules.cli.group import WITH_REJECTS
from dunning_rules.cli.job import Job
from dunning_rules.cli.rejected import tell_rejects
from dunning_rules.cli.streams import printable, write_bytes
from dunning_rules.cli.wishes import Delivery, Files, Memory, Question, Wanted
from dunning_rules.cli.words import say
from dunning_rules.errors import BookError, CaseError, did_you_mean, quote
from dunning_rules.explanation import Explanation
from dunning_rules.extras import need
from dunning_rules.report import worklist_page
from dunning_rules.rules import RuleBook
from dunning_rules.why.outline import Outline
from dunning_rules.why.why_not import WhyNot


def make_worklist(files: Files, question: Question, delivery: Delivery, memory: Memory | None = None) -> None:
    """Do the main job over a ledger.

    With a memory, what was done before is known, and what is shown is recorded.

    Raises:
        DunningError: it could not be done.
        typer.Exit: rows were rejected.
    """
    job = Job(question, source_of(files, question.timezone, named_by="`dunning-rules run PATH`"))
    if delivery.output is not None:
        check_target(delivery.output, inputs=files.all)
    path = files.ledger if files.is_plain else None  # what is not plain is read into cases first
    if memory is not None:
        if is_for_columns(path, question.engine):
            raise UsageError("a journal is not kept in columns", where="--journal", help="add `--engine plain`, or leave the journal out")
        from dunning_rules.cli.remembering import answer_from_memory  # noqa: PLC0415 - SQLAlchemy is an extra

        answer_from_memory(job, memory, delivery)
        return
    if is_for_columns(path, question.engine):
        form = delivery.chosen_form
        limit = {"table": delivery.limit or None, "parquet": 0}.get(form)
        deliver(answer_in_columns(job, path, limit, delivery.output if form == "parquet" else None), delivery)
        return
    if delivery.chosen_form == "parquet":
        raise UsageError("only the engine `columns` writes Parquet", where="-o", help="add `--engine columns`, or name a `.csv` file")
    deliver(job.answer(job.read()), delivery)


def make_page(files: Files, question: Question, output: Path) -> None:
    """Write the worklist of a ledger as a page.

    Raises:
        DunningError: it could not be done.
        typer.Exit: rows were rejected.
    """
    source = source_of(files, question.timezone, named_by="`dunning-rules report PATH`")
    need("jinja2", extra="report", what="the worklist as a page")
    job = Job(question, source)
    check_target(output, inputs=files.all)
    ledger = job.read()
    answered = job.answer(ledger)
    page = worklist_page(answered.report, ledger.cases, policy=job.policy(ledger))
    write_file(output, page.encode("utf-8", "replace"))
    sys.stderr.write(f"wrote {len(answered.report.recommendations)} recommendations to {printable(str(output))}\n")
    tell_rejects(answered.report.rejects)
    if answered.report.rejects:
        raise typer.Exit(WITH_REJECTS)


def explain_debtor(debtor: str, wanted: Wanted, files: Files, question: Question) -> None:
    """Show why a debtor got what it got, or why a rule did not fire.

    Raises:
        DunningError: there is no such debtor, rule or record, or nothing to explain.
        typer.Exit: rows were rejected.
    """
    _check_wanted(wanted)
    job = Job(question, source_of(files, question.timezone, named_by="`--from PATH`"))
    for option, rule in (("--rule", wanted.rule), ("--why-not", wanted.why_not)):
        if rule is not None:
            _check_rule(rule, option, job.book)
    ledger = job.read()
    case = next((case for case in ledger.cases if case.debtor.id == debtor), None)
    if case is None:
        raise UsageError(f"there is no debtor {quote(debtor)}", help=did_you_mean(debtor, (case.debtor.id for case in ledger.cases)))
    policy = job.policy(ledger)
    if wanted.why_not is not None:
        found = why_not(case, wanted.why_not, as_of=job.as_of, record=wanted.record, policy=policy)
        explained: Explanation | WhyNot = found if wanted.down_to_records else found.without_records()
        outline = explained.outline
    else:
        report = job.answer(ledger, [case]).report
        if len(report.rejects) > len(ledger.rejects):
            refused = report.rejects[-1]
            raise CaseError(refused.reason, where=f"debtor {quote(debtor)}", help=refused.help)
        explained = explain(report, debtor, wanted.rule, case=case if wanted.down_to_records else None, policy=policy)
        outline = explained.outline
        if not explained.found and explained.why_not is None:
            outline = Outline(debtor, (Outline(say("nothing", question.lang)), *outline.below))
    if wanted.form == "json":
        write_bytes(f"{explained.to_json()}\n".encode())
    else:
        show([tree(outline)])
    tell_rejects(ledger.rejects)
    if ledger.rejects:
        raise typer.Exit(WITH_REJECTS)


def _check_wanted(wanted: Wanted) -> None:
    if wanted.rule is not None and wanted.why_not is not None:
        raise UsageError("`--rule` and `--why-not` are given together", help="ask one after the other")
    if wanted.record is not None and wanted.why_not is None:
        raise UsageError("`--record` is given without a rule", help="name the rule by `--why-not ID`")


def _check_rule(rule: str, option: str, book: RuleBook) -> None:
    try:
        book.rule(rule)
    except BookError as error:
        raise UsageError(error.message, where=option, help=error.help) from None
