"""The Python snippets of README.md and docs are tests: those of one page run in their order and share their names."""

from __future__ import annotations

from doctest import ELLIPSIS

from hypothesis import settings
from sybil import Sybil
from sybil.parsers.myst import PythonCodeBlockParser, SkipParser

pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS), SkipParser()],
    pattern="*.md",
).pytest()

# a slow machine is no failure; the rest stays as Hypothesis has it, which in CI draws the same cases every time
settings.register_profile("dunning-rules", settings(), deadline=None)
settings.load_profile("dunning-rules")
