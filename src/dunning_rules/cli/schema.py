"""`schema`: what the records, the report and the files look like, as JSON Schema."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

Thing = Literal["case", "creditor", "debtor", "invoice", "visit", "event", "report", "interest", "rates"]


def schema(thing: Annotated[Thing, typer.Argument(help="What is to be described.")] = "case") -> None:
    """Print the JSON Schema of a record, of the report, of interest, or of a file of rates."""
    from dunning_rules.cli.schemas import show_schema  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    show_schema(thing)
