"""Whether records could be as a change of facts would have them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ValidationError

from dunning_rules.engine.workings import Override, Workings
from dunning_rules.language import Kind, Value
from dunning_rules.language.types import decode
from dunning_rules.models import Case
from dunning_rules.vocabulary import Field
from dunning_rules.why.looker import DEBTOR

_NOT_AFTER_TODAY = frozenset({"event.happened_on", "invoice.issued_on"})
"""Of a later day, the record would not be known."""
_TABLES = {"invoice": "invoices", "visit": "visits", "event": "events"}


def are_possible(overrides: Iterable[Override], workings: Workings) -> bool:
    """Whether the models accept the given facts among `overrides` together, and all of them would be known."""
    changed: dict[tuple[str, str], tuple[BaseModel, dict[str, Any]]] = {}
    for each in overrides:
        field = workings.book.vocabulary.named(f"{each.scope}.{each.name}")
        if (field.known_when_past or field.ref.key in _NOT_AFTER_TODAY) and _is_later(each.value, workings):
            return False
        path = field.source or ""
        root, _, rest = path.partition(".") if each.scope == DEBTOR else (each.scope, "", path)
        model = _model(workings.case, root, each.id)
        if model is None or rest not in type(model).model_fields or not _is_plain(field, model, workings):
            continue
        _, values = changed.setdefault((root, each.id), (model, {}))
        values[rest] = None if each.value is None else decode(each.value, field.ref.type.kind, workings.plan.digits)
    return all(_accepted(model, values) for model, values in changed.values())


def _is_later(value: Value | None, workings: Workings) -> bool:
    return value is not None and int(value) > workings.as_of.date().toordinal()


def _model(case: Case, root: str, name: str) -> BaseModel | None:
    if root in {"debtor", "creditor"}:
        found: BaseModel = getattr(case, root)
        return found
    return next((each for each in getattr(case, _TABLES[root], ()) if each.id == name), None) if root in _TABLES else None


def _is_plain(field: Field, model: BaseModel, workings: Workings) -> bool:
    """Whether the field is an attribute as it is: no other currency, no yes or no made of something else."""
    if field.ref.type.kind is Kind.MONEY:
        own = getattr(model, "currency", None) or workings.case.creditor.currency
        return bool(own == workings.formatter.currency)
    return field.ref.type.kind is not Kind.FLAG or field.ref.may_miss


def _accepted(model: BaseModel, values: dict[str, Any]) -> bool:
    now = {name: getattr(model, name) for name in type(model).model_fields}
    try:
        type(model).model_validate({**now, **values})
    except ValidationError:
        return False
    return True
