"""The bounded pool."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import Any

import pytest
from starlette.requests import ClientDisconnect, Request

from dunning_service.desk import Desk
from dunning_service.leaving import unless_gone
from dunning_service.limits import Limits
from dunning_service.problem import ProblemError

PATIENCE = 10


async def until(desk: Desk, busy: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while desk.busy != busy:  # noqa: ASYNC110 - a thread changes it
            await asyncio.sleep(0.005)


def test_more_than_the_room_is_refused_and_room_comes_back() -> None:
    async def run() -> None:
        desk, gate = Desk(Limits(workers=1, waiting=1, retry_seconds=3)), Event()
        held = [asyncio.create_task(desk.do(lambda: gate.wait(PATIENCE), f"client {number}")) for number in range(2)]
        await until(desk, 2)
        with pytest.raises(ProblemError) as refused:
            await desk.do(lambda: True, "another")
        assert refused.value.problem.status == 503
        assert refused.value.headers == {"Retry-After": "3"}
        gate.set()
        assert await asyncio.gather(*held) == [True, True]
        await until(desk, 0)
        assert await desk.do(lambda: 7, "another") == 7
        desk.close()

    asyncio.run(run())


def test_one_client_does_not_take_all_the_room() -> None:
    async def run() -> None:
        desk, gate = Desk(Limits(workers=2, waiting=5, per_client=1)), Event()
        held = asyncio.create_task(desk.do(lambda: gate.wait(PATIENCE), "greedy"))
        await until(desk, 1)
        with pytest.raises(ProblemError) as refused:
            await desk.do(lambda: True, "greedy")
        assert refused.value.problem.status == 429
        assert await desk.do(lambda: "served", "modest") == "served"
        gate.set()
        assert await held
        await until(desk, 0)
        assert await desk.do(lambda: "served", "greedy") == "served"
        desk.close()

    asyncio.run(run())


def test_who_goes_away_keeps_the_place_until_the_work_is_done() -> None:
    async def run() -> None:
        desk, gate = Desk(Limits(workers=1, waiting=1)), Event()
        working, waiting = (asyncio.create_task(desk.do(lambda: gate.wait(PATIENCE), "client")) for _ in range(2))
        await until(desk, 2)
        working.cancel()
        waiting.cancel()
        await asyncio.gather(working, waiting, return_exceptions=True)
        await until(desk, 1)  # what waited is not begun; what is worked on goes on
        gate.set()
        await until(desk, 0)
        desk.close()

    asyncio.run(run())


def test_the_work_of_who_has_gone_is_not_begun() -> None:
    begun: list[str] = []

    async def run() -> None:
        desk, gate, leaves = Desk(Limits(workers=1, waiting=5)), Event(), asyncio.Event()

        async def receive() -> dict[str, Any]:
            await leaves.wait()
            return {"type": "http.disconnect"}

        held = asyncio.create_task(desk.do(lambda: gate.wait(PATIENCE), "another"))
        asked = asyncio.create_task(unless_gone(Request({"type": "http"}, receive), desk.do(lambda: begun.append("it"), "client")))
        await until(desk, 2)
        leaves.set()
        with pytest.raises(ClientDisconnect):
            await asked
        await until(desk, 1)
        gate.set()
        await held
        await until(desk, 0)
        desk.close()

    asyncio.run(run())
    assert begun == []


def test_who_stays_has_the_answer_or_the_failure() -> None:
    def fail() -> None:
        raise LookupError

    async def run() -> None:
        desk = Desk(Limits())

        async def receive() -> dict[str, Any]:
            await asyncio.Event().wait()
            return {}

        request = Request({"type": "http"}, receive)
        assert await unless_gone(request, desk.do(lambda: 7, "client")) == 7
        with pytest.raises(LookupError):
            await unless_gone(request, desk.do(fail, "client"))
        desk.close()

    asyncio.run(run())


def test_a_failure_of_the_work_is_the_caller_s_and_frees_the_place() -> None:
    def fail() -> None:
        raise LookupError

    async def run() -> None:
        desk = Desk(Limits(workers=1, waiting=0))
        for _ in range(3):
            with pytest.raises(LookupError):
                await desk.do(fail, "client")
            await until(desk, 0)
        desk.close()
        with pytest.raises(ProblemError) as refused:
            await desk.do(lambda: True, "client")
        assert refused.value.problem.status == 503
        assert desk.busy == 0

    asyncio.run(run())


@pytest.mark.parametrize("name", ["workers", "per_client", "reading", "body_bytes", "body_seconds", "cases", "retry_seconds"])
def test_limits_without_any_room_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Limits(**{name: 0})
