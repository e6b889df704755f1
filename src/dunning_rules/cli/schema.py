"""`schema`: what the records and the report look like, as JSON Schema."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

Thing = Literal["case", "creditor", "debtor", "invoice", "visit", "event", "report"]


def schema(thing: Annotated[Thing, typer.Argument(help="What is to be described.")] = "case") -> None:
    """Print the JSON Schema of a record, or of the report."""
    from dunning_rules.cli.schemas import show_schema  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    show_schema(thing)
