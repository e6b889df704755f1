"""`schema`: what the records and the report look like, as JSON Schema."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

Thing = Literal["case", "creditor", "debtor", "invoice", "visit", "event", "report"]


def schema(thing: Annotated[Thing, typer.Argument(help="What is to be described.")] = "case") -> None:
    """Print the JSON Schema of a record, or of the report."""
    import json  # noqa: PLC0415 - `--help` needs nothing of this

    from pydantic import TypeAdapter  # noqa: PLC0415 - as above

    from dunning_rules import models, result  # noqa: PLC0415 - as above
    from dunning_rules.cli.streams import write_bytes  # noqa: PLC0415 - as above

    if thing == "report":
        found = result.report_adapter().json_schema(mode="serialization")
    else:
        adapters: dict[str, TypeAdapter[object]] = {
            "case": TypeAdapter(models.Case),
            "creditor": TypeAdapter(models.Creditor),
            "debtor": TypeAdapter(models.Debtor),
            "event": TypeAdapter(models.Event),
            "invoice": TypeAdapter(models.Invoice),
            "visit": TypeAdapter(models.Visit),
        }
        found = adapters[thing].json_schema()
    write_bytes(f"{json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False)}\n".encode())
