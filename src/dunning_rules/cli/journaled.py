"""What the commands of the journal write and check."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dunning_rules.cli.faults import UsageError
from dunning_rules.cli.files import check_target, write_or_print
from dunning_rules.cli.moment import read_moment
from dunning_rules.cli.option_values import read_amount, read_day
from dunning_rules.cli.streams import printable
from dunning_rules.cli.which_plugins import read_choice
from dunning_rules.cli.wishes import Said
from dunning_rules.contribution import combine
from dunning_rules.errors import JournalError, quote
from dunning_rules.journal import Journal, verify_export
from dunning_rules.journal.export import as_csv, as_json_lines
from dunning_rules.result import Report
from dunning_rules.tips import standard_book


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a step.

    Attributes:
        result: what.
        amount: `--amount`.
        currency: `--currency`.
        on: `--on`.
        note: `--note`.
    """

    result: str
    amount: str | None
    currency: str | None
    on: str | None
    note: str


def record_report(path: Path, where: str, plugins: str | None) -> None:
    """Record the report in a file.

    Raises:
        DunningError: it could not be done.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"{quote(str(path))} cannot be read: {error.strerror}"
        raise UsageError(message, help="name a file that `dunning-rules run --format json` wrote") from None
    report = Report.from_json(data)
    book = combine(standard_book(), read_choice(plugins).plugins()).book
    with Journal.open(where) as journal:
        run_id = journal.record(report, book=book)
    _tell(f"recorded as run {run_id}: {len(report.recommendations)} recommendations")


def decide_all(where: str, ids: Sequence[str], decision: str, said: Said, until: str | None, reason: str) -> None:
    """Write down one decision about each of some recommendations; each is confirmed by a line once it is there for good.

    Raises:
        DunningError: it could not be done; what was confirmed before stays.
    """
    at = read_moment(said.at, said.timezone, option="--at")
    day = None if until is None else read_day(until, "--until")
    with Journal.open(where, create=False) as journal:
        for each in ids:
            about = journal.recommendation(each)
            made = journal.decide(each, decision=decision, by=said.by, at=at, until=day, reason=reason)
            _tell(f"{made.decision}: {each} {about.debtor_id} {about.action}")


def note_outcomes(where: str, ids: Sequence[str], came: Came, said: Said) -> None:
    """Write down what came of some recommendations; each is confirmed by a line once it is there for good.

    Raises:
        DunningError: it could not be done; what was confirmed before stays.
    """
    at = read_moment(said.at, said.timezone, option="--at")
    amount = None if came.amount is None else read_amount(came.amount, "--amount")
    on = None if came.on is None else read_day(came.on, "--on")
    with Journal.open(where, create=False) as journal:
        for each in ids:
            about = journal.recommendation(each)
            journal.outcome(each, result=came.result, by=said.by, at=at, amount=amount, currency=came.currency, on=on, note=came.note)
            _tell(f"{came.result}: {each} {about.debtor_id} {about.action}")


def export_journal(where: str, output: Path | None, form: str | None) -> None:
    """Write all entries.

    Raises:
        DunningError: it could not be done.
    """
    if output is not None:
        check_target(output, inputs=(Path(where),) if "://" not in where else ())
    chosen = form or ("csv" if output is not None and output.suffix.lower() == ".csv" else "jsonl")
    with Journal.open(where, create=False) as journal, journal.entries() as entries:
        text = "".join(as_csv(entries) if chosen == "csv" else as_json_lines(entries))
    write_or_print(text.encode("utf-8-sig" if chosen == "csv" else "utf-8"), output)
    if output is not None:
        sys.stderr.write(f"wrote the journal to {printable(str(output))}\n")


def verify_journal(file: Path | None, where: str | None, head: str | None) -> None:
    """Check a journal or an export.

    Raises:
        JournalError: it is not as it was written.
        UsageError: neither is named.
    """
    if file is not None:
        found = verify_export(file, head=head)
    elif where is not None:
        with Journal.open(where, create=False) as journal:
            found = journal.verify(head=head)
    else:
        raise UsageError("nothing is named to verify", help="name an export, or the journal by `--journal`")
    if not found.entries:
        raise JournalError("there is no entry", help="record a run first")
    _tell(f"whole: {found.entries} entries, head {found.head}")


def _tell(line: str) -> None:
    sys.stdout.write(f"{printable(line)}\n")
    sys.stdout.flush()
