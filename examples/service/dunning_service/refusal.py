"""Refusals of what could be taken at another time."""

from __future__ import annotations

from http import HTTPStatus

from dunning_service.limits import Limits
from dunning_service.problem import ProblemError


def come_back(limits: Limits, status: HTTPStatus, detail: str) -> ProblemError:
    """A refusal that says when to try again."""
    after = str(limits.retry_seconds)
    return ProblemError(status, detail, help=f"try again after {after} s, and then less often", headers={"Retry-After": after})
