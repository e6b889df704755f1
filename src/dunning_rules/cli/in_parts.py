"""What `nest` and `stream` do, once their options are read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dunning_rules.cli.faults import OutputError, UsageError
from dunning_rules.cli.from_files import source_of
from dunning_rules.cli.group import WITH_REJECTS
from dunning_rules.cli.job import Answered, Job
from dunning_rules.cli.overview import Overview, overview_of_steps
from dunning_rules.cli.progress import Progress
from dunning_rules.cli.rates import check_currency
from dunning_rules.cli.rejected import tell_rejects
from dunning_rules.cli.streams import printable
from dunning_rules.cli.wishes import Files, Question
from dunning_rules.cli.worklist import show_worklist
from dunning_rules.errors import LedgerError, quote
from dunning_rules.extras import need
from dunning_rules.io import read_column_map
from dunning_rules.io.book import default_creditor
from dunning_rules.models import Creditor
from dunning_rules.rejects import Counts, Reject
from dunning_rules.rows.currencies import Currencies

if TYPE_CHECKING:
    from dunning_rules.portfolio.stream import Streamed


def nest_ledger(path: Path, output: Path, column_map: Path | None, currency: str | None, size: int) -> None:
    """Write the ledger at `path` as a nested case table.

    Raises:
        DunningError: it could not be done.
        typer.Exit: rows were rejected.
    """
    need("polars", extra="frames", what="a portfolio in parts")
    from dunning_rules.io.nested_parts import REJECTS, write_nested  # noqa: PLC0415 - Polars is an extra

    _check_folder(output)
    known = None if column_map is None else read_column_map(column_map)
    asked = None if currency is None else check_currency(currency, "--currency")
    with _written(output), Progress("writing parts") as progress:
        found = write_nested(path, output, column_map=known, currency=asked, size=size, on_progress=progress.of)
    sys.stderr.write(f"wrote {found.debtors} debtors in {found.parts} parts to {printable(str(output))}; {_counted(found.rows, 'rows')}\n")
    _tell(found.rejects, f"all of them stand in {printable(str(output / REJECTS))}")


def stream_cases(cases: Path, output: Path, question: Question, size: int, limit: int) -> None:
    """Evaluate a nested case table part by part, and show the beginning of the worklist.

    Raises:
        DunningError: it could not be done.
        typer.Exit: rows were rejected.
    """
    need("polars", extra="frames", what="a portfolio in parts")
    from dunning_rules.portfolio.shown import worded  # noqa: PLC0415 - Polars is an extra
    from dunning_rules.portfolio.stream import evaluate_partitions  # noqa: PLC0415 - as above

    job = Job(question, source_of(Files(cases), question.timezone, named_by="`PATH`"))
    _check_folder(output)
    creditor = _owed(cases, job.currency)
    policy = job.policy_in(job.currency or creditor.currency)
    currencies = Currencies(job.convertible, job.currency)
    currencies.owed_to(creditor.currency)
    with _written(output), Progress("asking the rules, part by part") as progress:
        found = evaluate_partitions(
            cases,
            policy,
            as_of=job.as_of,
            creditor=creditor,
            output=output,
            size=size,
            currencies=currencies,
            on_progress=progress.of,
        )
    report, names = worded(found, cases, policy, as_of=job.as_of, creditor=creditor, currencies=currencies, limit=limit or _ALL)
    overview = _overview(found)
    show_worklist(Answered(report, names, overview, str(output)), limit)
    sys.stdout.flush()
    counted = f"{_counted(found.rows, 'rows')}; {_counted(found.cases, 'debtors')}"
    sys.stderr.write(f"wrote {overview.recommendations} recommendations to {printable(str(output))}; {counted}\n")
    _tell(report.rejects, f"all of them stand in {printable(str(output / 'rejects'))}")


_ALL = 2**31


def _tell(rejects: tuple[Reject, ...], where: str) -> None:
    tell_rejects(rejects, where=where)
    if rejects:
        raise typer.Exit(WITH_REJECTS)


def _owed(cases: Path, currency: str | None) -> Creditor:
    """Who is owed: as the table says; else somebody with the reporting currency, or with the only one of the records."""
    from dunning_rules.portfolio.owed import creditor_of, currencies_of  # noqa: PLC0415 - Polars is an extra

    if not cases.exists():
        raise LedgerError(
            f"{quote(str(cases))} does not exist", help="name a folder of Parquet or Arrow files; `dunning-rules nest` writes it"
        )
    found = creditor_of(cases)
    if found is not None:
        return found
    return default_creditor(sorted(currencies_of(cases))) if currency is None else Creditor(id="creditor", currency=currency)


def _overview(found: Streamed) -> Overview:
    parts = [
        overview_of_steps(*each)
        for each in zip(found.frames("recommendations"), found.frames("gave_way"), found.frames("findings"), strict=True)
    ]
    held: dict[tuple[str, str], int] = {}
    for part in parts:
        for key, count in part.held_back.items():
            held[key] = held.get(key, 0) + count
    return Overview(
        sum(part.recommendations for part in parts), sum(part.gave_way for part in parts), {key: held[key] for key in sorted(held)}
    )


def _counted(counts: Counts, what: str) -> str:
    return f"{what} read {counts.read}, accepted {counts.accepted}, rejected {counts.rejected}"


def _check_folder(output: Path) -> None:
    if output.exists() and not output.is_dir():
        raise UsageError(f"{quote(str(output))} is a file", where="-o", help="name a folder")
    if not output.resolve().parent.is_dir():
        raise UsageError(f"the folder {quote(str(output.parent))} does not exist", where="-o", help="make it first, or name another folder")


@contextmanager
def _written(output: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"{quote(str(output))} cannot be written: {error.strerror or error}"
        raise OutputError(message, help="check its permissions and the space that is left; what is done is kept") from error
