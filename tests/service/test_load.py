"""Many clients at once, over real HTTP: each answer is the library's, byte for byte."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus

import httpx

from dunning_rules import DunningError
from dunning_rules.io import read_cases
from dunning_service.problem import problem_of
from tests.service.running import AS_OF, Service, cases, data_of, policy, question

CLIENTS = 16
ROUNDS = 5
PATIENCE = httpx.Timeout(60)
PROBLEM = "application/problem+json"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request, and the answer that is right."""

    path: str
    body: bytes
    status: int
    media_type: str
    answer: bytes


@cache
def exchanges() -> tuple[Exchange, ...]:
    """Each debtor of the demo by itself, batches with good and bad ones, and requests that are wrong."""
    ours = policy()
    portfolio = cases()
    found = []
    for case in portfolio:
        body = json.dumps(question(case)).encode()
        try:
            report = ours.evaluate(case, as_of=AS_OF)
        except DunningError as error:
            found.append(Exchange("/evaluate", body, 422, PROBLEM, problem_of(error).model_dump_json().encode()))
        else:
            found.append(Exchange("/evaluate", body, 200, JSON, report.to_json(indent=None).encode()))
    for first in range(0, len(portfolio), 12):
        given = [data_of(case) for case in portfolio[first : first + 6]]
        given[1:1] = [{"debtor": 7}, given[0], {**given[0], "debtor": {**given[0]["debtor"], "note": "a secret"}}]
        ledger = read_cases(given)
        report = ours.evaluate_all(ledger.cases, as_of=AS_OF, rejects=ledger.rejects, rows=ledger.counts)
        body = json.dumps({"as_of": AS_OF.isoformat(), "cases": given}).encode()
        found.append(Exchange("/evaluate/batch", body, 200, JSON, report.to_json(indent=None).encode()))
    return tuple(found)


async def ask(address: str, wanted: Iterable[Exchange], clients: int) -> list[tuple[Exchange, httpx.Response]]:
    """Let so many clients, each with a connection of its own, take turns at the requests."""
    left = iter(tuple(wanted))
    found: list[tuple[Exchange, httpx.Response]] = []

    async def client() -> None:
        async with httpx.AsyncClient(base_url=address, timeout=PATIENCE) as session:
            for each in left:
                response = await session.post(each.path, content=each.body, headers={"Content-Type": JSON})
                found.append((each, response))

    await asyncio.gather(*(client() for _ in range(clients)))
    return found


def check(wanted: Exchange, response: httpx.Response) -> None:
    assert response.status_code == wanted.status
    assert response.headers["content-type"] == wanted.media_type
    assert response.content == wanted.answer


def test_every_answer_under_load_is_the_library_s(service: Service) -> None:
    wanted = exchanges() * ROUNDS
    found = asyncio.run(ask(service.address, wanted, CLIENTS))

    assert len(found) == len(wanted) > 300
    statuses = Counter(each.status for each, _ in found)
    assert min(statuses[200], statuses[422]) >= 20
    for each, response in found:
        check(each, response)


def test_the_counts_of_a_batch_add_up_and_nothing_personal_is_repeated(service: Service) -> None:
    batch = next(each for each in exchanges() if each.path == "/evaluate/batch")
    [(_, response)] = asyncio.run(ask(service.address, [batch], 1))
    report = response.json()

    assert report["rows"] == {"read": 9, "accepted": 6, "rejected": 3}
    assert report["cases"]["read"] == 6
    assert report["cases"]["accepted"] + report["cases"]["rejected"] == 6
    assert len(report["rejects"]) == 3 + report["cases"]["rejected"]
    assert [each["line"] for each in report["rejects"][:3]] == [2, 3, 4]
    assert "secret" not in response.text


def test_clients_that_go_away_do_no_harm(service: Service) -> None:
    wanted = exchanges()

    async def leave() -> None:
        async with httpx.AsyncClient(base_url=service.address, timeout=PATIENCE) as session:
            asked = [
                asyncio.ensure_future(session.post(each.path, content=each.body, headers={"Content-Type": JSON})) for each in wanted[:40]
            ]
            await asyncio.sleep(0.1)
            for each in asked:
                each.cancel()
            await asyncio.gather(*asked, return_exceptions=True)
        host, port = httpx.URL(service.address).host, httpx.URL(service.address).port
        for _ in range(10):  # half of a request
            _, writer = await asyncio.open_connection(host, port)
            writer.write(b"POST /evaluate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
            await writer.drain()
            writer.close()
            await writer.wait_closed()

    asyncio.run(leave())
    for each, response in asyncio.run(ask(service.address, wanted, CLIENTS)):
        check(each, response)
    assert httpx.get(f"{service.address}/health").json() == {"status": "ok", "busy": 0, "room": 66}
    assert not any("Traceback" in line for line in service.log)


def test_a_service_that_is_full_says_so_and_what_it_answers_is_right(small: Service) -> None:
    wanted = [each for each in exchanges() if each.status == HTTPStatus.OK]
    found = asyncio.run(ask(small.address, wanted, 32))
    refused = [response for _, response in found if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE]
    for each, response in found:
        if response.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
            check(each, response)

    assert 0 < len(refused) < len(found)
    for response in refused:
        assert response.headers["content-type"] == PROBLEM
        assert response.headers["retry-after"] == "1"
        assert response.json()["detail"] == "the service has more requests than it can hold"
