"""The main job in columns: for ledgers that are large, or were asked for so."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from dunning_rules.cli.files import write_file
from dunning_rules.cli.job import Answered, Job
from dunning_rules.cli.overview import overview_of_frames
from dunning_rules.cli.progress import Progress
from dunning_rules.errors import LedgerError
from dunning_rules.extras import need
from dunning_rules.io.book import default_creditor
from dunning_rules.models import Creditor
from dunning_rules.rejects import Counts
from dunning_rules.rows.currencies import Currencies

if TYPE_CHECKING:
    from dunning_rules.frames.check import Portfolio
    from dunning_rules.frames.report import FrameReport
    from dunning_rules.io.ledger import Ledger
    from dunning_rules.io.table_frames import TableFrames

LARGE = 64 * 2**20
"""Bytes of input from which on a folder of tables is evaluated in columns without being asked."""
_COLUMNAR = {".parquet", ".arrow", ".ipc", ".feather"}


def is_for_columns(path: Path | None, engine: str | None) -> bool:
    """Whether the ledger at `path` is evaluated in columns."""
    if engine is not None or path is None or not path.exists():
        return engine == "columns"
    files = [path] if path.is_file() else [each for each in path.iterdir() if each.is_file()]
    if any(each.suffix.lower() in _COLUMNAR for each in files):
        return True
    is_large = path.is_dir() and sum(each.stat().st_size for each in files) >= LARGE
    return is_large and find_spec("polars") is not None


def answer_in_columns(job: Job, path: Path | None, limit: int | None, parquet: Path | None) -> Answered:
    """The report on all of the ledger, with texts for the first `limit` recommendations (`None` = all).

    Args:
        job: the question.
        path: the ledger; the demo's portfolio where it is `None`.
        limit: how many recommendations are worded.
        parquet: a file that takes all recommendations as Parquet.

    Raises:
        DunningError: it could not be done.
    """
    need("polars", extra="frames", what="the engine `columns`")
    found = None if path is None else _table_frames(path)
    ledger = job.read() if found is None else None
    if ledger is not None and len({case.creditor for case in ledger.cases}) != 1:
        return job.answer(ledger)  # a portfolio has one creditor
    report, portfolio = _evaluated(job, found, ledger)
    if parquet is not None:
        from io import BytesIO  # noqa: PLC0415 - only where it is wanted

        held = BytesIO()
        report.recommendations.write_parquet(held)
        write_file(parquet, held.getvalue())
    worded = report.worded(limit)
    shown = {each.debtor_id for each in worded.recommendations}
    debtors = portfolio.tables["debtors"]
    names = {str(debtor): str(name) for debtor, name in debtors.select("id", "name").iter_rows() if debtor in shown}
    return Answered(worded, names, overview_of_frames(report))


def _table_frames(path: Path) -> TableFrames | None:
    from dunning_rules.io.table_frames import read_table_frames  # noqa: PLC0415 - Polars is an extra

    return read_table_frames(path)


def _evaluated(job: Job, found: TableFrames | None, ledger: Ledger | None) -> tuple[FrameReport, Portfolio]:
    from dunning_rules.frames.check import check_tables  # noqa: PLC0415 - Polars is an extra
    from dunning_rules.frames.convert import tables_of  # noqa: PLC0415 - as above

    if ledger is not None:
        creditor = ledger.cases[0].creditor
        policy = job.policy(ledger)
        checked = check_tables(tables_of(ledger.cases), Currencies(None, None))
        portfolio = replace(checked, rejects=ledger.rejects, counts=ledger.counts)
    elif found is None:
        message = "there is nothing to evaluate"
        raise LedgerError(message, help="name a ledger")
    else:
        creditor = found.creditor or _owed(found, job.currency)
        currencies = Currencies(job.convertible, job.currency)
        currencies.owed_to(creditor.currency)
        policy = job.policy_in(job.currency or creditor.currency)
        portfolio = check_tables(found.tables, currencies, as_text=found.as_text, files=found.files)
        if found.creditor is not None:  # its row was read, too
            counts = portfolio.counts
            portfolio = replace(portfolio, counts=Counts(counts.read + 1, counts.accepted + 1, counts.rejected))
    with Progress("asking the rules", portfolio.tables["debtors"].height) as progress:
        report = policy.evaluate_portfolio(portfolio, as_of=job.as_of, creditor=creditor, on_progress=progress.update)
    return report, portfolio


def _owed(found: TableFrames, currency: str | None) -> Creditor:
    if currency is not None:
        return Creditor(id="creditor", currency=currency)
    named = {
        str(code) for table in found.tables.values() if "currency" in table.columns for code in table["currency"].drop_nulls().unique()
    }
    return default_creditor(sorted(named))
