"""Every hook and every argument is documented, with an example."""

from __future__ import annotations

import re
from inspect import getdoc, signature
from pathlib import Path

import pytest

from dunning_rules.plugins import HOOKS
from dunning_rules.plugins.hooks import TAKE_BOOK, Hooks

PAGE = (Path(__file__).parents[2] / "docs" / "plugins.md").read_text(encoding="utf-8")
SECTIONS = {part.split("\n", 1)[0]: part.split("\n## ")[0] for part in PAGE.split("\n### ")[1:]}


def arguments(hook: str) -> list[str]:
    return [name for name in signature(getattr(Hooks, hook)).parameters if name != "self"]


def test_the_hooks_are_those_that_are_specified() -> None:
    specified = {name for name in vars(Hooks) if name.startswith("dunning_")}
    assert specified == set(HOOKS) == set(SECTIONS)
    assert {hook for hook in HOOKS if "book" in arguments(hook)} == TAKE_BOOK


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_is_documented_where_it_is_specified_and_on_the_page(hook: str) -> None:
    specified = getdoc(getattr(Hooks, hook)) or ""
    assert len(specified.split()) > 5
    for argument in arguments(hook):
        assert re.search(rf"^    {argument}: \w+", specified, re.MULTILINE), argument
        assert f"`{argument}`" in SECTIONS[hook], argument


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_has_an_example(hook: str) -> None:
    shown = f"def {hook}(" in PAGE or "```python" in SECTIONS[hook] or "guard.md" in SECTIONS[hook] or "`load_pack`" in SECTIONS[hook]
    assert shown
