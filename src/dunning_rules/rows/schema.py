"""Reads JSON-like data into a model, strictly, and says in our words what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, PydanticSerializationError, to_json

from dunning_rules.errors import quote
from dunning_rules.rows.fields import FREE_TEXT_FIELDS, alternatives, kind_of
from dunning_rules.rows.mends import reason_and_mend
from dunning_rules.rows.row_error import RowError

T_co = TypeVar("T_co", covariant=True)

HIDDEN = "(hidden)"
"""Stands for a value that may be personal data."""


class Schema(Generic[T_co]):
    """One type of record. It is the only place where errors of pydantic become ours."""

    def __init__(self, annotation: Any, names: Mapping[str, str] | None = None) -> None:  # noqa: ANN401 - a type form; `Event` is no class
        """Take the type, and what the writer of the data calls its fields, where that is not our name."""
        self._annotation = annotation
        self._names = names or {}
        self._adapter: TypeAdapter[T_co] = TypeAdapter(annotation)

    def read(self, data: object) -> T_co:
        """Validate data that JSON can hold: amounts and dates as text.

        Raises:
            RowError: it does not fit; the first error is told, the others are counted.
        """
        try:
            return self._adapter.validate_json(to_json(data, inf_nan_mode="constants"))
        except PydanticSerializationError:
            raise RowError("a text has half of a character (a lone surrogate)", help="export the text again, as UTF-8") from None
        except ValidationError as error:
            raise self._explain(error) from None

    def _explain(self, error: ValidationError) -> RowError:
        details = error.errors(include_url=False)
        first = details[0]
        field, name, known = self._locate(first["loc"])
        if first["type"] in {"union_tag_invalid", "union_tag_not_found"}:
            field, name = f"{field}.kind" if field else "kind", "kind"
        beside = [str(each["loc"][-1]) for each in details if each["type"] == "extra_forbidden" and each["loc"][:-1] == first["loc"][:-1]]
        called = self._names.get(name, name) if field == name else name
        reason, mend = reason_and_mend(first, called, known=known, strangers=beside)
        if concerned := first.get("ctx", {}).get("fields", ()):
            name = concerned[0]
            field = f"{field}.{name}" if field else name
            first["input"] = first["input"].get(name, "")
            for each in concerned:
                reason, mend = (text.replace(f"`{each}`", quote(self._names.get(each, each))) for text in (reason, mend))
        more = f" (and {len(details) - 1} more)" if len(details) > 1 else ""
        return RowError(reason + more, field=field, value=_shown(first, name), help=mend)

    def _locate(self, loc: tuple[int | str, ...]) -> tuple[str, str, Iterable[str]]:
        """The path of a field as its writer knows it, its own name, and the names that could stand there."""
        path = name = ""
        known: Iterable[str] = ()
        at: object = self._annotation
        for step in loc:
            models = [each for each in alternatives(at) if isinstance(each, type) and issubclass(each, BaseModel)]
            if isinstance(step, int):
                path, name = f"{path}[{step}]", f"{name}[{step}]"
                at = get_args(alternatives(at)[0])[0]
                continue
            if len(models) > 1:
                at = next(each for each in models if kind_of(each) == step)
                continue
            path, name = f"{path}.{step}" if path else step, step
            if models:
                known = models[0].model_fields
                at = models[0].model_fields[step].annotation if step in models[0].model_fields else object
            else:
                at = get_args(alternatives(at)[0])[-1] if get_origin(alternatives(at)[0]) is dict else object
        return path, name, known


def _shown(details: ErrorDetails, name: str) -> str:
    """The failing value, unless it is a whole record, or nobody has said that it is harmless."""
    value = details["input"]
    if details["type"] == "union_tag_invalid":
        value = details["ctx"]["tag"]
    if isinstance(value, (dict, list)) or details["type"] == "missing":
        return ""
    if details["type"] == "extra_forbidden" or (name in FREE_TEXT_FIELDS and details["type"] != "literal_error"):
        return HIDDEN
    return value if isinstance(value, str) else json.dumps(value)
