"""The progress bar."""

from __future__ import annotations

import io
import sys

import pytest

from dunning_rules.cli import progress
from dunning_rules.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(total: int | None) -> None:
    with Progress("asking the rules", total) as bar:
        for done in range(3):
            bar.update(done)


def test_none_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(sys, "stderr", stream := io.StringIO())
    run(2)
    assert stream.getvalue() == ""


def test_none_for_short_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stream := Terminal())
    run(2)
    assert stream.getvalue() == ""


@pytest.mark.parametrize("total", [2, None])
def test_a_bar_for_long_work(monkeypatch: pytest.MonkeyPatch, total: int | None) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "PATIENCE", 0)
    monkeypatch.setattr(sys, "stderr", stream := Terminal())
    run(total)
    assert "asking the rules" in stream.getvalue()
