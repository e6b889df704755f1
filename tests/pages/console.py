"""The commands of README.md and docs are tests: those of one page run in their order, in a folder of their own."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterable, Iterator
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path
from tempfile import mkdtemp
from weakref import finalize

from sybil import Document, Example, Region
from sybil.parsers.myst import CodeBlockParser
from typer.testing import CliRunner

from dunning_rules.cli.app import app

ROOT = Path(__file__).parents[2]
_SHARED = ("examples", "policies")
_FILE = re.compile(r"<!--- file: (?P<name>\S+) -->\n+```\w*\n(?P<text>.*?)```", re.DOTALL)
_ENV = {"COLUMNS": "80", "FORCE_COLOR": None, "NO_COLOR": None, "TTY_COMPATIBLE": None, "DUNNING_RULES_PLUGINS": "none"}
_FOLDER, _LEFT_WITH = "@folder", "@left with"


class ConsoleParser(CodeBlockParser):
    """Runs the `$` lines of console blocks, and compares what they print with the lines that follow, if any do.

    A command may fail only where `$ echo $?` follows. What is no command of ours cannot be run here, and has to be marked.
    """

    language = "console"

    def evaluate(self, example: Example) -> str | None:
        """The first difference."""
        for command, expected in _commands(str(example.parsed)):
            found = _run(command, example)
            if found is None:
                return f"{command!r} is not run here: put a mark with the reason before the block"
            if expected and not OutputChecker().check_output(expected, found, ELLIPSIS):
                return f"{command} printed\n{found}\ninstead of\n{expected}"
        left_with = example.namespace.get(_LEFT_WITH, 0)
        return None if left_with == 0 else f"the last command left with {left_with}"


def parse_files(document: Document) -> Iterable[Region]:
    """The blocks that are files: `<!--- file: NAME -->` stands before them."""
    for match in _FILE.finditer(document.text):
        yield Region(match.start(), match.end(), parsed=(match["name"], match["text"]), evaluator=_write)


def _write(example: Example) -> None:
    name, text = example.parsed
    path = _folder(example) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _commands(text: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        yield command, expected.rstrip("\n") + "\n" if expected.strip() else ""


def _run(command: str, example: Example) -> str | None:
    if command == "echo $?":
        return f"{example.namespace.pop(_LEFT_WITH, 0)}\n"
    if example.namespace.get(_LEFT_WITH, 0):
        return None
    name, *arguments = shlex.split(command)
    folder, before = _folder(example), Path.cwd()
    if name == "cat":
        return "".join((folder / each).read_text(encoding="utf-8") for each in arguments)
    if name != "dunning-rules":
        return None
    os.chdir(folder)
    try:
        result = CliRunner(env=_ENV).invoke(app, arguments, catch_exceptions=False)
    finally:
        os.chdir(before)
    example.namespace[_LEFT_WITH] = result.exit_code
    return "".join(f"{line.rstrip()}\n" for line in result.output.splitlines())


def _folder(example: Example) -> Path:
    """The folder of the page, with what the repository has for it."""
    found = example.namespace.get(_FOLDER)
    if found is None:
        found = example.namespace[_FOLDER] = Path(mkdtemp(prefix="page-"))
        finalize(example.document, shutil.rmtree, found, ignore_errors=True)
        for name in _SHARED:
            shutil.copytree(ROOT / name, found / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "build"))
    return Path(found)
