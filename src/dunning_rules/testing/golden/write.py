"""Writes cases in the form of golden files, so that what was found once is tried again ever after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import yaml

from dunning_rules.models import Case
from dunning_rules.models.event import EVENT_MODELS
from dunning_rules.testing.golden.drafts import LISTS


@dataclass(frozen=True, slots=True)
class Draft:
    """A case to be written.

    Attributes:
        name: unique in its file.
        why: the reason, for people.
        case: the records.
        as_of: noon in UTC of its day.
        fires: the rules that have to fire.
        misses: the rules that must not fire.
    """

    name: str
    why: str
    case: Case
    as_of: datetime
    fires: tuple[str, ...]
    misses: tuple[str, ...] = ()


def golden_text(about: str, drafts: Iterable[Draft]) -> str:
    """The text of a golden file with these cases; `read_golden` reads it.

    Args:
        about: what the file is about.
        drafts: the cases.
    """
    tree = {"about": about, "cases": [_case(each) for each in drafts]}
    text: str = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=140, default_flow_style=None)
    return text


def _case(draft: Draft) -> dict[str, object]:
    found: dict[str, object] = {"case": draft.name, "why": draft.why, "today": draft.as_of.date().isoformat()}
    for table in ("creditor", "debtor", *LISTS):
        value = getattr(draft.case, table)
        records = [_record(each) for each in value] if table in LISTS else _record(value)
        if records:
            found[table] = records
    if draft.fires:
        found["fires"] = list(draft.fires)
    if draft.misses:
        found["not"] = list(draft.misses)
    return found


def _record(record: Any) -> dict[str, object]:  # noqa: ANN401 - any model
    values = record.model_dump(exclude_defaults=True)
    kind = next((kind for kind, model in EVENT_MODELS.items() if type(record) is model), None)
    if kind is not None:
        values = {"kind": kind, **values}  # it is the default of its model
    return _mapping(values)


def _mapping(values: Mapping[str, object]) -> dict[str, object]:
    return {name: _written(value) for name, value in values.items()}


def _written(value: object) -> object:
    """A value as golden files have it: text, numbers digit by digit, days and moments as people write them."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        moment = value.astimezone(UTC)
        return f"{moment.date().isoformat()} at {moment:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, list | tuple):
        return [_written(each) for each in value]
    return str(value)
