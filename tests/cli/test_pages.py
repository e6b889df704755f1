"""What the pages on other systems and on banks show of the command line is so. (Their Python snippets are run by sybil.)"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Dunning

DOCS = Path(__file__).parents[2] / "docs"
FILE = re.compile(r"^`([^`\n]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^```console\n\$ dunning-rules (\S[^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["bank", "erp-erpnext", "erp-odoo", "erp-sap"])
def test_each_command_says_what_the_page_says(page: str, dunning: Dunning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    section = (DOCS / f"{page}.md").read_text(encoding="utf-8").partition("## On the command line\n")[2].partition("\n## ")[0]
    commands = COMMAND.findall(section)
    for name, text in FILE.findall(section):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    assert commands
    for command, shown in commands:
        assert dunning(*command.split()).output == shown
