"""Attributes of records: what the fields of a policy read beyond the models."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from dunning_rules.engine.attributes import PREFIX
from dunning_rules.language import Kind
from dunning_rules.language.types import Type
from dunning_rules.models import Case
from dunning_rules.models.base import Record
from dunning_rules.testing.choices import Choices
from dunning_rules.vocabulary import Field

_Model = TypeVar("_Model", bound=Record)
_THERE = 80
"""In so many of 100 records an attribute is recorded."""
_NUMBERS: tuple[object, ...] = (0, 1, 2, 3, 5, 10, 20, 30, 60, 90, 365)
_POOLS: Mapping[Kind, tuple[object, ...]] = {
    Kind.MONEY: ("0.00", "10.00", "500.00", "1000.00", "5000.00", "100000.00"),
    Kind.RATIO: ("0", "0.05", "0.1", "0.5", "0.8", "1"),
    Kind.MINUTE: ("00:00", "09:00", "12:00", "15:30", "23:59"),
    Kind.NAME: ("A", "B", "C"),
}
_DAYS = (0, -1, 1, -10, 10, -40, 40, -400, 400)
_TABLES = {"debtor": "debtor", "invoice": "invoices", "visit": "visits", "event": "events"}


def with_attributes(choices: Choices, case: Case, fields: tuple[Field, ...], today: date) -> Case:
    """`case` with attributes in most of its records, as `fields` read them."""
    if not fields:
        return case
    own = {scope: [(each, _attribute(each)) for each in fields if each.ref.scope == scope and _attribute(each)] for scope in _TABLES}
    changes: dict[str, Any] = {}
    for scope, table in _TABLES.items():
        if own[scope]:
            found = getattr(case, table)
            one = scope == "debtor"
            changes[table] = (
                _filled(choices, found, own[scope], today) if one else tuple(_filled(choices, each, own[scope], today) for each in found)
            )
    return case.model_copy(update=changes)


def _attribute(field: Field) -> str:
    """The name of the attribute that a field reads; empty where it reads none."""
    path = (field.source or "").removeprefix("debtor.")
    return path.removeprefix(PREFIX) if path.startswith(PREFIX) else ""


def _filled(choices: Choices, record: _Model, own: list[tuple[Field, str]], today: date) -> _Model:
    values: Mapping[str, object] = {name: _value(choices, field.ref.type, today) for field, name in own if choices.chance(_THERE)}
    return record.model_copy(update={"attributes": dict(values)})


def _value(choices: Choices, kind: Type, today: date) -> object:
    if kind.choices:
        return choices.one_of(kind.choices)
    if kind.kind is Kind.FLAG:
        return choices.chance(50)
    if kind.kind is Kind.DATE:
        return (today + timedelta(days=choices.one_of(_DAYS))).isoformat()
    return choices.one_of(_POOLS.get(kind.kind, _NUMBERS))
