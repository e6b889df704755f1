"""The work behind `compare`: which policies are meant, and how what was found is shown."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

import typer

from dunning_rules.cli.demo import DEMO_AS_OF
from dunning_rules.cli.faults import UsageError
from dunning_rules.cli.files import check_target, write_file, write_or_print
from dunning_rules.cli.from_files import source_of
from dunning_rules.cli.group import WITH_REJECTS
from dunning_rules.cli.job import Job
from dunning_rules.cli.parameters import read_parameters
from dunning_rules.cli.progress import Progress
from dunning_rules.cli.rejected import tell_rejects
from dunning_rules.cli.streams import printable
from dunning_rules.cli.which_policy import plugins_of
from dunning_rules.cli.wishes import Delivery, Files, Question
from dunning_rules.comparison import CompareReport, compare
from dunning_rules.comparison.measure import measure
from dunning_rules.comparison.measured import Measured
from dunning_rules.contribution import Plugin, combine
from dunning_rules.language.types import Literal
from dunning_rules.policy import Policy
from dunning_rules.tips import standard_book

DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Policies:
    """Which policies are meant.

    Attributes:
        old: `OLD`.
        new: `NEW`.
        old_params: each `--old-param`.
        new_params: each `--new-param`.
        params: each `--param`.
    """

    old: str
    new: str
    old_params: tuple[str, ...]
    new_params: tuple[str, ...]
    params: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Chosen:
    plugins: tuple[Plugin, ...]
    parameters: dict[str, Literal]


def run_compare(policies: Policies, on: str | None, files: Files, question: Question, delivery: Delivery) -> None:
    """Compare the policies that are meant, and show what was found.

    Raises:
        DunningError: it could not be done.
        typer.Exit: rows of the ledger were rejected.
    """
    _check_portfolio(on, files, question)
    if delivery.output is not None:
        check_target(delivery.output, inputs=files.all)
    old = _chosen(policies.old, "OLD", policies.params, policies.old_params)
    new = _chosen(policies.new, "NEW", policies.params, policies.new_params)
    portfolio = None if on is None else _measured(on, files, question, (old, new))
    report = compare(*(Policy(plugins=each.plugins, parameters=each.parameters, lang=question.lang) for each in (old, new)))
    _deliver(replace(report, portfolio=portfolio), delivery)
    if portfolio is not None and portfolio.rejects:
        tell_rejects(portfolio.rejects)
        raise typer.Exit(WITH_REJECTS)


def _check_portfolio(on: str | None, files: Files, question: Question) -> None:
    given = {
        "--as-of": question.as_of,
        "--map": files.column_map,
        "--system": files.system,
        "--bank": files.bank or None,
        "--accounts": files.accounts,
        "--currency": question.currency,
        "--rate": question.rates or None,
        "--interest-rates": question.interest_rates,
    }
    lonely = [name for name, value in given.items() if value is not None]
    if on is None and lonely:
        message = f"`{lonely[0]}` is given without a portfolio"
        raise UsageError(message, help="name one by `--on PATH`, or `--on demo`; policies alone are compared for all days")


def _chosen(text: str, where: str, params: tuple[str, ...], own: tuple[str, ...]) -> _Chosen:
    plugins = plugins_of(text, where)
    book = combine(standard_book(), plugins).book
    return _Chosen(plugins, {**read_parameters(book, params), **read_parameters(book, own, option=f"--{where.lower()}-param")})


def _measured(on: str, files: Files, question: Question, chosen: tuple[_Chosen, _Chosen]) -> Measured:
    asked = replace(question, as_of=question.as_of or (DEMO_AS_OF if on == DEMO else None))
    job = Job(asked, source_of(files, question.timezone, named_by="`--on PATH`"))
    ledger = job.read()
    target = job.reporting(ledger)
    old, new = (job.policy_of(target, each.plugins, each.parameters) for each in chosen)
    with Progress("asking the rules", 2 * len(ledger.cases)) as progress:
        return measure(old, new, ledger.cases, as_of=job.as_of, rejects=ledger.rejects, on_progress=progress.update)


def _deliver(report: CompareReport, delivery: Delivery) -> None:
    if delivery.chosen_form == "json":
        write_or_print(f"{report.to_json()}\n".encode(), delivery.output)
    else:
        from dunning_rules.cli.compare_table import show_comparison, text_of_comparison  # noqa: PLC0415 - rich only where a table is wanted

        if delivery.output is None:
            show_comparison(report, delivery.limit)
        else:
            write_file(delivery.output, text_of_comparison(report, delivery.limit).encode("utf-8", "replace"))
    if delivery.output is not None:
        sys.stderr.write(f"wrote the comparison of {report.identical + len(report.rules)} rules to {printable(str(delivery.output))}\n")
