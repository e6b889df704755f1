"""`tips`: the catalogue of the 21 tips, and one tip with its rules and parameters."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from dunning_rules.cli.options import LangOption

NumberArgument = Annotated[
    int | None, typer.Argument(metavar="NUMBER", min=1, max=21, help="Show one tip: its meaning, rules and parameters.", show_default=False)
]
FormatOption = Annotated[Literal["table", "json"], typer.Option("--format", help="A table to read, or JSON.")]
GraphOption = Annotated[bool, typer.Option("--graph", help="Which rule feeds which, as a flow chart for Mermaid.")]


def tips(number: NumberArgument = None, lang: LangOption = "en", form: FormatOption = "table", *, graph: GraphOption = False) -> None:
    """List the 21 tips with their parameters, or show one with its rules."""
    from dunning_rules.cli.tip_facts import show_graph, show_tips  # noqa: PLC0415 - heavy, and `--help` needs nothing of it

    if graph:
        show_graph(number, lang)
    else:
        show_tips(number, lang, as_json=form == "json")
