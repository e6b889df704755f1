"""The records that a case is made of, as pages: each field with what it is, from the models and the texts below their fields."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic import BaseModel
from sphinx.pycode import ModuleAnalyzer

from docs._generate.write import heads, row, write
from dunning_rules.models import Attestation, Contact, ContactPreference, Creditor, Debtor, DunningBlock, ExchangeRate, Invoice, Visit
from dunning_rules.models.event import EVENT_MODELS
from dunning_rules.rows.fields import alternatives, field_types

_RECORDS: tuple[type[BaseModel], ...] = (
    Creditor,
    Debtor,
    Contact,
    ContactPreference,
    DunningBlock,
    Attestation,
    Invoice,
    Visit,
    ExchangeRate,
)
_COMMON = ("id", "debtor_id", "at", "kind", "attributes")


def write_record_pages(folder: Path) -> None:
    """Write the pages into `folder`."""
    write(folder / "records.md", _records())
    write(folder / "events.md", _events())


def _records() -> Iterator[str]:
    yield "# Records"
    yield ""
    yield "What is known of one debtor, a `Case`, is made of these. In tables each is a row, with these columns; `dunning-rules schema`"
    yield "has the same as JSON Schema. A *moment* has an offset, a *number* is a decimal, what is *json* stands in a cell as such."
    for model in _RECORDS:
        yield ""
        yield f"## {model.__name__}"
        yield ""
        yield from _text(model)
        yield ""
        yield from _fields(model, tuple(model.model_fields))


def _events() -> Iterator[str]:
    yield "# Kinds of events"
    yield ""
    yield "What may stand in `Case.events` and in a table `events`. Every event has `id`, `debtor_id`, its `kind`, and `at`, the moment"
    yield "from which it is known; `attributes` holds what the company records beyond this."
    for kind, model in sorted(EVENT_MODELS.items()):
        yield ""
        yield f"## {kind}"
        yield ""
        yield from _text(model)
        own = tuple(name for name in model.model_fields if name not in _COMMON)
        if own:
            yield ""
            yield from _fields(model, own)


def _text(model: type[BaseModel]) -> list[str]:
    return inspect.cleandoc(model.__doc__ or "").splitlines()


def _fields(model: type[BaseModel], names: tuple[str, ...]) -> Iterator[str]:
    texts = _texts(model)
    yield from heads("field", "is a", "has to be there", "meaning")
    for name in names:
        yield row(f"`{name}`", _kind(model, name), "yes" if model.model_fields[name].is_required() else "", texts.get(name, ""))


def _kind(model: type[BaseModel], name: str) -> str:
    found = alternatives(model.model_fields[name].annotation)[0]
    if get_origin(found) is Literal:
        return f"one of {', '.join(f'`{each}`' for each in get_args(found))}"
    return field_types(model)[name]


def _texts(model: type[BaseModel]) -> Mapping[str, str]:
    """The text below each field, of the class itself or of one that it is made from."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if each.__module__.startswith("dunning_rules"):
            analyzer = ModuleAnalyzer.for_module(each.__module__)
            analyzer.analyze()
            found |= {name: " ".join(lines) for (owner, name), lines in analyzer.attr_docs.items() if owner == each.__name__}
    return found
