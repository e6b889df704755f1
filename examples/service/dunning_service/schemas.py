"""The description of the interface: requests, reports and problems as the models say them."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, TypeAdapter

from dunning_rules import Report
from dunning_service.asked import Batch, Question
from dunning_service.problem import MEDIA_TYPE, Problem, make_problem

_PLACE = "#/components/schemas/{model}"


def request_body(model: type[BaseModel]) -> dict[str, Any]:
    """The body of a request, for the description of its path."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": _reference(model)}}}}


def problems(*statuses: HTTPStatus) -> dict[int | str, dict[str, Any]]:
    """The problems that a path may answer with."""
    content = {MEDIA_TYPE: {"schema": _reference(Problem)}}
    return {int(each): {"description": make_problem(each, "").title, "content": content} for each in statuses}


def report_answer() -> dict[int | str, dict[str, Any]]:
    """The answer of a path that gives a report."""
    return {200: {"description": "The report.", "content": {"application/json": {"schema": _reference(Report)}}}}


def with_models(described: Mapping[str, Any]) -> dict[str, Any]:
    """The description, with the models that it refers to.

    Args:
        described: what FastAPI makes of the paths.
    """
    _, found = TypeAdapter.json_schemas(
        [
            ("question", "validation", TypeAdapter(Question)),
            ("batch", "validation", TypeAdapter(Batch)),
            ("problem", "serialization", TypeAdapter(Problem)),
            ("report", "serialization", TypeAdapter(Report)),
        ],
        ref_template=_PLACE,
    )
    components = dict(described.get("components", {}))
    schemas = {**components.get("schemas", {}), **found["$defs"]}
    return {**described, "components": {**components, "schemas": dict(sorted(schemas.items()))}}


def _reference(model: type) -> dict[str, str]:
    return {"$ref": _PLACE.format(model=model.__name__)}
