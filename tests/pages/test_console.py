"""The commands of a page are really run, and really compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from sybil import Sybil
from sybil.example import SybilFailure

from tests.pages.console import ConsoleParser, commands, enter, leave, parse_files

SYBIL = Sybil(parsers=[ConsoleParser(), parse_files], pattern="*.md")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Where a page may be written."""
    return tmp_path / "page.md"


def run(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    document = SYBIL.parse(path)
    enter(document.namespace)
    try:
        for example in document.examples():
            example.evaluate()
    finally:
        leave(document.namespace)


def console(*lines: str) -> str:
    return "\n".join(("```console", *lines, "```", ""))


def test_output_is_compared(page: Path) -> None:
    run(page, console("$ dunning-rules schema case", "{", "..."))
    with pytest.raises(SybilFailure, match="instead of"):
        run(page, console("$ dunning-rules schema case", "[", "..."))


def test_a_command_that_fails_fails_the_block(page: Path) -> None:
    with pytest.raises(SybilFailure, match="left with 1"):
        run(page, console("$ dunning-rules run nowhere --as-of 2026-07-15"))
    with pytest.raises(SybilFailure, match="left with 2"):
        run(page, console("$ dunning-rules rum"))


def test_another_exit_code_is_asked_for(page: Path) -> None:
    run(page, console("$ dunning-rules run nowhere --as-of 2026-07-15", "$ echo $?", "1", "$ echo $?", "0"))
    with pytest.raises(SybilFailure, match="instead of"):
        run(page, console("$ dunning-rules run nowhere --as-of 2026-07-15", "$ echo $?", "3"))


@pytest.mark.parametrize("command", ["pip install nothing", "python -c 1", "rm -r ."])
def test_what_is_not_ours_has_to_be_marked(page: Path, command: str) -> None:
    with pytest.raises(SybilFailure, match="put a mark"):
        run(page, console(f"$ {command}"))


def test_a_block_without_a_command_is_none(page: Path) -> None:
    with pytest.raises(SybilFailure, match="no command"):
        run(page, console("dunning-rules demo"))


def test_a_page_has_files_and_a_folder_of_its_own(page: Path) -> None:
    before = Path.cwd()
    run(page, "<!--- file: notes/a.txt -->\n```text\none\n```\n\n" + console("$ cat notes/a.txt", "one"))
    assert Path.cwd() == before
    assert not (before / "notes").exists()


def test_a_command_goes_on_after_a_backslash() -> None:
    assert list(commands("$ dunning-rules demo \\\n  --limit 1\nout\n$ cat x\n")) == [
        ("dunning-rules demo    --limit 1", "out\n"),
        ("cat x", ""),
    ]
