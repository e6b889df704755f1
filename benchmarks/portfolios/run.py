"""One measurement in a process of its own, so that the peak of memory is true, and nothing that was done before helps or hinders."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.portfolios.results import Found


def measure(root: Path, name: str, asked: int, rounds: int, seed: int) -> Found:
    """Measure one contender.

    Args:
        root: the folder of the project.
        name: which one.
        asked: debtors.
        rounds: how often.
        seed: which portfolio.
    """
    command = [sys.executable, "-m", "benchmarks.portfolios.measure", name, str(asked), str(rounds), str(seed)]
    done = subprocess.run(command, check=False, capture_output=True, cwd=root, text=True)  # noqa: S603 - our own program
    lines = done.stdout.splitlines()
    if done.returncode or not lines:
        told = done.stderr.strip().splitlines() or [f"ended with {done.returncode}"]
        return Found(asked, None, note=f"failed: {told[-1][:200]}")
    found = json.loads(lines[-1])
    for note, words in (("missing", "not installed"), ("wrong", "wrong, so not measured")):
        if note in found:
            return Found(asked, None, note=f"{words}: {found[note]}")
    return Found(asked, found["seconds"], found["peak_mib"])
