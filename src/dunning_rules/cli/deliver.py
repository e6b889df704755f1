"""Brings the report to where it is wanted, in the form in which it is wanted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from dunning_rules.cli.files import write_file
from dunning_rules.cli.group import WITH_REJECTS
from dunning_rules.cli.rejected import tell_rejects
from dunning_rules.cli.streams import printable, write_bytes

if TYPE_CHECKING:
    from dunning_rules.cli.job import Answered
    from dunning_rules.cli.wishes import Delivery


def deliver(answered: Answered, delivery: Delivery) -> None:
    """Write the report; leave with the exit code for rejects where there were any.

    Raises:
        OutputError: the file cannot be written.
        typer.Exit: rows were rejected.
    """
    report = answered.report
    if delivery.output is not None:
        if delivery.chosen_form != "parquet":  # the frames are written where they are
            write_file(delivery.output, _bytes(answered, delivery))
        sys.stderr.write(f"wrote {answered.overview.recommendations} recommendations to {printable(str(delivery.output))}\n")
    elif delivery.chosen_form == "table":
        from dunning_rules.cli.worklist import show_worklist  # noqa: PLC0415 - rich only where a table is wanted

        show_worklist(answered, delivery.limit)
    else:
        write_bytes(_bytes(answered, delivery))
    tell_rejects(report.rejects)
    if report.rejects:
        raise typer.Exit(WITH_REJECTS)


def _bytes(answered: Answered, delivery: Delivery) -> bytes:
    if delivery.chosen_form == "json":
        return f"{answered.report.to_json()}\n".encode()
    if delivery.chosen_form == "csv":
        from dunning_rules.cli.csv_text import csv_bytes  # noqa: PLC0415 - only where it is wanted

        return csv_bytes(answered)
    from dunning_rules.cli.worklist import worklist_text  # noqa: PLC0415 - as above

    return worklist_text(answered, delivery.limit).encode("utf-8", "replace")
