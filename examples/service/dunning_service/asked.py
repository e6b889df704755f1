"""What may be asked, as models: the schema of the interface is made of them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SkipValidation
from pydantic.config import JsonDict

from dunning_rules import Case
from dunning_rules.models.base import Moment

_CASE: JsonDict = {
    "creditor": {"id": "us", "currency": "EUR"},
    "debtor": {"id": "D1", "name": "Alder GmbH", "country": "DE", "timezone": "Europe/Berlin"},
    "invoices": [
        {"id": "R1", "debtor_id": "D1", "amount": "12000.00", "currency": "EUR", "issued_on": "2026-05-01", "due_on": "2026-05-31"}
    ],
}
_AS_OF = "2026-07-15T18:00:00Z"

AsOf = Annotated[
    Moment,
    Field(
        description="The moment for which is asked, with its offset. It has no default: the service reads no clock, so the same request"
        " always has the same answer."
    ),
]


class Question(BaseModel):
    """One debtor, and the moment for which is asked."""

    model_config = ConfigDict(strict=True, extra="forbid", json_schema_extra={"examples": [{"as_of": _AS_OF, "case": _CASE}]})

    as_of: AsOf
    case: Case


class Batch(BaseModel):
    """Several debtors. One that cannot be used becomes a reject of the report; the others are answered."""

    model_config = ConfigDict(strict=True, extra="forbid", json_schema_extra={"examples": [{"as_of": _AS_OF, "cases": [_CASE]}]})

    as_of: AsOf
    # each is read by itself, so that a bad one does not spoil the others
    cases: Annotated[tuple[SkipValidation[Case], ...], Field(strict=False)]
