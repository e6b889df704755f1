"""How the documentation is built: `nox -s docs`."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from pygments.lexers.shell import BashSessionLexer
from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parents[1]))

from docs._generate.book_pages import write_book_pages
from docs._generate.command_pages import write_command_page
from docs._generate.flow import write_flow
from docs._generate.guard_page import write_guard_pages
from docs._generate.module_pages import write_module_pages
from docs._generate.python_pages import write_python_pages
from docs._generate.record_pages import write_record_pages
from docs._generate.tip_graph import write_tip_graph
from docs._generate.tip_pages import write_tip_pages

_project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = _project["name"]
author = _project["authors"][0]["name"]
project_copyright = f"2026, {author}"
release = version = _project["version"]

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["_build", "_generate"]
myst_heading_anchors = 3
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
autodoc_mock_imports = ["lxml", "narwhals", "polars", "pyarrow", "pyspark"]  # extras: what needs them is documented without them
default_role = "code"  # docstrings have names in single backticks
python_use_unqualified_type_names = True

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["pages.css"]
html_title = f"{project} {release}"
html_copy_source = False


# commands begin with `$ ` and nothing else: a line of output may begin with `#`
ConsoleLexer = type("ConsoleLexer", (BashSessionLexer,), {"_ps1rgx": re.compile(r"^(\$ )(.*\n?)")})


def _say_language(_app: Sphinx, page: str, _template: str, context: dict[str, object], _tree: object) -> None:
    """Say of a Chinese page that it is one: fonts, hyphenation and screen readers go by it."""
    if page.endswith("-zh"):
        context["language"] = "zh"


def setup(app: Sphinx) -> None:
    """Write the pages that are made from the rules."""
    app.add_lexer("console", ConsoleLexer)
    app.connect("html-page-context", _say_language)
    folder = Path(__file__).parent / "tips"
    write_tip_pages(folder)
    write_tip_graph(folder / "graph.svg")
    write_guard_pages(Path(__file__).parent / "guard")
    reference = Path(__file__).parent / "reference"
    write_book_pages(reference)
    write_command_page(reference)
    write_record_pages(reference)
    write_python_pages(reference / "python")
    write_module_pages(reference / "modules")
    write_flow(reference / "flow.svg")
