"""Modules of the Python interface beside the public names: readers of ledgers, reports, frames and the like, from their docstrings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import dunning_rules
from docs._generate.write import contents, heads, row, write

MODULES = {
    "dunning_rules.result": ("What comes back: the report and its parts.", ""),
    "dunning_rules.explanation": ("Why, and why not.", ""),
    "dunning_rules.io": ("Reads ledgers: tables, cases and open items.", ""),
    "dunning_rules.io.demo_portfolio": ("The portfolio of the demo.", ""),
    "dunning_rules.io.erp": ("Ledgers of ERP systems: Tryton, Odoo, ERPNext and SAP.", ""),
    "dunning_rules.io.bank": ("Bank statements of ISO 20022.", "bank"),
    "dunning_rules.plugins.hooks": ("The hooks that a policy may implement.", ""),
    "dunning_rules.testing.invariants": ("What must always hold, as checks.", "testing"),
    "dunning_rules.frames.report": ("What comes back for a portfolio.", "frames"),
    "dunning_rules.portfolio.nested": ("Portfolios with one row a debtor.", "frames"),
    "dunning_rules.portfolio.stream": ("Portfolios that do not fit into memory.", "frames"),
    "dunning_rules.recipe": ("How a policy is made again elsewhere.", ""),
    "dunning_rules.spark": ("Portfolios on Spark.", "spark"),
    "dunning_rules.report": ("The worklist as a page for a browser.", "report"),
    "dunning_rules.verify": ("Proofs about policies.", "verify"),
    "dunning_rules.late_payment": ("Interest and compensation for late payment.", ""),
    "dunning_rules.backtest": ("How good the order of a worklist would have been.", ""),
}
"""What each module is for, and the extra that it needs."""


def write_module_pages(folder: Path) -> None:
    """Write a page for each of the modules, and their index, into `folder`."""
    for module in MODULES:
        write(folder / f"{module}.md", _page(module))
    write(folder / "index.md", _index())


def _index() -> Iterator[str]:
    yield "# Further modules"
    yield ""
    yield "These modules are used throughout this guide. They are not among the [names that stay](../python/index.md): they may"
    yield "change, with a line in the changelog."
    yield ""
    yield from heads("module", "what for", "extra")
    yield from (row(f"[`{name}`]({name}.md)", meaning, f"`{extra}`" if extra else "") for name, (meaning, extra) in MODULES.items())
    yield ""
    yield from contents(list(MODULES))


def _page(module: str) -> Iterator[str]:
    _, extra = MODULES[module]
    yield f"# {module}"
    yield ""
    if extra:
        yield f'`pip install "dunning-rules[{extra}]"`'
        yield ""
    at_top = [name for name in dunning_rules.__all__ if getattr(getattr(dunning_rules, name), "__module__", "").startswith(module)]
    if at_top:
        names = ", ".join(f"`{name}`" for name in at_top)
        yield f"{names}: see [`dunning_rules`](../python/dunning_rules.md)."
        yield ""
    yield "```{eval-rst}"
    yield f".. automodule:: {module}"
    yield "   :members:"
    yield from (f"   :exclude-members: {', '.join(at_top)}",) if at_top else ()
    yield "```"
