"""The application: one policy, compiled once, and the paths under which it is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response

from dunning_rules import Policy
from dunning_service.about import Health, Lang, PolicyView, Tips, policy_view, tips_view
from dunning_service.answers import answer_batch, answer_question
from dunning_service.asked import Batch, Question
from dunning_service.body import Bodies
from dunning_service.desk import Desk
from dunning_service.failures import handle_failures
from dunning_service.leaving import unless_gone
from dunning_service.limits import Limits
from dunning_service.schemas import problems, report_answer, request_body, with_models

_REFUSALS = problems(
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.TOO_MANY_REQUESTS,
    HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


def make_app(policy: Policy, limits: Limits | None = None) -> FastAPI:
    """The service.

    Args:
        policy: what is asked. It is built once, and shared by all threads.
        limits: how much is taken on at once.
    """
    bounds = Limits() if limits is None else limits
    desk = Desk(bounds)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    # the pages that FastAPI would serve beside the description load their parts from elsewhere
    app = _DescribedApp(title="dunning-rules", version="1", lifespan=lifespan, docs_url=None, redoc_url=None)
    handle_failures(app)
    _add_questions(app, policy, bounds, desk)
    _add_facts(app, policy, bounds, desk)
    return app


class _DescribedApp(FastAPI):
    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = with_models(super().openapi())
        return self.openapi_schema


def _add_questions(app: FastAPI, policy: Policy, limits: Limits, desk: Desk) -> None:
    bodies = Bodies(limits)
    answered: dict[int | str, dict[str, Any]] = {**report_answer(), **_REFUSALS}

    @app.post("/evaluate", response_class=Response, responses=answered, openapi_extra=request_body(Question))
    async def evaluate(request: Request) -> Response:
        """What to do next about one debtor."""
        body = await bodies.read(request)
        return _json(await unless_gone(request, desk.do(partial(answer_question, policy, body), _client(request))))

    @app.post("/evaluate/batch", response_class=Response, responses=answered, openapi_extra=request_body(Batch))
    async def evaluate_batch(request: Request) -> Response:
        """What to do next about several debtors, in one order. Cases that cannot be used are its rejects."""
        body = await bodies.read(request)
        return _json(await unless_gone(request, desk.do(partial(answer_batch, policy, body, limits), _client(request))))


def _add_facts(app: FastAPI, policy: Policy, limits: Limits, desk: Desk) -> None:
    tips: dict[Lang, Tips] = {"en": tips_view(policy, "en"), "zh": tips_view(policy, "zh")}
    about = policy_view(policy)

    @app.get("/tips", responses=problems(HTTPStatus.UNPROCESSABLE_ENTITY))
    async def list_tips(lang: Lang = "en") -> Tips:
        """The rules that run, by tip."""
        return tips[lang]

    @app.get("/policy")
    async def describe_policy() -> PolicyView:
        """What decides the answers: digests and versions."""
        return about

    @app.get("/health")
    async def tell_health() -> Health:
        """Whether the service takes requests, and how busy it is."""
        busy = desk.busy
        return Health(status="ok", busy=busy, room=max(limits.workers + limits.waiting - busy, 0))


def _client(request: Request) -> str:
    return "" if request.client is None else request.client.host


def _json(body: bytes) -> Response:
    return Response(body, media_type="application/json")
