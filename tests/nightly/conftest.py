"""How long the long tests run."""

from __future__ import annotations

import pytest


@pytest.fixture
def nightly(request: pytest.FixtureRequest) -> int:
    """So many cases; few where nobody asks for many, so that the tests themselves stay right."""
    given: int = request.config.getoption("--nightly")
    return given
