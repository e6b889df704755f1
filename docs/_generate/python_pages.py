"""The public names of the Python interface, a page for each module, from their docstrings."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from pydantic import BaseModel
from sphinx.pycode import ModuleAnalyzer

from docs._generate.write import contents, heads, row, write
from dunning_rules import errors

PUBLIC = Path(__file__).parents[2] / "tests" / "public_names.txt"
"""The names that stay: the test of this file notices each that comes or goes."""
_MEANT = {
    "dunning_rules": "What most programs need.",
    "dunning_rules.errors": "Every error is a `DunningError`: what is wrong, where, and how to mend it.",
    "dunning_rules.language": "Terms and conditions, of which rules are built.",
    "dunning_rules.packs": "Laws and house rules of the compliance guard.",
    "dunning_rules.plugins": "Policies of your own: hooks, and finding what is installed.",
    "dunning_rules.rules": "Rules, actions, parameters, constraints and the book that joins them.",
    "dunning_rules.testing": "For the tests of policies (extra `testing`): cases, books, and what must always hold.",
    "dunning_rules.vocabulary": "The fields that conditions read.",
}


def write_python_pages(folder: Path) -> None:
    """Write a page for each public module, and their index, into `folder`."""
    modules: dict[str, list[str]] = {}
    for line in PUBLIC.read_text(encoding="utf-8").split():
        module, _, name = line.rpartition(".")
        modules.setdefault(module, []).append(name)
    for module, names in modules.items():
        write(folder / f"{module}.md", _page(module, names))
    write(folder / "index.md", _index(sorted(modules)))


def _index(modules: list[str]) -> Iterator[str]:
    yield "# Python"
    yield ""
    yield "These names are the public ones: none of them goes away without a warning first."
    yield ""
    yield from heads("module", "what for")
    yield from (row(f"[`{module}`]({module}.md)", _MEANT[module]) for module in modules)
    yield ""
    yield from contents(modules)


def _page(module: str, names: list[str]) -> Iterator[str]:
    yield f"# {module}"
    yield ""
    yield _MEANT[module]
    if module == errors.__name__:
        yield from _tree()
    yield ""
    yield "```{eval-rst}"
    top = import_module("dunning_rules")
    for name in names:
        found = getattr(import_module(module), name)
        if module != top.__name__ and getattr(top, name, None) is found and name in top.__all__:
            yield f"* :py:obj:`{module}.{name} <dunning_rules.{name}>` is the same as ``dunning_rules.{name}``"
            yield ""
            continue
        if inspect.isclass(found) and issubclass(found, BaseModel):
            yield f".. py:class:: {module}.{name}"
            yield ""
            yield from (f"   {line}" for line in (inspect.getdoc(found) or "").splitlines())  # its fields stand on the page of records
        elif inspect.isclass(found) or inspect.isroutine(found):
            yield f".. {'autoclass' if inspect.isclass(found) else 'autofunction'}:: {module}.{name}"
            yield from ("   :members:",) if inspect.isclass(found) else ()
        else:
            yield f".. py:data:: {module}.{name}"
            yield f"   :type: {type(found).__name__}"
            yield ""
            yield from (f"   {line}" for line in _meaning(module, name))
        yield ""
    yield "```"


def _meaning(module: str, name: str) -> list[str]:
    """The text below a constant, in the module that defines it."""
    analyzer = ModuleAnalyzer.for_module(module)
    analyzer.analyze()
    if ("", name) in analyzer.attr_docs:
        return list(analyzer.attr_docs["", name])
    for node in ast.walk(ast.parse(analyzer.code)):
        if isinstance(node, ast.ImportFrom) and node.module is not None and name in {each.name for each in node.names}:
            return _meaning(node.module, name)
    return []


def _tree() -> Iterator[str]:
    yield ""
    yield "The command line prints each as `error: …` and leaves with 1, or with 2 where the command was called wrongly. A row of a"
    yield "ledger that cannot be used is no error but a reject, and the program leaves with 3."
    yield ""
    yield from heads("error", "is a", "raised where")
    for name in errors.__all__:
        found = getattr(errors, name)
        yield row(f"`{name}`", f"`{found.__mro__[1].__name__}`", (found.__doc__ or "").strip().partition("\n\n")[0])
