"""What the text of a CSV cell means: read from the models, so that it is said once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import AwareDatetime, BaseModel

from dunning_rules.models import Attestation, Case, Contact, ContactPreference, Creditor, Debtor, DunningBlock, Invoice, Visit
from dunning_rules.models.base import Text
from dunning_rules.models.event import EVENT_MODELS

FieldType = Literal["text", "number", "date", "moment", "flag", "count", "json"]

_TYPES: dict[object, FieldType] = {
    str: "text",
    Decimal: "number",
    date: "date",
    datetime: "moment",
    AwareDatetime: "moment",
    bool: "flag",
    int: "count",
}


def alternatives(annotation: object) -> tuple[object, ...]:
    """The types that an annotation allows, without `None` and without metadata."""
    if get_origin(annotation) is Annotated:
        return alternatives(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return tuple(each for arm in get_args(annotation) for each in alternatives(arm))
    return () if annotation is type(None) else (annotation,)


@cache
def field_types(model: type[BaseModel]) -> Mapping[str, FieldType]:
    """How the cells of each field of a model are read."""
    return {name: _field_type(info.annotation) for name, info in model.model_fields.items()}


def kind_of(model: type[BaseModel]) -> str | None:
    """The `kind` that an event model stands for, `None` for other models."""
    info = model.model_fields.get("kind")
    return info.default if info is not None and get_origin(info.annotation) is Literal and len(get_args(info.annotation)) == 1 else None


def _field_type(annotation: object) -> FieldType:
    found = alternatives(annotation)[0]
    return "text" if get_origin(found) is Literal else _TYPES.get(found, "json")


_PARTS: tuple[type[BaseModel], ...] = (Attestation, Contact, ContactPreference, DunningBlock)
_RECORDS: tuple[type[BaseModel], ...] = (Case, Creditor, Debtor, Invoice, Visit, *_PARTS, *EVENT_MODELS.values())

DECIMAL_FIELDS: frozenset[str] = frozenset(
    name for model in _RECORDS for name, field_type in field_types(model).items() if field_type == "number"
)
"""Names of the fields that hold amounts, shares and rates, in whichever record."""

FREE_TEXT_FIELDS: frozenset[str] = frozenset(
    name for model in _RECORDS for name, hint in get_type_hints(model, include_extras=True).items() if hint == Text
)
"""Names of the fields that people fill freely, so that they may hold personal data beyond ids."""
