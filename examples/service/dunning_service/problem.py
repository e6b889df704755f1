"""Errors as problem+json (RFC 9457). Nothing of a request is repeated in them but ids, and what the library quotes of a wrong value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from dunning_rules import DunningError
from dunning_rules.errors import AsOfError, CaseError, LedgerError

MEDIA_TYPE = "application/problem+json"
NO_TYPE = "about:blank"
_TYPES = "urn:dunning-rules:problem:"
_OF_THE_REQUEST = (AsOfError, CaseError, LedgerError)
_BEFORE_CAPITALS = re.compile(r"(?<!^)(?=[A-Z])")


class Problem(BaseModel):
    """Why there is no answer."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": f"{_TYPES}case-error",
                    "title": "Unprocessable Content",
                    "status": 422,
                    "detail": "`EURO` is not a currency of ISO 4217",
                    "where": "case.creditor.currency",
                    "help": "use a three-letter code such as EUR",
                }
            ]
        }
    )

    type: Annotated[str, Field(description="What kind of problem it is, the same each time; `about:blank` where the status says it all.")]
    title: Annotated[str, Field(description="The status in words.")]
    status: Annotated[int, Field(description="The status of HTTP.", ge=400, le=599)]
    detail: Annotated[str, Field(description="What is wrong, this time.")]
    where: Annotated[str, Field(description="The place, e.g. the path of a field; empty where it is the request as a whole.")] = ""
    help: Annotated[str, Field(description="How to mend it; may be empty.")] = ""


class ProblemError(Exception):
    """The service refuses a request for a reason of its own, not the library's."""

    def __init__(self, status: HTTPStatus, detail: str, *, help: str, headers: Mapping[str, str] | None = None) -> None:  # noqa: A002 - as in `DunningError`
        super().__init__(detail)
        self.problem = make_problem(status, detail, help=help)
        self.headers = headers


def make_problem(status: int, detail: str, *, type: str = NO_TYPE, where: str = "", help: str = "") -> Problem:  # noqa: A002 - the names of RFC 9457
    """A problem; its title is that of the status."""
    return Problem(type=type, title=_TITLES.get(status, HTTPStatus(status).phrase), status=status, detail=detail, where=where, help=help)


def problem_of(error: DunningError) -> Problem:
    """An error of the library as a problem: 422 where the request can mend it, else 500."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if isinstance(error, _OF_THE_REQUEST) else HTTPStatus.INTERNAL_SERVER_ERROR
    kind = _BEFORE_CAPITALS.sub("-", type(error).__name__).lower()
    return make_problem(status, error.message, type=f"{_TYPES}{kind}", where=error.where, help=error.help)


def respond(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The response that says a problem."""
    return Response(problem.model_dump_json(), problem.status, headers, MEDIA_TYPE)


_TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
"""As RFC 9110 calls them; older versions of Python have older words."""
