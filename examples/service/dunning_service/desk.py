"""A bounded pool of threads: asking the rules is work for the processor, and must not hold up the loop that talks to the clients."""

from __future__ import annotations

from asyncio import wrap_future
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from threading import Lock
from typing import TypeVar

from dunning_service.limits import Limits
from dunning_service.refusal import come_back

T = TypeVar("T")


class Desk:
    """Takes requests while there is room, and refuses them where there is none.

    A client that goes away frees its place only when its thread is done: what is counted is work, not connections.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pool = ThreadPoolExecutor(limits.workers, thread_name_prefix="rules")
        self._lock = Lock()
        self._busy: Counter[str] = Counter()

    @property
    def busy(self) -> int:
        """Requests that are worked on or wait."""
        with self._lock:
            return self._busy.total()

    async def do(self, work: Callable[[], T], client: str) -> T:
        """The result of `work`, done by a thread of the pool.

        Args:
            work: what is to be done.
            client: whose request it is.

        Raises:
            ProblemError: there is no room for it.
        """
        self._enter(client)
        try:
            future = self._pool.submit(work)
        except RuntimeError:  # the pool is closed
            self._leave(client)
            raise come_back(self._limits, HTTPStatus.SERVICE_UNAVAILABLE, "the service is going down") from None
        future.add_done_callback(lambda _: self._leave(client))
        return await wrap_future(future)

    def close(self) -> None:
        """Finish what is being worked on, and take nothing more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _enter(self, client: str) -> None:
        limits = self._limits
        with self._lock:
            if self._busy.total() >= limits.workers + limits.waiting:
                raise come_back(self._limits, HTTPStatus.SERVICE_UNAVAILABLE, "the service has more requests than it can hold")
            if limits.per_client is not None and self._busy[client] >= limits.per_client:
                raise come_back(self._limits, HTTPStatus.TOO_MANY_REQUESTS, f"more than {limits.per_client} requests of one client at once")
            self._busy[client] += 1

    def _leave(self, client: str) -> None:
        with self._lock:
            self._busy[client] -= 1
            self._busy += Counter()  # forgets who has none
