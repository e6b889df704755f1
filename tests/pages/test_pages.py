"""Every command of the pages is run or says why not, and what the text names is there."""

from __future__ import annotations

import re
import shlex
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from dunning_rules.cli.app import app
from dunning_rules.tips import standard_book
from tests.pages.console import ROOT, commands

MADE = ("_build", "reference", "tips", "guard")
"""Folders of docs with pages that are made, from what they describe."""
PAGES = [
    ROOT / "README.md",
    *(path for path in sorted((ROOT / "docs").rglob("*.md")) if not set(path.relative_to(ROOT / "docs").parts[:-1]) & set(MADE)),
]
NAMES = [str(path.relative_to(ROOT)) for path in PAGES]
COMMANDS = getattr(get_command(app), "commands", {})  # typer's group has no public type


def blocks(text: str) -> list[tuple[str, str]]:
    """The fenced blocks of a page: what stands before the text, and the text."""
    found: list[tuple[str, str]] = re.findall(r"^ *```([^\n`]*)\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL)
    return found


def known(command: str) -> str:
    """What is wrong with a command of ours; empty where it is as the command line has it."""
    _, *words = shlex.split(command, comments=True)
    if not words or words[0].startswith("-") or words[0].isupper() or words[0] == "…":
        return ""
    if words[0] not in COMMANDS:
        return f"there is no command {words[0]}"
    found = COMMANDS[words[0]]
    group: dict[str, Any] = getattr(found, "commands", {})
    if group:
        _, *words = words
        if not words or words[0] == "…":
            return ""
        if words[0] not in group:
            return f"there is no command {words[0]}"
        found = group[words[0]]
    params = found.params
    options = {"--help", *chain.from_iterable((*each.opts, *each.secondary_opts) for each in params)}
    wrong = [word for word in words[1:] if word.startswith("-") and word.partition("=")[0] not in options and word != "-"]
    return f"{words[0]} has no option {wrong[0]}" if wrong else ""


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_commands_stand_in_blocks_that_are_run(page: Path) -> None:
    shells = {"bash", "shell", "shell-session", "sh-session"}
    for language, text in blocks(page.read_text(encoding="utf-8")):
        assert language not in shells, f"write `console`, with `$ ` before each command: {text}"
        if language != "console":
            assert not re.search(r"^(\$ |dunning-rules )", text.replace("$ echo", ""), re.MULTILINE) or language == "sh", text


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_what_is_left_out_says_why(page: Path) -> None:
    for mark in re.findall(r"<!--- skip: (.*?) -->", page.read_text(encoding="utf-8")):
        assert re.fullmatch(r'next "[^"]{5,}"', mark), mark


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_commands_have_the_options_that_they_are_given(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    in_blocks = (command for language, block in blocks(text) if language == "console" for command, _ in commands(block))
    in_text = re.findall(r"`(dunning-rules [^`]*)`", re.sub(r"^ *```.*?^ *```$", "", text, flags=re.MULTILINE | re.DOTALL))
    ours = (" ".join(each.split()) for each in (*in_blocks, *in_text))
    for command in ours:
        if command.startswith("dunning-rules"):
            assert not known(command), command


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_parameters_are_those_of_the_book(page: Path) -> None:
    names = {parameter.name for parameter in standard_book().parameters} | {"our_dealers_days", "NAME"}
    for name in re.findall(r"--param[ =](\w+)=", page.read_text(encoding="utf-8")):
        assert name in names, name


def test_a_wrong_command_is_noticed() -> None:
    assert known("dunning-rules rum ledger") == "there is no command rum"
    assert known("dunning-rules journal deside done 1.2") == "there is no command deside"
    assert known("dunning-rules run ledger --asof 2026-07-15") == "run has no option --asof"
    assert not known("dunning-rules run ledger --as-of=2026-07-15 -o -")
