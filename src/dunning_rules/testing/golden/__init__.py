"""Golden cases: what rules have to say about a case, as YAML that a credit manager reads and extends.

`check_golden` runs a file or a folder; the other functions are its steps.

Raises:
    ExtraError: PyYAML cannot be imported.
"""

from __future__ import annotations

from dunning_rules.errors import ExtraError

try:
    from dunning_rules.testing.golden.check import GoldenRunner
except ImportError as error:
    if error.name != "yaml":
        raise
    raise ExtraError(
        "`dunning_rules.testing.golden` needs PyYAML, which is not installed here", help="`pip install dunning-rules[testing]`"
    ) from None
from dunning_rules.testing.golden.count import LetterCoverage, coverage, require_coverage
from dunning_rules.testing.golden.folder import check_golden, golden_paths
from dunning_rules.testing.golden.read import GoldenCase, GoldenFile, read_golden

__all__ = [
    "GoldenCase",
    "GoldenFile",
    "GoldenRunner",
    "LetterCoverage",
    "check_golden",
    "coverage",
    "golden_paths",
    "read_golden",
    "require_coverage",
]
