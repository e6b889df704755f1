"""What `backtest` does, once its options are read."""

from __future__ import annotations

import re
import sys
from datetime import datetime

import typer
from dateutil.relativedelta import relativedelta

from dunning_rules.backtest import Backtest, backtest
from dunning_rules.cli.backtest_table import backtest_csv, backtest_table
from dunning_rules.cli.display import as_text, show
from dunning_rules.cli.faults import UsageError
from dunning_rules.cli.files import check_target, write_file
from dunning_rules.cli.from_files import source_of
from dunning_rules.cli.group import WITH_REJECTS
from dunning_rules.cli.job import Job
from dunning_rules.cli.moment import read_moment
from dunning_rules.cli.progress import Progress
from dunning_rules.cli.rejected import tell_rejects
from dunning_rules.cli.streams import printable, write_bytes
from dunning_rules.cli.wishes import Delivery, Files, Question, Replayed
from dunning_rules.errors import quote

MAX_MOMENTS = 5_000
_UNITS = {"d": relativedelta(days=1), "w": relativedelta(weeks=1), "m": relativedelta(months=1)}
_STEP = re.compile(r"([1-9][0-9]{0,3})([dwm])")


def replay(files: Files, question: Question, delivery: Delivery, wish: Replayed) -> None:
    """Replay a ledger and show how good the worklist would have been.

    Raises:
        DunningError: it could not be done.
        typer.Exit: rows were rejected.
    """
    moments = moments_of(wish.first, question.as_of or "", wish.every, question.timezone)
    job = Job(question, source_of(files, question.timezone, named_by="`dunning-rules backtest PATH`"))
    if delivery.output is not None:
        check_target(delivery.output, inputs=files.all)
    ledger = job.read()
    with Progress("asking the rules", len(moments)) as progress:
        found = backtest(
            job.policy(ledger),
            ledger.cases,
            moments,
            grace_days=wish.grace_days,
            slow_after_days=wish.slow_after_days,
            on_progress=progress.update,
        )
    if delivery.output is not None:
        write_file(delivery.output, _bytes(found, delivery, question.lang))
        sys.stderr.write(f"wrote the backtest of {found.days} days to {printable(str(delivery.output))}\n")
    elif delivery.chosen_form == "table":
        show(backtest_table(found, question.lang))
    else:
        write_bytes(_bytes(found, delivery, question.lang))
    rejects = (*ledger.rejects, *found.rejects)
    tell_rejects(rejects)
    if rejects:
        raise typer.Exit(WITH_REJECTS)


def moments_of(first: str, last: str, every: str, timezone: str) -> list[datetime]:
    """The moments to ask about: the ends of days, in steps.

    Raises:
        UsageError: a day or the step cannot be read, the days fall, or there are too many.
    """
    begin, end = read_moment(first, timezone, option="--from"), read_moment(last, timezone, option="--to")
    matched = _STEP.fullmatch(every)
    if matched is None:
        message = f"{quote(every)} is not a step"
        raise UsageError(message, where="--every", help="write days, weeks or months, e.g. `14d`, `1w` or `1m`")
    if begin > end:
        message = f"{quote(first)} is after {quote(last)}"
        raise UsageError(message, where="--from", help="swap `--from` and `--to`")
    count = int(matched[1])
    moments = [begin]
    # each counted from the first, so that a short month does not move the days after it
    while (moment := begin + _UNITS[matched[2]] * (count * len(moments))) <= end:
        if len(moments) == MAX_MOMENTS:
            message = f"more than {MAX_MOMENTS} moments are too many"
            raise UsageError(message, where="--every", help="take a longer step")
        moments.append(moment)
    return moments


def _bytes(found: Backtest, delivery: Delivery, lang: str) -> bytes:
    if delivery.chosen_form == "json":
        return f"{found.to_json()}\n".encode()
    if delivery.chosen_form == "csv":
        return backtest_csv(found)
    return as_text(backtest_table(found, lang)).encode("utf-8", "replace")
