"""JSON Schemas of the records, of a file of rates, and of the results."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter

from dunning_rules.cli.streams import write_bytes
from dunning_rules.late_payment import Rates
from dunning_rules.late_payment.result import interest_adapter
from dunning_rules.models import Case, Creditor, Debtor, Event, Invoice, Visit
from dunning_rules.result import report_adapter

_RECORDS: dict[str, TypeAdapter[object]] = {
    "case": TypeAdapter(Case),
    "creditor": TypeAdapter(Creditor),
    "debtor": TypeAdapter(Debtor),
    "event": TypeAdapter(Event),
    "invoice": TypeAdapter(Invoice),
    "visit": TypeAdapter(Visit),
    "rates": TypeAdapter(Rates),
}
_RESULTS: dict[str, Callable[[], TypeAdapter[Any]]] = {"report": report_adapter, "interest": interest_adapter}


def show_schema(thing: str) -> None:
    """Write the schema of a record as it is read, or of a result as it is written."""
    result = _RESULTS.get(thing)
    found = _RECORDS[thing].json_schema() if result is None else result().json_schema(mode="serialization")
    write_bytes(f"{json.dumps(found, indent=2, sort_keys=True, ensure_ascii=False)}\n".encode())
