"""How the documentation is built: `nox -s docs`."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parents[1]))

from docs._generate.guard_page import write_guard_pages
from docs._generate.tip_graph import write_tip_graph
from docs._generate.tip_pages import write_tip_pages

_project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = _project["name"]
author = _project["authors"][0]["name"]
project_copyright = f"2026, {author}"
release = version = _project["version"]

extensions = ["myst_parser"]
exclude_patterns = ["_build", "_generate"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"{project} {release}"
html_copy_source = False


def setup(_app: Sphinx) -> None:
    """Write the pages that are made from the rules."""
    folder = Path(__file__).parent / "tips"
    write_tip_pages(folder)
    write_tip_graph(folder / "graph.svg")
    write_guard_pages(Path(__file__).parent / "guard")
