"""One debtor with all of its records."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from dunning_rules.errors import quote
from dunning_rules.models.base import Record, first_duplicate
from dunning_rules.models.creditor import Creditor
from dunning_rules.models.debtor import Debtor
from dunning_rules.models.event import Event
from dunning_rules.models.invoice import Invoice
from dunning_rules.models.visit import Visit


class Case(Record):
    """One debtor with all of its records: what a rule book is asked about.

    The order of the records never matters.
    """

    creditor: Creditor
    debtor: Debtor
    invoices: Annotated[tuple[Invoice, ...], Field(strict=False, fail_fast=True)] = ()
    visits: Annotated[tuple[Visit, ...], Field(strict=False, fail_fast=True)] = ()
    events: Annotated[tuple[Event, ...], Field(strict=False, fail_fast=True)] = ()

    @model_validator(mode="after")
    def _records_belong_together(self) -> Case:
        tables: dict[str, tuple[Invoice | Visit | Event, ...]] = {"invoice": self.invoices, "visit": self.visits, "event": self.events}
        for table, records in tables.items():
            if (twice := first_duplicate(record.id for record in records)) is not None:
                raise PydanticCustomError(
                    "duplicate_id",
                    "{table} {id} occurs twice; help: keep one record of it",
                    {"table": table, "id": quote(twice), "fields": (f"{table}s",)},
                )
            for record in records:
                if record.debtor_id != self.debtor.id:
                    raise PydanticCustomError(
                        "foreign_record",
                        "{table} {id} belongs to debtor {other}, not {debtor}; help: put it into that debtor's case",
                        {
                            "table": table,
                            "id": quote(record.id),
                            "other": quote(record.debtor_id),
                            "debtor": quote(self.debtor.id),
                            "fields": (f"{table}s",),
                        },
                    )
        return self
