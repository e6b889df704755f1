"""What the service says to single requests, over real HTTP."""

from __future__ import annotations

import json
import signal
import socket
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import httpx
import pytest

from dunning_rules import Report, evaluate, installed_plugins
from dunning_rules.rejects import Counts
from dunning_rules.tips import TIPS
from tests.service.running import AS_OF, Service, cases, data_of, policy, question, running

MANY = 150
PROBLEM = "application/problem+json"
GOOD = next(case for case in cases() if case.debtor.id == "DE-01")


def refusal(response: httpx.Response) -> dict[str, Any]:
    """The problem that a response says."""
    assert response.headers["content-type"] == PROBLEM
    found = response.json()
    assert set(found) == {"type", "title", "status", "detail", "where", "help"}
    assert found["status"] == response.status_code
    return dict(found)


@pytest.mark.skipif(bool(installed_plugins()), reason="the policies that are installed here change what the service says")
def test_the_answer_is_that_of_the_shortest_call(service: Service) -> None:
    response = httpx.post(f"{service.address}/evaluate", json=question(GOOD))
    assert response.text == evaluate(GOOD, as_of=AS_OF).to_json(indent=None)
    assert Report.from_json(response.content) == evaluate(GOOD, as_of=AS_OF)


@pytest.mark.parametrize(
    ("body", "detail", "where"),
    [
        (b"{", "this is not JSON", ""),
        (b"\xff", "this is not UTF-8", ""),
        (b"[]", "the record is not an object", ""),
        ({"as_of": None}, "`as_of` is not a moment", "as_of"),
        ({"as_of": "2026-07-15"}, "`as_of` is not a moment", "as_of"),
        ({"as_of": "2026-07-15T18:00:00"}, "`as_of` has no offset from UTC", "as_of"),
        ({"as_of": "1066-07-15T18:00:00Z"}, "`as_of` is out of range", ""),
        ({"lang": "en"}, "`lang` is not a known field", "lang"),
        ({"case": {}}, "`creditor` is missing", "case.creditor"),
        ({"case": {**data_of(GOOD), "invoices": [{**data_of(GOOD)["invoices"][0], "amount": "1e99"}]}}, "", "case.invoices[0].amount"),
    ],
)
def test_a_question_that_is_wrong_is_a_problem_with_place_and_mend(service: Service, body: Any, detail: str, where: str) -> None:  # noqa: ANN401 - bytes, or what changes a question
    content = body if isinstance(body, bytes) else json.dumps(question(GOOD, **body)).encode()
    found = refusal(httpx.post(f"{service.address}/evaluate", content=content, headers={"Content-Type": "application/json"}))
    assert found["status"] == 422
    assert found["type"].startswith("urn:dunning-rules:problem:")
    assert found["detail"].startswith(detail)
    assert found["where"] == where
    assert found["help"]


def test_what_is_no_question_at_all_is_a_problem_too(service: Service) -> None:
    for method, path, status in [
        ("GET", "/evaluate", 405),
        ("GET", "/nothing", 404),
        ("POST", "/tips", 405),
        ("GET", "/tips?lang=xx", 422),
    ]:
        assert refusal(httpx.request(method, f"{service.address}{path}"))["status"] == status
    for headers in ({}, {"Content-Type": "text/plain"}, {"Content-Type": "application/json", "Content-Encoding": "gzip"}):
        assert refusal(httpx.post(f"{service.address}/evaluate", content=b"{}", headers=headers))["status"] == 415


def test_too_large_and_too_many_are_refused(small: Service) -> None:
    url = f"{small.address}/evaluate"
    json_type = {"Content-Type": "application/json"}
    assert refusal(httpx.post(url, content=b" " * 60_001, headers=json_type))["status"] == 413
    in_parts = (b" " * 1000 for _ in range(70))  # nobody says beforehand how many they are
    assert refusal(httpx.post(url, content=in_parts, headers=json_type))["status"] == 413
    batch = {"as_of": AS_OF.isoformat(), "cases": [{}] * 11}
    assert refusal(httpx.post(f"{url}/batch", json=batch))["status"] == 413


def test_who_sends_slowly_is_refused_and_holds_up_nobody_for_long(small: Service) -> None:
    address = httpx.URL(small.address)
    begun = b"POST /evaluate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{"
    with ExitStack() as stack:
        slow = [stack.enter_context(socket.create_connection((address.host, address.port or 0), timeout=10)) for _ in range(60)]
        for each in slow:
            each.sendall(begun)
        found = Counter(each.recv(1000).split(b" ")[1] for each in slow)
    assert set(found) == {b"408", b"503"}  # no more than there is room for are waited for, and those not for ever
    assert found[b"408"] >= 40
    assert httpx.post(f"{small.address}/evaluate", json=question(GOOD)).status_code == 200


def test_the_rules_and_what_decides_are_told(service: Service) -> None:
    ours = policy()
    told = httpx.get(f"{service.address}/policy").json()
    answer = httpx.post(f"{service.address}/evaluate", json=question(GOOD)).json()
    assert told == {"digest": ours.digest, "metadata": answer["metadata"]}
    for lang in ("en", "zh"):
        found = httpx.get(f"{service.address}/tips", params={"lang": lang}).json()
        assert [(each["number"], each["title"]) for each in found["tips"]] == [(tip.number, tip.title.text(lang)) for tip in TIPS]
        rules = [rule["id"] for each in found["tips"] for rule in each["rules"]] + [rule["id"] for rule in found["other_rules"]]
        assert sorted(rules) == sorted(rule.id for rule in ours.book.rules)
    assert httpx.get(f"{service.address}/health").json()["status"] == "ok"


def references(described: object) -> set[str]:
    """Everything that a description refers to."""
    if isinstance(described, dict):
        own = {each for name, each in described.items() if name == "$ref"}
        mapped = set(described["mapping"].values()) if isinstance(described.get("mapping"), dict) else set()
        return own | mapped | {each for value in described.values() for each in references(value)}
    return {each for value in described for each in references(value)} if isinstance(described, list) else set()


def test_the_description_is_whole_and_its_examples_work(service: Service) -> None:
    described = httpx.get(f"{service.address}/openapi.json").json()
    schemas = described["components"]["schemas"]
    assert {each.removeprefix("#/components/schemas/") for each in references(described)} <= set(schemas)
    assert {"Question", "Batch", "Case", "Report", "Problem"} <= set(schemas)
    for path, model in (("/evaluate", "Question"), ("/evaluate/batch", "Batch")):
        post = described["paths"][path]["post"]
        assert post["requestBody"]["content"]["application/json"]["schema"] == {"$ref": f"#/components/schemas/{model}"}
        assert post["responses"]["200"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Report"}
        for status in ("408", "413", "415", "422", "429", "500", "503"):
            assert post["responses"][status]["content"] == {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        [example] = schemas[model]["examples"]
        response = httpx.post(f"{service.address}{path}", json=example)
        assert response.status_code == 200
        assert response.json()["recommendations"]
        assert response.json()["rejects"] == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no gentle signal")
def test_what_was_begun_is_finished_before_it_stops() -> None:
    many = [
        case.model_copy(update={"debtor": case.debtor.model_copy(update={"id": f"D{number}"}), "invoices": (), "visits": (), "events": ()})
        for number, case in enumerate([GOOD] * MANY)
    ]
    batch = {"as_of": AS_OF.isoformat(), "cases": [data_of(case) for case in many]}
    with running() as service, ThreadPoolExecutor(1) as pool:
        asked = pool.submit(httpx.post, f"{service.address}/evaluate/batch", json=batch, timeout=60)
        while httpx.get(f"{service.address}/health").json()["busy"] == 0:
            assert not asked.done()
            time.sleep(0.005)
        code = service.stop()
        assert asked.result().text == policy().evaluate_all(many, as_of=AS_OF, rows=Counts(MANY, MANY, 0)).to_json(indent=None)
    assert code in {0, -signal.SIGTERM}
    assert not any("Traceback" in line for line in service.log)
