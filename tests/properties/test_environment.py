"""The same question has the same answer wherever and however it is asked: contexts of decimals, time zones, hash seeds, threads."""

from __future__ import annotations

import decimal
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from dunning_rules.engine.choose import ENGINES, EngineName
from dunning_rules.engine.durable_host import is_available
from dunning_rules.models import Case
from dunning_rules.policy import Policy
from dunning_rules.testing import AS_OF, sample_cases
from dunning_rules.tips import standard_book
from tests.properties.sample_digest import digest_of_reports

SCRIPT = Path(__file__).with_name("sample_digest.py")
THREADS = 8
EVALUATIONS = 2_400
HOSTILE = [
    decimal.Context(prec=2, rounding=decimal.ROUND_UP),
    decimal.Context(prec=3, rounding=decimal.ROUND_FLOOR, traps=[decimal.Inexact, decimal.Rounded, decimal.FloatOperation]),
]


@pytest.mark.parametrize("context", HOSTILE, ids=["coarse", "trapping"])
def test_the_decimal_context_of_the_caller_changes_nothing(context: decimal.Context) -> None:
    expected = [Policy(engine="plain").evaluate(case, as_of=AS_OF).to_json() for case in sample_cases(3, 60)]
    records = [case.model_dump() for case in sample_cases(3, 60)]
    with decimal.localcontext(context):
        policy = Policy(engine="plain")
        found = [policy.evaluate(Case(**record), as_of=AS_OF).to_json() for record in records]
    assert found == expected


def test_the_open_amount_of_an_invoice_is_checked_exactly() -> None:
    record = next(case for case in sample_cases(3, 60) if case.invoices).model_dump()
    record["invoices"] = (record["invoices"][0] | {"amount": Decimal("1234.00"), "open_amount": Decimal("1234.01"), "currency": "EUR"},)
    with decimal.localcontext(HOSTILE[0]), pytest.raises(ValueError, match="open_amount"):
        Case(**record)


@pytest.fixture
def far_away(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process in another zone."""
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process cannot be changed here")
@pytest.mark.usefixtures("far_away")
def test_the_zone_of_the_process_changes_nothing(here: list[str]) -> None:
    policy = Policy(engine="plain")
    assert [policy.evaluate(case, as_of=AS_OF).to_json() for case in sample_cases(3, 60)] == here


@pytest.fixture(scope="module")
def here() -> list[str]:
    """The reports in the zone in which the tests began."""
    policy = Policy(engine="plain")
    return [policy.evaluate(case, as_of=AS_OF).to_json() for case in sample_cases(3, 60)]


@pytest.mark.parametrize("seed", ["0", "4242"])
def test_the_seed_of_hashes_changes_nothing(seed: str) -> None:
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "America/New_York"}
    ran = subprocess.run([sys.executable, SCRIPT], env=environment, capture_output=True, text=True, check=True)  # noqa: S603 - our own script
    assert ran.stdout == digest_of_reports()


def test_another_book_has_another_digest_of_reports() -> None:
    other = standard_book().with_parameters({"reconciled_days": 31})
    assert digest_of_reports(other) != digest_of_reports(standard_book())


@pytest.mark.parametrize("engine", ENGINES)
def test_threads_that_share_a_policy_lose_nothing(engine: EngineName) -> None:
    if engine == "durable" and not is_available():
        pytest.skip("durable-rules cannot be imported here")
    policy = Policy(engine=engine)
    some = list(sample_cases(11, 300))
    expected = [policy.evaluate(case, as_of=AS_OF) for case in some]
    fresh = Policy(engine=engine)
    with ThreadPoolExecutor(THREADS) as threads:
        asked = [number % len(some) for number in range(EVALUATIONS)]
        found = list(threads.map(lambda number: fresh.evaluate(some[number], as_of=AS_OF), asked))
    assert len(found) == EVALUATIONS
    assert all(report == expected[number] for number, report in zip(asked, found, strict=True))
