"""Many writers at once, and writers that are killed: nothing confirmed is lost, nothing is doubled, nothing is half."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dunning_rules.journal import Journal
from tests.journal.conftest import report_of

REPORT = report_of("D1")
WRITER = Path(__file__).parent / "writer.py"
WRITERS, TIMES, KILLS = 3, 6, 3


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A report in a file."""
    path = tmp_path / "report.json"
    path.write_text(REPORT.to_json(), encoding="utf-8")
    return path


def start(where: str, file: Path, name: str, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(WRITER), where, str(file), name, str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own program


def test_writers_at_once_lose_and_double_nothing(where: str, file: Path) -> None:
    started = [start(where, file, f"writer {number}", TIMES) for number in range(WRITERS)]
    said: list[str] = []
    for process in started:
        out, err = process.communicate(timeout=240)
        assert process.returncode == 0, err
        said += out.splitlines()
    check(where, said, complete=True)


def test_a_killed_writer_loses_nothing_that_was_confirmed(where: str, file: Path) -> None:
    said: list[str] = []
    for kill in range(KILLS):
        process = start(where, file, f"victim {kill}", 100_000)
        assert process.stdout is not None
        assert process.stderr is not None
        said += [process.stdout.readline().strip() for _ in range(5 + 7 * kill)]
        process.kill()
        said += [line for line in process.stdout.read().split("\n")[:-1] if line]
        process.stderr.close()
        process.stdout.close()
        assert process.wait(timeout=60) != 0
    check(where, said, complete=False)


def check(where: str, said: list[str], *, complete: bool) -> None:
    """Hold the journal to what was confirmed."""
    told = {tuple(line.split(" ")) for line in said}
    with Journal.open(where, create=False) as journal:
        runs = {run.id: run.recommendations for run in journal.runs()}
        decisions = [each.id for each in journal.decisions(each.id for each in journal.recommendations())]
        held = {run: len(journal.recommendations(run_id=run)) for run in runs}
        entries = journal.verify().entries
    assert {name for kind, name in told if kind == "run"} <= set(runs)
    assert {name for kind, name in told if kind == "decision"} <= set(decisions)
    assert held == runs
    assert len(decisions) == len(set(decisions))
    assert entries == len(runs) + len(decisions)
    if complete:
        assert len(decisions) == WRITERS * TIMES
        assert len(runs) == 1 + WRITERS * TIMES
