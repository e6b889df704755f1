"""The body of a request, within its bounds."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from starlette.requests import Request

from dunning_service.limits import Limits
from dunning_service.problem import ProblemError
from dunning_service.refusal import come_back

_JSON = "application/json"


class Bodies:
    """Reads bodies, not too many at once. It belongs to one event loop."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._reading = 0

    async def read(self, request: Request) -> bytes:
        """The body, which has to be plain JSON.

        Raises:
            ProblemError: it is of another type, too large, or too slow, or there is no room for it.
            ClientDisconnect: the client went away.
        """
        if self._reading >= self._limits.reading:
            raise come_back(self._limits, HTTPStatus.SERVICE_UNAVAILABLE, "more requests are on their way than the service can hold")
        self._reading += 1
        try:
            return await _read(request, self._limits)
        finally:
            self._reading -= 1


async def _read(request: Request, limits: Limits) -> bytes:
    named = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if named != _JSON or request.headers.get("content-encoding", "identity").lower() != "identity":
        message = f"the body is not `{_JSON}` without compression"
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, message, help=f"send `Content-Type: {_JSON}` and no `Content-Encoding`")
    if int(request.headers.get("content-length", 0)) > limits.body_bytes:
        raise _too_large(limits)
    held = bytearray()
    try:
        async with asyncio.timeout(limits.body_seconds):
            async for chunk in request.stream():
                held += chunk
                if len(held) > limits.body_bytes:
                    raise _too_large(limits)
    except TimeoutError:
        message = f"the body did not come within {limits.body_seconds:g} s"
        raise ProblemError(HTTPStatus.REQUEST_TIMEOUT, message, help="send it in one go", headers={"Connection": "close"}) from None
    return bytes(held)


def _too_large(limits: Limits) -> ProblemError:
    message = f"the body is larger than {limits.body_bytes:,} bytes"
    help_line = "send several smaller batches, or give large ledgers to `Policy.evaluate_frames`"
    return ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message, help=help_line, headers={"Connection": "close"})
