"""The Python snippets of README.md and docs are tests: those of one page run in their order and share their names."""

from __future__ import annotations

from doctest import ELLIPSIS

import pytest
from hypothesis import settings
from sybil import Sybil
from sybil.integration.pytest import SybilItem
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), SkipParser()],
    pattern="*.md",
).pytest()

# a slow machine is no failure; what CI changes besides (no random seeds) is Hypothesis's own
settings.register_profile("dunning-rules", settings(), deadline=None)
settings.load_profile("dunning-rules")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the mark
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The snippets of one page go to one worker."""
    for item in items:
        if isinstance(item, SybilItem):
            item.add_marker(pytest.mark.xdist_group(str(item.path)))
