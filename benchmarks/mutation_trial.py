"""One mutant against the tests: in a copy of the tree, in a process of its own, within a time limit."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
import time
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from py_compile import PycInvalidationMode
from py_compile import compile as compile_file
from typing import Literal, TypeAlias

import pytest

from benchmarks.mutants import Mutant

Verdict: TypeAlias = Literal["killed", "survived", "timeout"]
PACKAGE = Path("src/dunning_rules")
_COPIED = ("src", "tests", "conftest.py", "pyproject.toml", "README.md")
_MEMORY = 4 * 2**30  # bytes: a mutant may gather things for ever
_PYTEST = ("-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "-W", "ignore::pytest.PytestAssertRewriteWarning")
# what takes long to import and is not mutated: a fork of this process has it at once
_READY = ("pydantic", "hypothesis", "babel.numbers", "babel.dates", "holidays", "iso4217", "yaml", "typer", "rich.console")


class Trials:
    """Runs mutants in a copy of the tree. Needs `os.fork`: not for Windows."""

    def __init__(self, root: Path, copy: Path, limit: float) -> None:
        """Copy the tree under `root` to `copy`; `limit` is in seconds for each stage of tests."""
        self._limit = limit
        self._root = copy
        for name in _COPIED:
            if (root / name).is_dir():
                shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(root / name, copy / name)
        for path in (copy / "src").rglob("*.py"):
            # by its hash: a mutant may have the size and the second of the original
            compile_file(str(path), doraise=True, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
        # Hypothesis then draws the same cases every time, and keeps none
        os.environ["CI"] = "1"
        os.environ["PYTHONPATH"] = str(copy / "src")
        for name in _READY:
            import_module(name)

    def check(self, stages: Iterable[tuple[str, ...]]) -> None:
        """End the program unless the tests pass without any change."""
        for stage in stages:
            if (verdict := self._stage(stage, keep=True)) != "survived":
                sys.exit(f"the tests fail without any mutant ({verdict}): {' '.join(stage)}")

    def run(self, mutant: Mutant, stages: Iterable[tuple[str, ...]]) -> Verdict:
        """Whether some test notices the mutant; one that makes tests run out of time is told apart."""
        path = self._root / PACKAGE / mutant.file
        source = path.read_text(encoding="utf-8")
        path.write_text(mutant.apply(source), encoding="utf-8")
        try:
            for stage in stages:
                if (verdict := self._stage(stage)) != "survived":
                    return verdict
        finally:
            path.write_text(source, encoding="utf-8")
        return "survived"

    def _stage(self, tests: tuple[str, ...], *, keep: bool = False) -> Verdict:
        child = os.fork()
        if child == 0:
            self._child(tests, keep=keep)
        end = time.monotonic() + self._limit
        while time.monotonic() < end:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return "survived" if os.waitstatus_to_exitcode(status) == 0 else "killed"
            time.sleep(0.02)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return "timeout"

    def _child(self, tests: tuple[str, ...], *, keep: bool) -> None:
        code = 1
        try:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in range(3):
                os.dup2(nowhere, stream)
            os.chdir(self._root)
            sys.dont_write_bytecode = not keep
            sys.path[:0] = [str(self._root / "src")]
            code = int(pytest.main([*_PYTEST, *tests]))
            if keep and self._root not in Path(import_module("dunning_rules").__path__[0]).parents:
                code = 99
        finally:
            os._exit(code)
