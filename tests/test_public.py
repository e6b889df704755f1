"""What is public is written down: a name that goes is noticed."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

LIST = Path(__file__).parent / "public_names.txt"
PUBLIC = ("", ".errors", ".language", ".packs", ".plugins", ".rules", ".testing", ".vocabulary")


def test_the_public_names_are_those_that_are_written_down() -> None:
    found = [f"dunning_rules{each}.{name}" for each in PUBLIC for name in sorted(import_module(f"dunning_rules{each}").__all__)]
    assert found == LIST.read_text(encoding="utf-8").split(), "say in CHANGELOG.md what changed, and write it down here"


def test_the_page_names_the_public_modules() -> None:
    page = (Path(__file__).parents[1] / "docs" / "plugins.md").read_text(encoding="utf-8").partition("## Stability")[2]
    assert all(f"`dunning_rules{each}`" in page for each in PUBLIC)
