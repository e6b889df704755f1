"""JSON Schemas of the records and of the report."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from dunning_rules.cli.streams import write_bytes
from dunning_rules.models import Case, Creditor, Debtor, Event, Invoice, Visit
from dunning_rules.result import report_adapter

_RECORDS: dict[str, TypeAdapter[object]] = {
    "case": TypeAdapter(Case),
    "creditor": TypeAdapter(Creditor),
    "debtor": TypeAdapter(Debtor),
    "event": TypeAdapter(Event),
    "invoice": TypeAdapter(Invoice),
    "visit": TypeAdapter(Visit),
}


def show_schema(thing: str) -> None:
    """Write the schema of a record as it is read, or of the report as it is written."""
    found = report_adapter().json_schema(mode="serialization") if thing == "report" else _RECORDS[thing].json_schema()
    write_bytes(f"{json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False)}\n".encode())
