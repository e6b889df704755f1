"""Two services for the tests that only ask."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.service.running import Service, running


@pytest.fixture(scope="session")
def service() -> Iterator[Service]:
    """One with the limits that it has by itself."""
    with running() as found:
        yield found


@pytest.fixture(scope="session")
def small() -> Iterator[Service]:
    """One with little room."""
    room = ("--workers", 1, "--waiting", 1, "--reading", 40, "--cases", 10)
    with running(*room, "--body-bytes", 60_000, "--body-seconds", 1) as found:
        yield found
