"""Turns whatever is raised into a problem."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from dunning_rules import DunningError
from dunning_service.problem import ProblemError, make_problem, problem_of, respond

_CLOSED = 499
"""As web servers log a client that went away; nobody reads the response."""


def handle_failures(app: FastAPI) -> None:
    """Let the application answer every failure with a problem."""

    @app.exception_handler(DunningError)
    async def of_the_library(_: Request, error: DunningError) -> Response:
        return respond(problem_of(error))

    @app.exception_handler(ProblemError)
    async def of_the_service(_: Request, error: ProblemError) -> Response:
        return respond(error.problem, error.headers)

    @app.exception_handler(RequestValidationError)
    async def of_parameters(_: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(each) for each in first["loc"])
        message = str(first["msg"])  # says what is expected, not what came
        detail = f"{message[:1].lower()}{message[1:]}"
        return respond(make_problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, where=where, help="see `/openapi.json`"))

    @app.exception_handler(HTTPException)
    async def of_http(_: Request, error: HTTPException) -> Response:
        return respond(make_problem(error.status_code, str(error.detail).lower(), help="see `/openapi.json`"), error.headers)

    @app.exception_handler(ClientDisconnect)
    async def of_the_connection(_: Request, __: ClientDisconnect) -> Response:
        return Response(status_code=_CLOSED)

    @app.exception_handler(Exception)
    async def of_ours(_: Request, __: Exception) -> Response:
        # what it says may be personal data: it goes to the log of the server, not to the client
        return respond(make_problem(HTTPStatus.INTERNAL_SERVER_ERROR, "the service failed", help="tell its operator the time"))
