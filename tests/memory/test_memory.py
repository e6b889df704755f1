"""Memory stays flat while one policy is asked again and again. In a process of its own: the peak of this one belongs to other tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.differential.agreement import needs_durable

pytest.importorskip("resource", reason="the peak of memory cannot be read here")

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "memory.py"


def run(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, SCRIPT, *options], capture_output=True, text=True, check=False)  # noqa: S603 - our own script


@needs_durable
def test_memory_is_flat_over_5000_evaluations() -> None:
    ran = run("--evaluations", "5000", "--limit", "20")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "5,000" in ran.stdout


def test_growth_would_be_seen() -> None:
    ran = run("--engine", "plain", "--evaluations", "1000", "--limit", "-1")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "grown by" in ran.stdout
