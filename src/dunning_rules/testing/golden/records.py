"""From records as text to the models: what each text means is read from the type of its field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from dunning_rules.errors import did_you_mean, quote
from dunning_rules.models import Case, Creditor, Debtor, Event, Invoice, Visit
from dunning_rules.models.event import EVENT_MODELS
from dunning_rules.rows.cells import CellReader
from dunning_rules.rows.fields import FieldType, alternatives, field_types
from dunning_rules.rows.file_format import ISO_FORMAT
from dunning_rules.rows.row_error import RowError
from dunning_rules.rows.schema import Schema
from dunning_rules.testing.golden.days import MEND_DAY, MEND_MOMENT, Calendar
from dunning_rules.testing.golden.drafts import Drafts, Table
from dunning_rules.testing.golden.place import Place
from dunning_rules.testing.golden.yaml_tree import Leaf, Tree

_CELLS = CellReader(ISO_FORMAT, dates_as_moments=False)
_MODELS: dict[Table, type[BaseModel]] = {"creditor": Creditor, "debtor": Debtor, "invoices": Invoice, "visits": Visit}
_SCHEMAS: dict[Table, Schema[Any]] = {
    "creditor": Schema(Creditor),
    "debtor": Schema(Debtor),
    "invoices": Schema(Invoice),
    "visits": Schema(Visit),
    "events": Schema(Event),
}
_MENDS: dict[FieldType, str] = {
    "number": "write a plain number such as 1234.50, without thousands separators and currency",
    "flag": "write `yes` or `no`",
    "count": "write a whole number, e.g. 30",
}


def build_case(drafts: Drafts, calendar: Calendar, place: Place) -> Case:
    """The case that the records make.

    Raises:
        GoldenFileError: a field is unknown or missing, a value is not of its type, or the records do not belong together.
    """
    tables: dict[Table, list[Any]] = {table: [] for table in _SCHEMAS}
    for draft in drafts.values():
        model = _MODELS.get(draft.table) or _event_model(draft.fields, draft.place)
        data = _record(draft.fields, model, calendar, draft.place)
        try:
            tables[draft.table].append(_SCHEMAS[draft.table].read(data))
        except RowError as error:
            raise (draft.place.at(error.field) if error.field else draft.place).error(error.message, error.help) from None
    try:
        return Case(
            creditor=tables["creditor"][0],
            debtor=tables["debtor"][0],
            **{table: tuple(tables[table]) for table in ("invoices", "visits", "events")},
        )
    except ValueError as error:
        raise place.error("the records do not belong together", "give each the `debtor_id` of the debtor, or leave it out") from error


def _event_model(fields: Mapping[str, Tree], place: Place) -> type[BaseModel]:
    if "kind" not in fields:
        raise place.at("kind").error("`kind` is missing", "say the kind of the event, e.g. `kind: payment`")
    kind = place.at("kind").text(fields["kind"])
    if kind not in EVENT_MODELS:
        raise place.at("kind").error(f"{quote(kind)} is not a kind of event", did_you_mean(kind, EVENT_MODELS))
    return EVENT_MODELS[kind]


def _record(fields: Mapping[str, Tree], model: type[BaseModel], calendar: Calendar, place: Place) -> dict[str, object]:
    types = field_types(model)
    data: dict[str, object] = {}
    for name, tree in fields.items():
        spot = place.at(name, tree)
        if name not in types:
            raise spot.error(f"{quote(name)} is not a known field", did_you_mean(name, types))
        if isinstance(tree, Leaf) and not tree.text:
            continue
        if types[name] == "json":
            data[name] = _nested(tree, model.model_fields[name].annotation, calendar, spot)
        else:
            data[name] = _value(types[name], spot.text(tree), calendar, spot)
    return data


def _nested(tree: Tree, annotation: object, calendar: Calendar, place: Place) -> object:
    inner = alternatives(annotation)[0]
    if get_origin(inner) is dict:
        return {name: _attribute(place.at(name, each).text(each), calendar) for name, each in place.fields(tree).items()}
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return _record(place.fields(tree), inner, calendar, place)
    element = alternatives(get_args(inner)[0])[0]
    return [
        _record(spot.fields(item), element, calendar, spot)
        if isinstance(element, type) and issubclass(element, BaseModel)
        else spot.text(item)
        for spot, item in place.items(tree)
    ]


def _attribute(text: str, calendar: Calendar) -> str:
    """An attribute: a day may be named as in other fields, all else is taken as it is written."""
    day = calendar.day(text)
    return text if day is None else day.isoformat()


def _value(field_type: FieldType, text: str, calendar: Calendar, place: Place) -> object:
    if field_type == "date":
        day = calendar.day(text)
        if day is None:
            raise place.error(f"{quote(text)} is not a day", MEND_DAY)
        return day.isoformat()
    if field_type == "moment":
        moment = calendar.moment(text)
        if moment is None:
            raise place.error(f"{quote(text)} is not a moment", MEND_MOMENT)
        return moment.isoformat()
    try:
        return _CELLS.read("", field_type, text)
    except RowError as error:
        raise place.error(error.message, _MENDS[field_type]) from None
