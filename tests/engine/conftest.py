"""Every engine in turn."""

from __future__ import annotations

import pytest

from dunning_rules.engine.choose import ENGINES, EngineName
from dunning_rules.engine.durable_host import is_available


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> EngineName:
    """Each engine that can be had here."""
    name: EngineName = request.param
    if name == "durable" and not is_available():
        pytest.skip("durable-rules cannot be imported here")
    return name
