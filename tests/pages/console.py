"""The commands of README.md and docs are tests: those of one page run in their order, in a folder of their own, as its Python does."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Iterable, Iterator
from doctest import ELLIPSIS, OutputChecker
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sybil import Document, Example, Region
from sybil.parsers.myst import CodeBlockParser
from typer.main import get_command
from typer.testing import CliRunner

from dunning_rules.cli.app import app

ROOT = Path(__file__).parents[2]
AT_HAND = ("examples", "policies", "tests/golden")
"""What a page finds in its folder."""
_FILE = re.compile(r"<!--- file: (?P<name>\S+) -->\n+```\w*\n(?P<text>.*?)```", re.DOTALL)
_ENV = {"COLUMNS": "80", "FORCE_COLOR": None, "NO_COLOR": None, "TTY_COMPATIBLE": None, "DUNNING_RULES_PLUGINS": "none"}
_FOLDER, _BEFORE, _LEFT_WITH = "@folder", "@before", "@left with"


def enter(namespace: dict[str, Any]) -> None:
    """Go to a new folder for a page, with what the repository has for it."""
    folder = TemporaryDirectory(prefix="page-", ignore_cleanup_errors=True)
    for name in AT_HAND:
        shutil.copytree(ROOT / name, Path(folder.name) / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info", "build"))
    namespace[_FOLDER], namespace[_BEFORE] = folder, Path.cwd()
    os.chdir(folder.name)


def leave(namespace: dict[str, Any]) -> None:
    """Go back, and take the folder away."""
    os.chdir(namespace.pop(_BEFORE))
    namespace.pop(_FOLDER).cleanup()


class ConsoleParser(CodeBlockParser):
    """Runs the `$` lines of console blocks, and compares what they print with the lines that follow, if any do.

    A command may fail only where `$ echo $?` follows. What is no command of ours cannot be run here, and has to be marked.
    """

    language = "console"

    def evaluate(self, example: Example) -> str | None:
        """The first difference."""
        steps = list(commands(str(example.parsed)))
        if not steps:
            return "there is no command in it: a command begins with `$ `"
        for command, expected in steps:
            found = _run(command, example)
            if found is None:
                return f"{command!r} is not run here: put a mark with the reason before the block"
            if expected and not OutputChecker().check_output(expected, found, ELLIPSIS):
                return f"{command} printed\n{found}\ninstead of\n{expected}"
        left_with = example.namespace.pop(_LEFT_WITH, 0)
        return None if left_with == 0 else f"the last command left with {left_with}, and printed\n{found}"


def parse_files(document: Document) -> Iterable[Region]:
    """The blocks that are files: `<!--- file: NAME -->` stands before them."""
    for match in _FILE.finditer(document.text):
        yield Region(match.start(), match.end(), parsed=(match["name"], match["text"]), evaluator=_write)


def _write(example: Example) -> None:
    name, text = example.parsed
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command with the output that is shown; a command goes on in the next line after a backslash."""
    for part in re.split(r"^\$ ", text.replace("\\\n", " "), flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        yield command, expected.rstrip("\n") + "\n" if expected.strip() else ""


def _run(command: str, example: Example) -> str | None:
    if command == "echo $?":
        return f"{example.namespace.pop(_LEFT_WITH, 0)}\n"
    if example.namespace.get(_LEFT_WITH, 0):
        return None
    name, *arguments = shlex.split(command)
    if name == "cat":
        return "".join(Path(each).read_text(encoding="utf-8") for each in arguments)
    if name != "dunning-rules":
        return None
    result = CliRunner(env=_ENV).invoke(app, [*arguments, *_engine(arguments)], catch_exceptions=False)
    example.namespace[_LEFT_WITH] = result.exit_code
    return "".join(f"{line.rstrip()}\n" for line in result.output.splitlines())


def _engine(arguments: list[str]) -> list[str]:
    """The engine that is to be had on every Python, for a command that has engines and names none: the result is the same."""
    group = get_command(app)
    command = getattr(group, "commands", {}).get(arguments[0]) if arguments else None  # typer's group has no public type
    options = {name for each in command.params for name in each.opts} if command is not None else set()
    return ["--engine", "plain"] if "--engine" in options and not {"--engine", "--help"} & set(arguments) else []
