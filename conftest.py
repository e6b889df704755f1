"""The snippets and commands of README.md and docs are tests: those of one page run in their order and share their names and files."""

from __future__ import annotations

from doctest import ELLIPSIS
from pathlib import Path

import pytest
from hypothesis import settings
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser

from tests.pages.console import ConsoleParser, enter, leave, parse_files

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), ConsoleParser(), parse_files, SkipParser()],
    pattern="*.md",
    setup=enter,
    teardown=leave,
).pytest()

BULK = tuple(Path(__file__).parent / "tests" / name for name in ("differential", "memory", "nightly", "properties", "red_lines"))
"""All tests of these folders are marked `bulk`."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """How many cases the tests of `tests/nightly` compare; a few thousand, unless more are asked for."""
    parser.addoption("--nightly", type=int, default=4_000, metavar="CASES", help="cases that tests/nightly compares (default: %(default)s)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what belongs to the bulk."""
    for item in items:
        if any(item.path.is_relative_to(folder) for folder in BULK):
            item.add_marker("bulk")


# a slow machine is no failure; the rest stays as Hypothesis has it, which in CI draws the same cases every time
settings.register_profile("dunning-rules", settings(), deadline=None)
settings.load_profile("dunning-rules")
